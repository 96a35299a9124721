package io.orderwatch.compliance.passport.edge;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.orderwatch.clock.ScaledClock;
import io.orderwatch.compliance.passport.PassportCase;
import io.orderwatch.compliance.passport.PassportCase.Supplied;
import io.orderwatch.contracts.PassportEvent;
import io.orderwatch.mailbox.Decision;
import io.orderwatch.mailbox.Effect;
import io.orderwatch.operations.edge.DeadlineGauge;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import javax.sql.DataSource;

/** What is counted of the cases: how they begin and end, how many end soon. */
@Singleton
public class PassportMetrics {

  static final String OPEN =
      "(select key, deadline_at from passport_case where state in ('waiting', 'expired')) open";

  private static final Duration[] LEADS = {
    Duration.ofHours(1),
    Duration.ofHours(2),
    Duration.ofHours(6),
    Duration.ofHours(12),
    Duration.ofHours(18),
    Duration.ofHours(22)
  };

  private final MeterRegistry meters;
  private final Timer lead;

  PassportMetrics(MeterRegistry meters) {
    this.meters = meters;
    this.lead = Timer.builder("passport.lead").serviceLevelObjectives(LEADS).register(meters);
    for (var outcome :
        new String[] {"opened", "supplied", "expired", "lost", "split", "escalated"}) {
      count(outcome, 0);
    }
  }

  void start(@Observes StartupEvent event, Vertx vertx, DataSource database, ScaledClock clock) {
    new DeadlineGauge(meters, database, "passport.open", OPEN).keep(vertx, clock);
  }

  void count(Decision<PassportCase> decision) {
    for (var effect : decision.effects()) {
      if (effect instanceof Effect.Publish(PassportEvent event, _, _)) {
        switch (event) {
          case PassportEvent.Missing _ -> count("opened", 1);
          case PassportEvent.Supplied _ -> count("supplied", 1);
          case PassportEvent.Expired _ -> count("expired", 1);
          case PassportEvent.Lost _ -> count("lost", 1);
          case PassportEvent.Split _ -> count("split", 1);
          case PassportEvent.Escalated _ -> count("escalated", 1);
          case PassportEvent.ReminderDue _ -> {}
        }
      }
    }
    if (decision.next() instanceof Supplied(var file, var at) && !decision.effects().isEmpty()) {
      var left = Duration.between(at, file.deadline().at());
      lead.record(left.isNegative() ? Duration.ZERO : left);
    }
  }

  private void count(String outcome, int by) {
    meters.counter("passport.cases", "outcome", outcome).increment(by);
  }
}
