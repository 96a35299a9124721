package io.orderwatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ListingSpec {

  static Scenario many() {
    var many = new Scenario();
    many.postings = 900;
    many.arrivalWindow = Duration.ofHours(2);
    many.awaitingShare = 0.5;
    return many;
  }

  @Test
  void pages_show_everything_exactly_once_while_postings_change_and_end() {
    for (var descending : List.of(false, true)) {
      var watched = new Watched(many());
      watched.advance(Duration.ofHours(2));
      var there =
          numbers(watched.world.postings().stream().filter(p -> p.store().equals("1001")).toList());
      var seen = new ArrayList<String>();
      Place after = null;
      Listing.Page page;
      var hours = 2;
      do {
        page = watched.world.list("1001", listing(false, Set.of(), null, descending, after, 7));
        seen.addAll(numbers(page.postings()));
        after = page.last();
        watched.advance(Duration.ofHours(hours += 3));
      } while (page.hasNext());
      assertThat(seen).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(there);
    }
  }

  @Test
  void pages_of_the_unfulfilled_skip_nothing_that_stays_open() {
    var watched = new Watched(many());
    watched.advance(Duration.ofHours(2));
    var seen = new ArrayList<String>();
    Place after = null;
    Listing.Page page;
    var hours = 2;
    do {
      page = watched.world.list("1002", listing(true, Set.of(), null, false, after, 10));
      seen.addAll(numbers(page.postings()));
      after = page.last();
      watched.advance(Duration.ofHours(hours += 2));
    } while (page.hasNext());
    var open =
        watched.world.postings().stream()
            .filter(p -> p.store().equals("1002") && p.isOpen())
            .toList();
    assertThat(open).isNotEmpty();
    assertThat(seen).doesNotHaveDuplicates().containsAll(numbers(open));
  }

  @Test
  void the_unfulfilled_are_neither_cancelled_nor_delivered_and_the_list_has_all() {
    var watched = new Watched(Watched.of(3, 1, "never", "ozon"));
    var all = listing(false, Set.of(), null, false, null, 100);
    var open = listing(true, Set.of(), null, false, null, 100);
    assertThat(watched.world.list("1001", open).count()).isEqualTo(1);
    watched.advance(Duration.ofDays(1));
    assertThat(watched.world.list("1001", open).postings()).isEmpty();
    assertThat(watched.world.list("1001", all).postings()).hasSize(1);
  }

  @Test
  void filters_narrow_by_status_and_last_change() {
    var watched = new Watched(Watched.of(3, 1, "never", "aggregator"));
    watched.advance(Duration.ofHours(30));
    var ended = Watched.START.plus(Duration.ofDays(1));
    var hit = new Listing.Window(ended, ended.plusSeconds(1));
    var miss = new Listing.Window(ended.plusMillis(1), ended.plusSeconds(1));
    assertThat(list(watched, Set.of("cancelled"), hit)).hasSize(1);
    assertThat(list(watched, Set.of("cancelled"), miss)).isEmpty();
    assertThat(list(watched, Set.of("awaiting_packaging"), hit)).isEmpty();
  }

  @Test
  void a_page_has_at_most_100_postings() {
    for (var limit : List.of(0, 101)) {
      assertThatThrownBy(() -> listing(false, Set.of(), null, false, null, limit))
          .hasMessageContaining("[1, 100]");
    }
  }

  static List<Posting> list(Watched watched) {
    return watched.world.list("1001", listing(false, Set.of(), null, false, null, 100)).postings();
  }

  static List<Posting> list(Watched watched, Set<String> statuses, Listing.Window changed) {
    return watched
        .world
        .list("1001", listing(false, statuses, changed, false, null, 100))
        .postings();
  }

  static Listing listing(
      boolean unfulfilled,
      Set<String> statuses,
      Listing.@Nullable Window changed,
      boolean descending,
      @Nullable Place after,
      int limit) {
    return new Listing(
        unfulfilled,
        Instant.parse("2026-01-01T00:00:00Z"),
        Instant.parse("2026-12-31T00:00:00Z"),
        null,
        changed,
        new Listing.Filter(statuses, Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of()),
        descending,
        after,
        limit);
  }

  static List<String> numbers(List<Posting> postings) {
    return postings.stream().map(Posting::number).toList();
  }
}
