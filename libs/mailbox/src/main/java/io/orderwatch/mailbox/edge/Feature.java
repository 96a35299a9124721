package io.orderwatch.mailbox.edge;

import io.orderwatch.contracts.Event;
import io.orderwatch.mailbox.Decision;
import io.orderwatch.mailbox.Input;

/**
 * One feature of a service: its states, its rule and what it listens to. Timers and calls find it
 * by its name.
 */
public interface Feature<S> {

  /** Unique in the service and never changed: timers and calls in the database carry it. */
  String name();

  /** The state of a key that was never heard of. */
  S unknown();

  States<S> states();

  /** Whether events like this one concern the feature. */
  boolean hears(Event event);

  /** The rule. Called while the state's row is locked; must not do anything but decide. */
  Decision<S> decide(S state, Input input);

  /**
   * A decision is committed: what is counted is counted here, once, however often its transaction
   * was tried. Never called for a decision whose process died first.
   */
  default void committed(Input input, Decision<S> decision) {}
}
