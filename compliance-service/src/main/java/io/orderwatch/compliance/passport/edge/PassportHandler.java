package io.orderwatch.compliance.passport.edge;

import io.orderwatch.compliance.passport.PassportCase;
import io.orderwatch.compliance.passport.PassportPolicy;
import io.orderwatch.contracts.Event;
import io.orderwatch.contracts.PostingEvent;
import io.orderwatch.mailbox.Decision;
import io.orderwatch.mailbox.Due;
import io.orderwatch.mailbox.Input;
import io.orderwatch.mailbox.edge.Feature;
import io.orderwatch.mailbox.edge.States;
import jakarta.inject.Singleton;

/** Brings postings and timers to {@link PassportCase}. */
@Singleton
public class PassportHandler implements Feature<PassportCase> {

  private final PassportCases cases = new PassportCases();
  private final PassportPolicy policy;
  private final PassportMetrics metrics;

  PassportHandler(PassportSettings settings, PassportMetrics metrics) {
    this.policy = settings.policy();
    this.metrics = metrics;
  }

  @Override
  public String name() {
    return "passport";
  }

  @Override
  public PassportCase unknown() {
    return new PassportCase.Unknown();
  }

  @Override
  public States<PassportCase> states() {
    return cases;
  }

  @Override
  public boolean hears(Event event) {
    return event instanceof PostingEvent.Snapshot;
  }

  @Override
  public Decision<PassportCase> decide(PassportCase state, Input input) {
    return switch (input.content()) {
      case PostingEvent.Snapshot event -> PassportCase.on(state, event, input.at(), policy);
      case Due due -> PassportCase.on(state, due, policy);
      default ->
          throw new IllegalArgumentException(
              "no passport case hears " + input.content().getClass());
    };
  }

  @Override
  public void committed(Input input, Decision<PassportCase> decision) {
    metrics.count(decision);
  }
}
