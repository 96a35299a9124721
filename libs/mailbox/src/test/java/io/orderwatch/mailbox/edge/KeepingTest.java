package io.orderwatch.mailbox.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class KeepingTest {

  private final MailboxFixture mailbox = new MailboxFixture();

  @Test
  @Timeout(60)
  void tidying_gives_way_to_a_relay_that_keeps_reading_the_outbox() throws SQLException {
    var keeping = new Keeping(mailbox.database);
    var leases = new Leases(mailbox.database, "keeper", Duration.ofMinutes(5));
    var lease = MailboxFixture.lease(leases, (short) 0);
    try (var relay = mailbox.database.getConnection()) {
      relay.setAutoCommit(false);
      try (var reading = relay.createStatement()) {
        reading.execute("select * from outbox");
        assertThatThrownBy(() -> keeping.tidy(lease))
            .isInstanceOfSatisfying(
                SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("55P03"));
        relay.rollback();
      }
    }
    keeping.tidy(lease);
  }

  @Test
  void a_past_day_is_dropped_when_its_last_row_was_relayed() throws SQLException {
    var keeping = new Keeping(mailbox.database);
    var lease =
        MailboxFixture.lease(
            new Leases(mailbox.database, "keeper", Duration.ofMinutes(5)), (short) 0);
    mailbox.execute(
        """
        create table outbox_20260101 partition of outbox for values from ('2026-01-01 00:00+00') to ('2026-01-02 00:00+00');
        insert into outbox (shard, topic, key, headers, payload, written_at)
        values (0, 't', 'k', '', '', '2026-01-01 12:00+00')""");
    keeping.tidy(lease);
    assertThat(days()).hasSize(3).contains("outbox_20260101");

    mailbox.execute("insert into relay_cursor (shard, lo) values (0, pg_current_snapshot())");
    keeping.tidy(lease);
    assertThat(days()).as("today and tomorrow").hasSize(2).doesNotContain("outbox_20260101");
  }

  @Test
  void a_call_that_ended_long_ago_is_forgotten_and_one_that_is_open_never() throws SQLException {
    var keeping = new Keeping(mailbox.database);
    var lease =
        MailboxFixture.lease(
            new Leases(mailbox.database, "keeper", Duration.ofMinutes(5)), (short) 0);
    for (var state : List.of("done", "refused", "superseded", "unknown")) {
      for (var days : List.of(39, 41)) {
        mailbox.execute(
            """
            insert into call (id, shard, feature, key, kind, name, payload, state, changed_at)
            values (gen_random_uuid(), 0, 'tally', 'k', 'ring', '%s %d', '{}', '%s', now() - interval '%d days')"""
                .formatted(state, days, state, days));
      }
    }
    keeping.tidy(lease);
    assertThat(mailbox.column("select name from call order by name"))
        .containsExactly("done 39", "refused 39", "superseded 39", "unknown 39", "unknown 41");
  }

  private List<@Nullable String> days() {
    return mailbox.column("select relname from pg_class where relname ~ '^outbox_[0-9]+$'");
  }
}
