package io.orderwatch.notification.reminder.edge;

import io.orderwatch.mailbox.edge.States;
import io.orderwatch.mailbox.edge.Table;
import io.orderwatch.mailbox.edge.Table.Rows;
import io.orderwatch.notification.reminder.Reminder;
import io.orderwatch.notification.reminder.Reminder.Closed;
import io.orderwatch.notification.reminder.Reminder.End;
import io.orderwatch.notification.reminder.Reminder.Open;
import io.orderwatch.notification.reminder.Step;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.hibernate.annotations.Immutable;

/** Whether a posting's buyer is to be written to; only the mailbox writes these rows. */
@Entity
@Immutable
@jakarta.persistence.Table(name = "reminder")
public class ReminderRow extends PanacheEntityBase {

  static final States<Reminder> TABLE =
      Table.of(ReminderRow.class, ReminderStepRow.class, ReminderRow::of, ReminderRow::reminder);

  private static final String OPEN = "open";

  /** {@code <store>:<posting number>}. */
  @Id public String key;

  /** open, supplied, lost, expired, split or opted_out. */
  @Column public String state;

  @Column public int round;

  static Rows<ReminderRow, ReminderStepRow> of(String key, Reminder reminder) {
    return switch (reminder) {
      case Open(var round, var steps) -> of(key, OPEN, round, steps);
      case Closed(var round, var steps, var end) ->
          of(key, end.name().toLowerCase(Locale.ROOT), round, steps);
      case Reminder.Unknown _ -> throw new IllegalStateException("what is unknown has no row");
    };
  }

  private static Rows<ReminderRow, ReminderStepRow> of(
      String key, String state, int round, List<Step> steps) {
    var row = new ReminderRow();
    row.key = key;
    row.state = state;
    row.round = round;
    return new Rows<>(row, steps.stream().map(step -> ReminderStepRow.of(key, step)).toList());
  }

  static Reminder reminder(Rows<ReminderRow, ReminderStepRow> rows) {
    var row = rows.row();
    var steps =
        rows.children().stream()
            .map(ReminderStepRow::toStep)
            .sorted(Comparator.comparingInt(Step::round).thenComparingInt(Step::number))
            .toList();
    return row.state.equals(OPEN)
        ? new Open(row.round, steps)
        : new Closed(row.round, steps, End.valueOf(row.state.toUpperCase(Locale.ROOT)));
  }
}
