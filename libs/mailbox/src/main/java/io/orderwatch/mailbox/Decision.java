package io.orderwatch.mailbox;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a rule makes of an input: the state from now on, and what shall happen in the same
 * transaction.
 */
public record Decision<S>(S next, List<Effect> effects) {

  public Decision {
    effects = List.copyOf(effects);
  }

  public static <S> Decision<S> move(S next, Effect... effects) {
    return new Decision<>(next, List.of(effects));
  }

  public static <S> Decision<S> stay(S same) {
    return new Decision<>(same, List.of());
  }

  /** The same of a larger state that holds this one. */
  public <T> Decision<T> map(Function<? super S, ? extends T> holder) {
    return new Decision<>(holder.apply(next), effects);
  }

  /** What follows in the same transaction, decided on the next state; its effects come after. */
  public Decision<S> then(Function<? super S, Decision<S>> following) {
    var second = following.apply(next);
    return new Decision<>(
        second.next, Stream.concat(effects.stream(), second.effects.stream()).toList());
  }
}
