package io.orderwatch.bench.edge;

import io.orderwatch.contracts.Deadline;
import io.orderwatch.contracts.PassportEvent;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.mailbox.Decision;
import io.orderwatch.mailbox.Effect;
import io.orderwatch.mailbox.edge.Feature;
import io.orderwatch.mailbox.edge.Table;
import jakarta.persistence.Column;
import jakarta.persistence.Id;
import java.time.Instant;

/** A posting's timer is armed; when it fires, the state counts it and a reminder goes out. */
final class Reminders {

  static final String NAME = "reminders";

  static final String TABLE = "create table reminder (key text primary key, fired bigint not null)";

  /** Never a count: a key that was not armed. */
  private static final Long UNKNOWN = -1L;

  static final Feature<Long> FEATURE =
      Feature.named(NAME)
          .kept(Table.of(Row.class, Row::of, row -> row.fired), UNKNOWN)
          .told(
              Arm.class,
              (_, arm, _) -> Decision.move(0L, new Effect.SetTimer("reminder", arm.due())))
          .fires(
              (fired, due, input) ->
                  Decision.move(fired + 1, Effect.publish(reminder(input.key(), due.due()))));

  record Arm(Instant due) {}

  @jakarta.persistence.Table(name = "reminder")
  static final class Row {
    @Id String key = "";
    @Column long fired;

    static Row of(String key, Long fired) {
      var row = new Row();
      row.key = key;
      row.fired = fired;
      return row;
    }
  }

  private Reminders() {}

  /** What goes out, here and from db-scheduler's task. */
  static PassportEvent.ReminderDue reminder(String key, Instant due) {
    var ref = PostingRef.parse(key);
    return new PassportEvent.ReminderDue(
        ref, ref.posting().value(), 1, 3, new Deadline(due, Deadline.Basis.IN_PROCESS_AT));
  }
}
