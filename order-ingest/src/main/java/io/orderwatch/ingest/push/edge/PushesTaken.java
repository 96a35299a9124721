package io.orderwatch.ingest.push.edge;

import io.orderwatch.mailbox.edge.Outages;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready: every push is answered within Ozon's time, also while the database is away, with an error
 * then. Nobody at the door would be worse: a service that cannot be reached has all pushes ended
 * (decision 0021).
 */
@Readiness
@ApplicationScoped
class PushesTaken implements HealthCheck {

  private final Hints hints;
  private final Outages outages;
  private final Rehearsal rehearsal;

  PushesTaken(Hints hints, Outages outages, Rehearsal rehearsal) {
    this.rehearsal = rehearsal;
    this.hints = hints;
    this.outages = outages;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("pushes are taken")
        .withData("rehearsed", rehearsal.answered())
        .withData("database", outages.database().away() ? "away" : "answers")
        .status(hints.writes() && rehearsal.over())
        .build();
  }
}
