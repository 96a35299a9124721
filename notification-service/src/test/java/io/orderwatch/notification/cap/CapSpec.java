package io.orderwatch.notification.cap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderwatch.contracts.PostingRef;
import io.orderwatch.notification.cap.Cap.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapSpec {

  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
  private static final Instant UNTIL = NOW.plus(Duration.ofHours(5));
  private static final Duration DAY = Duration.ofHours(24);

  /** So many messages an hour ago. */
  private static List<Instant> sent(int messages) {
    return Collections.nCopies(messages, NOW.minus(Duration.ofHours(1)));
  }

  /** So many other orders that end before this one, and one that ends with it. */
  private static List<Instant> others(int sooner) {
    var others = new ArrayList<>(Collections.nCopies(sooner, UNTIL.minusSeconds(1)));
    others.add(UNTIL);
    return others;
  }

  @ParameterizedTest(name = "cap {0}, sent {1}, {2} orders end sooner: {3}")
  @CsvSource({
    "1, 0, 0, GO",
    "1, 0, 1, LEAVE",
    "1, 1, 0, FULL",
    "1, 1, 1, FULL",
    "6, 0, 5, GO",
    "6, 0, 6, LEAVE",
    "6, 4, 1, GO",
    "6, 4, 2, LEAVE",
    "6, 5, 0, GO",
    "6, 5, 1, LEAVE",
    "6, 6, 0, FULL",
    "6, 9, 0, FULL",
  })
  void a_buyer_gets_so_many_messages_and_what_ends_sooner_comes_first(
      int cap, int sent, int sooner, Verdict verdict) {
    assertThat(new Cap(cap, DAY).on(sent(sent), others(sooner), UNTIL, NOW)).isEqualTo(verdict);
  }

  @Test
  void a_message_counts_for_so_long_and_no_longer() {
    var cap = new Cap(1, DAY);
    var yesterday = NOW.minus(DAY);
    assertThat(cap.on(List.of(yesterday.plusNanos(1)), List.of(), UNTIL, NOW))
        .isEqualTo(Verdict.FULL);
    assertThat(cap.on(List.of(yesterday), List.of(), UNTIL, NOW)).isEqualTo(Verdict.GO);
    assertThat(cap.on(List.of(NOW.plusSeconds(9)), List.of(), UNTIL, NOW))
        .as("by another clock a little ahead")
        .isEqualTo(Verdict.FULL);
  }

  /** Whoever asks whenever: at no moment more than the cap lie within the time. */
  @Test
  void however_often_it_is_asked_no_span_holds_more() {
    var chance = new Random(5);
    for (var life = 0; life < 500; life++) {
      var cap = new Cap(chance.nextInt(1, 8), Duration.ofMinutes(chance.nextInt(1, 48 * 60)));
      var sent = new ArrayList<Instant>();
      var now = NOW;
      for (var n = 0; n < 200; n++) {
        now = now.plusSeconds(chance.nextInt(3600));
        if (cap.on(sent, List.of(), UNTIL, now) == Verdict.GO) {
          sent.add(now);
        }
      }
      for (var at : sent) {
        assertThat(
                sent.stream()
                    .filter(each -> !each.isAfter(at) && each.isAfter(at.minus(cap.within()))))
            .as("%s at %s", cap, at)
            .hasSizeLessThanOrEqualTo(cap.messages());
      }
      assertThat(sent).isNotEmpty();
    }
  }

  /** Some orders due at once, asked in any order until each knows: the soonest have the room. */
  @Test
  void of_several_that_are_due_at_once_those_that_end_first_are_written_about() {
    var chance = new Random(6);
    for (var life = 0; life < 500; life++) {
      var cap = new Cap(chance.nextInt(1, 8), DAY);
      var due =
          new ArrayList<>(
              IntStream.range(0, chance.nextInt(1, 12))
                  .mapToObj(n -> UNTIL.plusSeconds(n * 60L))
                  .toList());
      var first = List.copyOf(due.subList(0, Math.min(cap.messages(), due.size())));
      var sent = new ArrayList<Instant>();
      var done = new ArrayList<Instant>();
      while (!due.isEmpty()) {
        Collections.shuffle(due, chance);
        var mine = due.getFirst();
        var others = due.subList(1, due.size());
        switch (cap.on(sent, others, mine, NOW)) {
          case GO -> {
            sent.add(NOW);
            done.add(mine);
            due.remove(mine);
          }
          case FULL -> due.remove(mine);
          case LEAVE -> assertThat(others).anyMatch(each -> each.isBefore(mine));
        }
      }
      assertThat(done).containsExactlyInAnyOrderElementsOf(first);
    }
  }

  @Test
  void a_cap_that_lets_nothing_go_is_refused() {
    assertThatThrownBy(() -> new Cap(0, DAY)).hasMessageContaining("at least one");
    assertThatThrownBy(() -> new Cap(1, Duration.ZERO)).hasMessageContaining("at least one");
    assertThat(Cap.NONE.on(sent(1000), others(1000), UNTIL, NOW)).isEqualTo(Verdict.GO);
  }

  @ParameterizedTest
  @CsvSource({
    "0132112277-0102-1, 0132112277-0102, 0132112277, true",
    "0132112277-0102-12, '', 0132112277, true",
    "73837363-0010-3, 73837363-0010, 73837363, true",
    "48173252-0033, 48173252-0033, 48173252, true",
    "h-1, order-h-1, order-h-1, false",
    "h-1, '', h-1, false",
    "12-0001-1, 12-0001, 12-0001, false",
    "0132112277, '', 0132112277, false",
    "0132112277-0102-a, 0132112277-0102, 0132112277-0102, false",
  })
  void a_buyer_is_whom_the_numbers_begin_with(
      String posting, String order, String number, boolean customer) {
    assertThat(Buyer.of(PostingRef.of("1001", posting), order))
        .isEqualTo(new Buyer("1001", number, customer));
  }
}
