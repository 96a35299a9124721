package io.orderwatch.operations.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

/** Of attempts to reach a server that is away the first is in the log. */
class SaidOnceSpec {

  private static final String CLIENT = "org.apache.kafka.clients.NetworkClient";
  private static final String REFUSED =
      "[Producer clientId=producer-1] Connection to node -1 (/127.0.0.1:9) could not be established. Node may not be available.";

  private final SaidOnce filter = new SaidOnce();

  @Test
  void the_first_passes_and_the_next_only_after_a_quiet_minute() {
    assertThat(filter.passes(CLIENT, REFUSED, at(0))).isTrue();
    for (var second = 1; second < 600; second++) {
      assertThat(filter.passes(CLIENT, REFUSED, at(second))).isFalse();
    }
    assertThat(filter.passes(CLIENT, "Bootstrap broker x disconnected", at(600))).isFalse();
    assertThat(filter.passes(CLIENT, REFUSED, at(660))).isTrue();
  }

  @Test
  void what_a_producer_says_of_each_batch_that_it_sends_again_is_said_once() {
    var sender = "org.apache.kafka.clients.producer.internals.Sender";
    var again =
        "[Producer clientId=producer-1] Got error produce response with correlation id 9 on topic-partition"
            + " ozon.postings.v1-0, retrying (2147483646 attempts left). Error: NETWORK_EXCEPTION";
    assertThat(filter.passes(sender, again, at(0))).isTrue();
    assertThat(filter.passes(sender, again, at(1))).isFalse();
    assertThat(filter.passes(sender, "Received invalid metadata error in produce request", at(1)))
        .isFalse();
    assertThat(filter.passes(sender, "Uncaught error in kafka producer I/O thread", at(1)))
        .isTrue();
  }

  @Test
  void other_clients_and_other_words_pass() {
    filter.passes(CLIENT, REFUSED, at(0));
    assertThat(filter.passes(CLIENT, "Error while fetching metadata", at(1))).isTrue();
    assertThat(filter.passes(CLIENT, null, at(1))).isTrue();
    assertThat(filter.passes("io.orderwatch.mailbox.edge.Loop", REFUSED, at(1))).isTrue();
    assertThat(
            filter.passes(
                "org.flywaydb.core.internal.jdbc.JdbcUtils", "Connection error: refused", at(1)))
        .isTrue();
  }

  @Test
  void a_request_that_failed_with_the_database_is_not_said_any_other_is() {
    assertThat(filter.isLoggable(request(new SQLException("refused", "08001")))).isFalse();
    assertThat(filter.isLoggable(request(new SQLException("no such table", "42P01")))).isTrue();
    assertThat(filter.isLoggable(request(new IllegalStateException("a fault of ours")))).isTrue();
    assertThat(filter.isLoggable(new LogRecord(Level.INFO, "anything"))).isTrue();
  }

  private static LogRecord request(Exception failure) {
    var line = new LogRecord(Level.SEVERE, "status=500");
    line.setLoggerName("http-problem");
    line.setThrown(failure);
    return line;
  }

  private static Duration at(int second) {
    return Duration.ofSeconds(second);
  }
}
