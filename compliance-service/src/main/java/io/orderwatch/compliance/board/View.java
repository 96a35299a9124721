package io.orderwatch.compliance.board;

import io.orderwatch.compliance.board.Filter.State;
import io.orderwatch.compliance.passport.Holder;
import java.util.List;
import java.util.stream.Stream;

/**
 * A look at the board that many want; its address is all that there is to it, and any other filter
 * can be kept as a bookmark in the same way.
 *
 * @param name of its text
 * @param here whether it is what is looked at
 */
public record View(String name, Filter filter, boolean here) {

  /**
   * In the language and the stores of what is looked at now.
   *
   * @param named whether it is known who looks, and so what is his
   */
  public static List<View> all(Filter now, boolean named) {
    return Stream.concat(
            named ? Stream.of(with("mine", now, Holder.ME)) : Stream.empty(), all(now).stream())
        .toList();
  }

  private static List<View> all(Filter now) {
    return List.of(
        of("all", now, State.OPEN, 0),
        of("next", now, State.OPEN, 2),
        of("today", now, State.OPEN, 6),
        byAttention(now),
        with("nobodys", now, Holder.NOBODY),
        of("expired", now, State.EXPIRED, 0),
        of("supplied", now, State.SUPPLIED, 0),
        of("lost", now, State.LOST, 0));
  }

  private static View byAttention(Filter now) {
    var filter =
        new Filter(now.language(), now.store(), State.OPEN, 0, "", null, "", null)
            .by(Filter.Sort.ATTENTION);
    return new View("attention", filter, filter.equals(now));
  }

  private static View of(String name, Filter now, State state, int hours) {
    return of(name, now, state, hours, "");
  }

  private static View with(String name, Filter now, String with) {
    return of(name, now, State.OPEN, 0, with);
  }

  private static View of(String name, Filter now, State state, int hours, String with) {
    var filter = new Filter(now.language(), now.store(), state, hours, "", null, with, null);
    return new View(name, filter, filter.equals(now));
  }
}
