package io.orderwatch.mailbox.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
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
                SQLException.class,
                e -> assertThat(e.getSQLState()).isEqualTo("55P03"));
        relay.rollback();
      }
    }
    keeping.tidy(lease);
  }
}
