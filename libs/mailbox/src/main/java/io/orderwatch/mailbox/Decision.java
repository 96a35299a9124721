package io.orderwatch.mailbox;

import java.util.List;

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
}
