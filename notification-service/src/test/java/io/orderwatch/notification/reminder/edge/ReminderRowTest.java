package io.orderwatch.notification.reminder.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.backing.edge.BackingServices;
import io.orderwatch.mailbox.edge.States;
import io.orderwatch.notification.reminder.Given;
import io.orderwatch.notification.reminder.Reminder;
import io.orderwatch.notification.reminder.Reminder.Closed;
import io.orderwatch.notification.reminder.Reminder.End;
import io.orderwatch.notification.reminder.Reminder.Open;
import io.orderwatch.notification.reminder.Step;
import io.orderwatch.notification.reminder.Step.Fate;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReminderRowTest {

  private static final String A = "1001:1-1-1";
  private static final String B = "1001:2-2-2";

  private final States<Reminder> reminders = ReminderRow.TABLE;
  private Connection tx;

  @BeforeEach
  void set_up() throws SQLException {
    tx = Rig.migrated(BackingServices.shared().database().fresh()).getConnection();
    tx.setAutoCommit(false);
  }

  @AfterEach
  void tear_down() throws SQLException {
    tx.close();
  }

  private static Step step(int round, int number, Fate fate) {
    var later = Given.AT.plus(Duration.ofMinutes(5));
    return new Step(round, number, "1-1", Given.DEADLINE.at(), "text", Given.AT, later, fate);
  }

  private Map<String, Reminder> read() throws SQLException {
    return reminders.lock(tx, List.of(A, B, "1001:3-3-3"));
  }

  @Test
  void every_state_and_fate_is_read_as_it_was_written() throws SQLException {
    var fates =
        List.of(
            step(1, 1, new Fate.Sent("chat")),
            step(1, 2, new Fate.Suppressed("why")),
            step(1, 3, new Fate.Failed("why")),
            step(2, 1, new Fate.AwaitingOperator("why")),
            step(2, 2, new Fate.Planned()),
            step(2, 3, new Fate.Sent("")));
    for (var end : End.values()) {
      var written = Map.<String, Reminder>of(A, new Open(2, fates), B, new Closed(2, fates, end));
      assertThat(reminders.insert(tx, written)).isEqualTo(2);
      assertThat(read()).isEqualTo(written);
      tx.rollback();
    }
  }

  @Test
  void a_buyer_is_unreached_while_the_round_is_open_and_nothing_of_it_was_sent()
      throws SQLException {
    var earlier = step(1, 1, new Fate.Sent("c"));
    var planned = step(2, 1, new Fate.Planned());
    var sent = step(2, 2, new Fate.Sent("c"));
    reminders.insert(
        tx,
        Map.of(
            A,
            new Open(2, List.of(earlier, planned)),
            B,
            new Open(2, List.of(planned, sent)),
            "1001:3-3-3",
            new Closed(2, List.of(planned), End.SUPPLIED)));
    try (var select = tx.prepareStatement("select key from " + ReminderMetrics.UNREACHED);
        var rows = select.executeQuery()) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString(1)).isEqualTo(A);
      assertThat(rows.next()).isFalse();
    }
  }

  @Test
  void only_what_changed_is_changed() throws SQLException {
    var planned = step(1, 1, new Fate.Planned());
    reminders.insert(
        tx, Map.of(A, new Open(1, List.of(planned)), B, new Open(1, List.of(planned))));
    var sent = new Open(1, List.of(step(1, 1, new Fate.Sent("c")), step(1, 2, new Fate.Planned())));
    reminders.update(tx, Map.of(A, sent));
    assertThat(read()).isEqualTo(Map.of(A, sent, B, new Open(1, List.of(planned))));
  }

  @Test
  void a_row_that_is_there_already_is_not_added() throws SQLException {
    reminders.insert(tx, Map.of(A, new Open(1, List.of())));
    assertThat(reminders.insert(tx, Map.of(A, new Open(5, List.of()), B, new Open(1, List.of()))))
        .isOne();
  }

  @Test
  void a_step_before_any_round_does_not_stand_in_the_way_of_the_first() throws SQLException {
    var before = step(0, 1, new Fate.Suppressed("why"));
    reminders.insert(tx, Map.of(A, new Closed(0, List.of(before), End.SUPPLIED)));
    var next = new Open(1, List.of(before, step(1, 1, new Fate.Planned())));
    reminders.update(tx, Map.of(A, next));
    assertThat(read()).isEqualTo(Map.of(A, next));
  }
}
