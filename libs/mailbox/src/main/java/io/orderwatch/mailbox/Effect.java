package io.orderwatch.mailbox;

import io.orderwatch.contracts.Event;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a decision lets happen. Nothing else can. */
public sealed interface Effect {

  /**
   * The event goes to its topic, once.
   *
   * @param at when it happened; null for the time of the input
   * @param cause what the event's id is derived from; null for the input and the position among its
   *     effects
   */
  record Publish(Event event, @Nullable Instant at, @Nullable String cause) implements Effect {}

  /**
   * The key's one timer of this name fires at {@code due} or soon after, as a {@link Due}. Setting
   * it again moves it.
   */
  record SetTimer(String name, Instant due) implements Effect {}

  record CancelTimer(String name) implements Effect {}

  /**
   * An outgoing call is planned. It comes back as {@link Settled}, once, whatever crashes.
   *
   * @param kind which {@code Outlet} carries it out
   * @param id names the intent within its key and kind: the same intent is never planned twice
   * @param payload what the outlet needs, a record that can be written as JSON; must hold no
   *     personal data
   */
  record CallOut(String kind, String id, Record payload) implements Effect {}

  static Effect publish(Event event) {
    return new Publish(event, null, null);
  }

  static Effect publish(Event event, Instant at) {
    return new Publish(event, at, null);
  }
}
