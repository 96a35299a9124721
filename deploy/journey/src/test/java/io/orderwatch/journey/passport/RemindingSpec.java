package io.orderwatch.journey.passport;

import static io.orderwatch.journey.passport.CheckingSpec.CHECKING;
import static io.orderwatch.journey.passport.CheckingSpec.NOON;
import static io.orderwatch.journey.passport.CheckingSpec.after;
import static io.orderwatch.journey.passport.CheckingSpec.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.contracts.Event;
import io.orderwatch.contracts.MessageEvent;
import io.orderwatch.contracts.PostingRef;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** One buyer hears a step once, whatever number of postings his order has. */
class RemindingSpec {

  static final String ONE = "1001:o-1";
  static final String TWO = "1001:o-2";
  static final String THREE = "1001:o-3";

  @Test
  void two_postings_of_an_order_are_written_about_once_and_told_of_twice() {
    var order = List.of(supplied(ONE, message(0, 5)), supplied(TWO, message(8, 5)));
    assertThat(faults(order, Map.of(ONE, sent(ONE, 1, 2), TWO, sent(TWO, 1, 2)))).isEmpty();
    assertThat(faults(order, Map.of(ONE, sent(ONE, 1, 2), TWO, sent(TWO, 2))))
        .as("the second posting's first step is told of nowhere")
        .isNotEmpty();
  }

  @Test
  void a_message_for_each_posting_is_caught() {
    var order =
        List.of(
            supplied(ONE, message(0, 5), message(8, 5)),
            supplied(TWO, message(0, 6), message(8, 6)));
    assertThat(faults(order, Map.of(ONE, sent(ONE, 1, 2), TWO, sent(TWO, 1, 2)))).isNotEmpty();
  }

  @Test
  void the_parts_of_a_split_posting_go_on_with_the_step_that_is_next() {
    var parent = split(after(3, 0), message(0, 5));
    var order = List.of(parent, part(TWO, message(8, 5)), part(THREE, message(18, 5)));
    assertThat(
            faults(
                order, Map.of(ONE, sent(ONE, 1), TWO, sent(TWO, 2, 3), THREE, sent(THREE, 2, 3))))
        .isEmpty();
    var anew =
        List.of(parent, part(TWO, message(3, 5), message(8, 5)), part(THREE, message(18, 5)));
    assertThat(
            faults(
                anew,
                Map.of(ONE, sent(ONE, 1), TWO, sent(TWO, 1, 2, 3), THREE, sent(THREE, 1, 2, 3))))
        .as("a part that begins with the first step again")
        .isNotEmpty();
  }

  @Test
  void where_chats_are_refused_without_a_word_a_person_gets_each_step() {
    var order = List.of(wordless());
    assertThat(faults(order, Map.of(ONE, left(1, 2, 3)))).isEmpty();
    assertThat(faults(order, Map.of(ONE, left(1, 2)))).isNotEmpty();
    assertThat(faults(order, Map.of(ONE, sent(ONE, 1, 2, 3)))).isNotEmpty();
  }

  @Test
  void a_step_is_demanded_from_when_the_posting_is_found() {
    assertThat(faults(List.of(young(after(0, 30))), Map.of()))
        .as("found long enough before the data came")
        .isNotEmpty();
    assertThat(faults(List.of(young(after(1, 30))), Map.of())).isEmpty();
  }

  static List<String> faults(List<Truth> order, Map<String, List<Event>> events) {
    return new Reminding(CHECKING, Story.of(order))
        .faults(order, new Outcome(Map.of(), events, 0, Map.of()));
  }

  static List<Event> sent(String key, int... steps) {
    return Arrays.stream(steps)
        .<Event>mapToObj(step -> new MessageEvent.Sent(PostingRef.parse(key), step, "chat"))
        .toList();
  }

  static List<Event> left(int... steps) {
    return Arrays.stream(steps)
        .<Event>mapToObj(
            step -> new MessageEvent.AwaitingOperator(PostingRef.parse(ONE), step, "", ""))
        .toList();
  }

  static Truth supplied(String key, Truth.Message... messages) {
    return truth(key, "", NOON, after(12, 0), null, null, false, messages);
  }

  /**
   * Not found by its number before an instant, and with its data three hours after its creation.
   */
  static Truth young(Instant found) {
    return truth(ONE, "", found, after(3, 0), null, null, false);
  }

  static Truth split(Instant at, Truth.Message... messages) {
    return truth(ONE, "", NOON, null, at, null, false, messages);
  }

  static Truth part(String key, Truth.Message... messages) {
    return truth(key, ONE, NOON, null, null, after(24, 0), false, messages);
  }

  static Truth wordless() {
    return truth(ONE, "", NOON, null, null, after(24, 0), true);
  }

  private static Truth truth(
      String key,
      String parent,
      Instant foundAt,
      @Nullable Instant suppliedAt,
      @Nullable Instant splitAt,
      @Nullable Instant cancelledAt,
      boolean wordless,
      Truth.Message... messages) {
    return new Truth(
        key,
        parent,
        true,
        NOON,
        foundAt,
        suppliedAt,
        splitAt,
        cancelledAt,
        "",
        "",
        "",
        wordless,
        "ozon",
        "",
        List.of(messages),
        List.of());
  }
}
