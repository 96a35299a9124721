package io.orderwatch.mailbox.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class BacklogTest {

  private final MailboxFixture mailbox = new MailboxFixture();

  private Backlog backlog() throws SQLException {
    return Backlog.read(mailbox.database, mailbox.clock.instant());
  }

  @Test
  void nothing_waits_in_an_empty_mailbox() throws SQLException {
    assertThat(backlog())
        .isEqualTo(
            new Backlog(
                Duration.ZERO,
                0,
                Duration.ZERO,
                Map.of("planned", 0L, "sending", 0L, "unknown", 0L),
                Duration.ZERO,
                0,
                0));
  }

  @Test
  void what_the_relay_has_not_sent_waits_and_what_it_has_sent_does_not() throws SQLException {
    mailbox.execute(
        """
        insert into outbox (shard, topic, key, headers, payload, written_at)
        select n % 4, 't', 'k' || n, '', '', now() - n * interval '1 s' from generate_series(1, 20) n""");
    assertThat(backlog().outboxRows()).isEqualTo(20);
    assertThat(backlog().outboxOldest()).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(25));

    mailbox.execute(
        "insert into relay_cursor (shard, lo) select n, pg_current_snapshot() from generate_series(0, 2) n");
    mailbox.execute(
        "insert into relay_cursor (shard, lo, hi, last_id) select 3, '3:3:', pg_current_snapshot(), 11");

    assertThat(backlog().outboxRows()).as("rows 15 and 19 of shard 3").isEqualTo(2);
  }

  @Test
  void a_timer_is_overdue_from_its_time_on() throws SQLException {
    mailbox.execute(
        "insert into timer (shard, due, name, ref) values (1, '%s', 'tally/x', 'a'), (2, '%s', 'tally/x', 'b')"
            .formatted(MailboxFixture.NOON.plusSeconds(60), MailboxFixture.NOON.plusSeconds(90)));
    assertThat(backlog().timersOverdue()).isZero();

    mailbox.clock.set(MailboxFixture.NOON.plusSeconds(100));

    assertThat(backlog().timersOverdue()).isEqualTo(Duration.ofSeconds(40));
  }

  @Test
  void calls_are_counted_by_state_until_they_end_and_dead_letters_by_whether_they_hold()
      throws SQLException {
    for (var state : List.of("planned", "sending", "unknown", "unknown", "done", "refused")) {
      mailbox.execute(
          """
          insert into call (id, shard, feature, key, kind, name, payload, state, changed_at)
          values (gen_random_uuid(), 0, 'tally', 'k', 'post', 'n', '{}', '%s', now() - interval '30 s')"""
              .formatted(state));
    }
    mailbox.execute(
        """
        insert into dead_letter (key_id, topic, partition, position, envelope, reason, attempts, holds)
        select gen_random_uuid(), 't', 0, n, '', 'r', 1, n = 1 from generate_series(1, 3) n""");

    var backlog = backlog();

    assertThat(backlog.callsOpen()).isEqualTo(Map.of("planned", 1L, "sending", 1L, "unknown", 2L));
    assertThat(backlog.callsOldest()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(35));
    assertThat(List.of(backlog.holding(), backlog.loose())).containsExactly(1L, 2L);
  }
}
