package io.orderwatch.compliance.passport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.orderwatch.backing.edge.BackingServices;
import io.orderwatch.compliance.passport.PassportCase;
import io.orderwatch.compliance.passport.PassportCase.Supplied;
import io.orderwatch.contracts.Deadline;
import io.orderwatch.contracts.PassportEvent;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.mailbox.Decision;
import io.orderwatch.mailbox.Effect;
import io.orderwatch.operations.edge.DeadlineGauge;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class PassportMetricsTest {

  private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @Test
  void open_cases_are_counted_by_store_and_by_the_time_that_is_left() throws SQLException {
    var database = BackingServices.shared().database().fresh().dataSource();
    try (var connection = database.getConnection()) {
      Tables.make(connection);
    }
    insert(database, "1001:a", "waiting", NOON);
    insert(database, "1001:b", "waiting", NOON.plusSeconds(1));
    insert(database, "1001:c", "expired", NOON.minusSeconds(1));
    insert(database, "1001:d", "waiting", NOON.plusSeconds(7200));
    insert(database, "1001:e", "supplied", NOON.plusSeconds(7200));
    insert(database, "1002:a", "waiting", NOON.plusSeconds(12 * 3600));
    var gauge =
        new DeadlineGauge(meters, database, "passport.open", PassportMetrics.OPEN)
            .with(new StoreId("1003"));

    gauge.refresh(NOON);

    assertThat(open("1001", "overdue")).isEqualTo(2);
    assertThat(open("1001", "under-2h")).isEqualTo(1);
    assertThat(open("1001", "2h-6h")).isEqualTo(1);
    assertThat(open("1001", "6h-12h")).isZero();
    assertThat(open("1002", "over-12h")).isEqualTo(1);
    assertThat(open("1003", "over-12h")).as("a store that is known is there").isZero();

    execute(database, "update passport_case set state = 'lost'");
    gauge.refresh(NOON);

    assertThat(open("1002", "over-12h")).as("a store once seen goes to zero").isZero();

    execute(database, "drop table passport_case");
    gauge.refresh(NOON);

    assertThat(meters.find("passport.open").gauges())
        .as("no figure is better than an old one")
        .isEmpty();
  }

  @Test
  void what_a_decision_publishes_is_counted_and_so_is_the_time_that_was_left() {
    var metrics = new PassportMetrics(meters);
    var ref = PostingRef.of("1001", "p");
    var deadline = new Deadline(NOON.plusSeconds(3600), Deadline.Basis.FIRST_SEEN);
    var file = new PassportCase.File(ref, "o", 1, NOON, deadline, 0, null);

    metrics.count(
        Decision.move(
            new PassportCase.Waiting(file),
            Effect.publish(new PassportEvent.Missing(ref, "o", deadline))));
    metrics.count(
        Decision.move(
            new Supplied(file, NOON.plusSeconds(600)),
            Effect.publish(new PassportEvent.Supplied(ref, NOON.plusSeconds(600)))));
    metrics.count(
        Decision.move(
            new PassportCase.Split(file, NOON), Effect.publish(new PassportEvent.Split(ref))));
    metrics.count(
        Decision.move(
            new PassportCase.Waiting(file),
            Effect.publish(
                new PassportEvent.Escalated(
                    ref, "o", PassportEvent.Cause.NOTHING_SENT.word(), deadline))));
    metrics.count(Decision.stay(new Supplied(file, NOON.plusSeconds(600))));

    assertThat(
            List.of("opened", "supplied", "expired", "lost", "split", "escalated").stream()
                .map(outcome -> meters.counter("passport.cases", "outcome", outcome).count()))
        .containsExactly(1.0, 1.0, 0.0, 0.0, 1.0, 1.0);
    assertThat(meters.get("passport.lead").timer().count()).isOne();
    assertThat(meters.get("passport.lead").timer().totalTime(TimeUnit.SECONDS)).isEqualTo(3000);
  }

  private double open(String store, String bucket) {
    return meters.get("passport.open").tags("store", store, "bucket", bucket).gauge().value();
  }

  private static void insert(DataSource database, String key, String state, Instant deadline)
      throws SQLException {
    execute(
        database,
        """
        insert into passport_case (key, state, order_number, version, opened_at, deadline_at, deadline_basis, steps_taken)
        values ('%s', '%s', 'o', 1, '%s', '%s', 'FIRST_SEEN', 0)"""
            .formatted(key, state, NOON, deadline));
  }

  private static void execute(DataSource database, String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
