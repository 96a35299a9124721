package io.orderwatch.compliance.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChangesSpec {

  private static final Instant AT = Instant.parse("2026-11-02T12:00:00Z");

  private static Row row(int n, int steps) {
    return new Row("1:" + n, "o" + n, "waiting", AT, null, steps, 3, null, null);
  }

  @Test
  void what_came_what_went_and_what_is_another_one_is_told() {
    var before = Changes.since(List.of(row(1, 0), row(2, 0), row(3, 0)));
    var after = before.seen(List.of(row(2, 0), row(3, 1), row(4, 0)));
    assertThat(after.number()).isEqualTo(1);
    assertThat(after.after(0)).containsExactlyInAnyOrder("1:1", "1:3", "1:4");
    assertThat(after.after(1)).isEmpty();
  }

  @Test
  void that_another_has_it_in_hand_is_told() {
    var held =
        new Row(
            "1:2",
            "o2",
            "waiting",
            AT,
            null,
            0,
            3,
            null,
            null,
            Mark.NOTHING_SENT,
            false,
            "li",
            null,
            false);
    var before = Changes.since(List.of(row(1, 0), row(2, 0)));
    assertThat(before.seen(List.of(row(1, 0), held)).after(0)).containsExactly("1:2");
  }

  @Test
  void when_nothing_happened_nothing_is_told() {
    var rows = List.of(row(1, 0), row(2, 1));
    var before = Changes.since(rows);
    assertThat(before.seen(rows)).isSameAs(before);
  }

  @Test
  void who_was_away_at_any_time_hears_all_that_is_remembered_and_is_told_if_it_is_not() {
    var random = new Random(7);
    var now = new ArrayList<>(IntStream.range(0, 20).mapToObj(n -> row(n, 0)).toList());
    var changes = Changes.since(now);
    var happened = new ArrayList<Set<String>>();
    for (var look = 0; look < Changes.REMEMBERED + 50; look++) {
      var n = random.nextInt(20);
      now.set(n, row(n, now.get(n).stepsTaken() + 1));
      changes = changes.seen(now);
      happened.add(Set.of("1:" + n));
      var number = changes.number();
      assertThat(number).isEqualTo(happened.size());
      var oldest = Math.max(0, number - Changes.REMEMBERED);
      assertThat(changes.remembers(oldest)).isTrue();
      assertThat(changes.remembers(oldest - 1)).isFalse();
      assertThat(changes.remembers(number + 1)).isFalse();
      var seen = oldest + random.nextInt((int) (number - oldest) + 1);
      var missed = new HashSet<String>();
      happened.subList((int) seen, happened.size()).forEach(missed::addAll);
      assertThat(changes.after(seen)).containsExactlyInAnyOrderElementsOf(missed);
    }
  }
}
