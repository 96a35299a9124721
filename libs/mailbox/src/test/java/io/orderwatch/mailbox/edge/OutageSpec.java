package io.orderwatch.mailbox.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server goes and comes back: two lines, however many meet it. */
class OutageSpec {

  private final Outage outage = new Outage("the database", Logger.getLogger("test"));

  @Test
  void the_first_failure_is_told_with_its_cause_and_no_other() {
    assertThat(outage.failed("connection refused", at(10)))
        .isEqualTo("the database is away: connection refused");
    assertThat(outage.failed("no connection in 5 s", at(11))).isNull();
    assertThat(outage.failed("connection refused", at(4000))).isNull();
  }

  @Test
  void the_return_is_told_once_it_holds_and_counts_to_the_first_answer() {
    outage.failed("connection refused", at(10));
    outage.failed("connection refused", at(11));
    assertThat(outage.answered(at(31))).isNull();
    assertThat(outage.away()).isFalse();
    assertThat(outage.told()).isTrue();
    assertThat(outage.answered(at(33)))
        .isEqualTo("the database is back after 21 s, 2 attempts failed");
    assertThat(outage.told()).isFalse();
    assertThat(outage.answered(at(34))).isNull();
  }

  @Test
  void a_connection_that_broke_with_it_and_is_met_just_after_the_return_begins_nothing_new() {
    outage.failed("connection refused", at(10));
    outage.answered(at(30));
    assertThat(outage.failed("connection closed", at(31))).isNull();
    assertThat(outage.answered(at(31))).isNull();
    assertThat(outage.answered(at(33)))
        .isEqualTo("the database is back after 21 s, 2 attempts failed");
    assertThat(outage.failed("connection refused", at(60))).isNotNull();
  }

  @Test
  void who_answers_all_the_time_is_not_spoken_of() {
    assertThat(outage.answered(at(1))).isNull();
    assertThat(outage.away()).isFalse();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "08001, true", // refused
    "08006, true", // broken
    "57P01, true", // ended by an administrator
    "57P03, true", // starting up
    "53300, true", // too many connections
    "25006, true", // a standby
    ", true", // the pool has none to give
    "57014, false", // a statement took too long
    "40P01, false", // a deadlock
    "42P01, false", // no such table
    "23505, false", // there already
    "22P05, false", // what the database does not take
  })
  void by_its_state_it_is_known_what_is_an_outage(String state, boolean away) {
    var met = new SQLException("no", state);
    assertThat(Outage.ofConnection(met)).isEqualTo(away);
    assertThat(Outage.ofConnection(new IllegalStateException("wrapped", met))).isEqualTo(away);
    assertThat(Outage.ofConnection(new SQLException("ours", met))).isEqualTo(away);
    assertThat(outage.met(met)).isEqualTo(away);
    assertThat(outage.failures()).isEqualTo(away ? 1 : 0);
  }

  @Test
  void what_is_no_failure_of_a_database_is_none_of_its_outages() {
    assertThat(Outage.ofConnection(new IllegalStateException("a fault of ours"))).isFalse();
  }

  @Test
  void a_Kafka_that_refuses_is_there_and_one_that_does_not_know_us_cannot_be_used() {
    assertThat(Outages.ofKafka(new ExecutionException(new TimeoutException("no node")))).isTrue();
    assertThat(Outages.ofKafka(new java.util.concurrent.TimeoutException())).isTrue();
    assertThat(Outages.ofKafka(new SaslAuthenticationException("who are you"))).isTrue();
    assertThat(Outages.ofKafka(GroupAuthorizationException.forGroupId("not yours"))).isFalse();
  }

  private static Duration at(int second) {
    return Duration.ofSeconds(second);
  }
}
