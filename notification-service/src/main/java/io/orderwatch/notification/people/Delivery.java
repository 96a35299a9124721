package io.orderwatch.notification.people;

import static io.orderwatch.mailbox.Decision.move;
import static io.orderwatch.mailbox.Decision.stay;

import io.orderwatch.mailbox.Decision;
import io.orderwatch.mailbox.Effect;
import io.orderwatch.mailbox.Settled;
import java.time.Instant;

/**
 * A letter goes to its channel once, and what became of it is kept. This page is the whole rule.
 */
public sealed interface Delivery {

  /** The kind of the calls that this rule plans. */
  String CALL = "letter";

  /** Nothing was ever to be told. */
  record Unknown() implements Delivery {}

  record Planned(String letter, int level, Instant at) implements Delivery {}

  record Delivered(String letter, int level, Instant planned, Instant at) implements Delivery {}

  /** The channel refused it, or could not be reached for a day. */
  record Failed(String letter, int level, Instant planned, Instant at, String reason)
      implements Delivery {}

  static Decision<Delivery> on(Delivery state, Letter letter, Instant at) {
    return switch (state) {
      case Unknown _ ->
          move(
              new Planned(letter.id(), letter.level(), at),
              new Effect.CallOut(CALL, letter.id() + "/" + letter.level(), letter));
      case Planned _, Delivered _, Failed _ -> stay(state);
    };
  }

  static Decision<Delivery> on(Delivery state, Settled settled, Instant at) {
    return switch (state) {
      case Planned(var letter, var level, var planned) ->
          move(
              switch (settled.outcome()) {
                case Settled.Outcome.Done _ -> new Delivered(letter, level, planned, at);
                case Settled.Outcome.Refused(var reason) ->
                    new Failed(letter, level, planned, at, reason);
                case Settled.Outcome.Superseded(var reason) ->
                    new Failed(letter, level, planned, at, reason);
              });
      case Unknown _, Delivered _, Failed _ -> stay(state);
    };
  }
}
