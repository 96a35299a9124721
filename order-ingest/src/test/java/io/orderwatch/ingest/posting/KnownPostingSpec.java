package io.orderwatch.ingest.posting;

import static io.orderwatch.mailbox.Decision.move;
import static io.orderwatch.mailbox.Decision.stay;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.contracts.Event;
import io.orderwatch.contracts.Money;
import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.PostingEvent;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.PostingState;
import io.orderwatch.ingest.life.Versions;
import io.orderwatch.ingest.posting.KnownPosting.Imported;
import io.orderwatch.ingest.posting.KnownPosting.Known;
import io.orderwatch.ingest.posting.KnownPosting.Seen;
import io.orderwatch.ingest.posting.KnownPosting.Unknown;
import io.orderwatch.mailbox.Decision;
import io.orderwatch.mailbox.Effect;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KnownPostingSpec {

  private static final Instant AT = Instant.parse("2026-11-01T10:00:00Z");
  private static final Instant LATER = AT.plus(Duration.ofMinutes(2));
  private static final Posting.Cancellation BY_OZON =
      new Posting.Cancellation(402, "ozon", false, false);

  /** Of a life of the database that is not its first. */
  private static final long FLOOR = 1_764_000_000;

  private final Posting waiting = posting("awaiting_packaging", Posting.AWAITING_PASSPORT, null);
  private final Posting packing = posting("awaiting_packaging", "posting_created", null);
  private final Posting cancelled = posting("cancelled", "posting_canceled", BY_OZON);
  private final Posting delivered = posting("delivered", "posting_received", null);
  private final Posting returned = posting("delivering", "posting_returned_to_warehouse", null);

  private static Decision<KnownPosting> on(KnownPosting state, Seen seen, Instant at) {
    return KnownPosting.on(state, seen, at, Versions.FIRST_LIFE);
  }

  private static Decision<KnownPosting> on(KnownPosting state, Imported told, Instant at) {
    return KnownPosting.on(state, told, at, Versions.FIRST_LIFE);
  }

  @Test
  void a_posting_is_received_when_it_is_first_seen() {
    assertThat(on(new Unknown(), new Seen(waiting), AT))
        .isEqualTo(
            move(
                new Known(waiting.withVersion(1), AT),
                publish(new PostingEvent.Received(waiting.withVersion(1)), AT, 1),
                publish(new PostingState(waiting.withVersion(1)), AT, 1)));
  }

  @Test
  void what_is_imported_first_is_received_as_what_is_read() {
    for (var posting : List.of(waiting, packing, cancelled, delivered, returned)) {
      assertThat(on(new Unknown(), new Imported(posting), AT))
          .isEqualTo(on(new Unknown(), new Seen(posting), AT));
    }
  }

  @Test
  void what_is_imported_later_is_a_version_as_what_is_read() {
    var all = List.of(waiting, packing, cancelled, delivered, returned);
    for (var before : all) {
      for (var now : all) {
        var known = new Known(before.withVersion(3), AT);
        if (!before.equals(now)) {
          assertThat(on(known, new Imported(now), LATER))
              .isEqualTo(on(known, new Seen(now), LATER));
        }
      }
    }
  }

  @Test
  void what_is_imported_and_no_newer_is_no_news() {
    var known = new Known(waiting.withVersion(3), AT);
    for (var at : List.of(AT, AT.minusSeconds(1))) {
      assertThat(on(known, new Imported(packing), at)).isEqualTo(stay(known));
      assertThat(on(known, new Imported(waiting), at)).isEqualTo(stay(known));
    }
  }

  @Test
  void what_confirms_the_newest_keeps_what_is_older_from_undoing_it() {
    var known = new Known(waiting.withVersion(3), AT);
    var confirmed = new Known(waiting.withVersion(3), LATER);
    assertThat(on(known, new Imported(waiting), LATER)).isEqualTo(move(confirmed));
    assertThat(on(confirmed, new Imported(packing), AT.plusSeconds(1))).isEqualTo(stay(confirmed));
  }

  @Test
  void it_came_in_when_its_processing_began() {
    var began = AT.minus(Duration.ofHours(3));
    assertThat(received(began)).isEqualTo(began);
  }

  @Test
  void it_did_not_come_in_after_it_was_seen() {
    assertThat(received(AT.plusSeconds(1))).isEqualTo(AT);
    assertThat(received(AT)).isEqualTo(AT);
  }

  @Test
  void a_posting_that_is_first_seen_cancelled_came_in_and_was_cancelled() {
    assertThat(on(new Unknown(), new Seen(cancelled), AT))
        .isEqualTo(
            move(
                new Known(cancelled.withVersion(2), AT),
                publish(new PostingEvent.Received(cancelled.withVersion(1)), AT, 1),
                publish(new PostingEvent.Cancelled(cancelled.withVersion(2)), AT, 2),
                publish(new PostingState(cancelled.withVersion(2)), AT, 2)));
  }

  @Test
  void a_posting_that_is_first_seen_delivered_came_in_and_was_delivered() {
    assertThat(events(on(new Unknown(), new Seen(delivered), AT)))
        .containsExactly(
            new PostingEvent.Received(delivered.withVersion(1)),
            new PostingEvent.Delivered(delivered.withVersion(2)),
            new PostingState(delivered.withVersion(2)));
  }

  @Test
  void what_changes_is_told_with_what_it_was_before() {
    assertThat(on(known(waiting, 4), new Seen(packing), LATER))
        .isEqualTo(
            move(
                new Known(packing.withVersion(5), LATER),
                publish(
                    new PostingEvent.Changed(
                        packing.withVersion(5), "awaiting_packaging", Posting.AWAITING_PASSPORT),
                    LATER,
                    5),
                publish(new PostingState(packing.withVersion(5)), LATER, 5)));
  }

  @Test
  void each_field_that_is_passed_on_makes_a_change() {
    var changes =
        List.of(
            with("awaiting_deliver", waiting.actions(), "", waiting.promised(), waiting.items()),
            with(waiting.status(), List.of("cancel", "ship"), "", null, waiting.items()),
            with(waiting.status(), waiting.actions(), "TRACK1", null, waiting.items()),
            with(waiting.status(), waiting.actions(), "", AT, waiting.items()),
            with(waiting.status(), waiting.actions(), "", null, List.of()));
    for (var changed : changes) {
      assertThat(events(on(known(waiting, 1), new Seen(changed), LATER)))
          .containsExactly(
              new PostingEvent.Changed(
                  changed.withVersion(2), waiting.status(), waiting.substatus()),
              new PostingState(changed.withVersion(2)));
    }
  }

  @Test
  void each_ending_has_one_event_of_its_own() {
    assertThat(told(waiting, cancelled))
        .isEqualTo(new PostingEvent.Cancelled(cancelled.withVersion(2)));
    assertThat(told(waiting, posting("cancelled_from_split_pending", "", null)))
        .isInstanceOf(PostingEvent.Cancelled.class);
    assertThat(told(packing, delivered))
        .isEqualTo(new PostingEvent.Delivered(delivered.withVersion(2)));
    assertThat(told(packing, returned))
        .isEqualTo(new PostingEvent.Returning(returned.withVersion(2)));
  }

  @Test
  void a_cancelled_posting_that_comes_back_is_told_as_returning() {
    assertThat(told(cancelled, posting("cancelled", "posting_returned_to_warehouse", BY_OZON)))
        .isInstanceOf(PostingEvent.Returning.class);
  }

  @Test
  void what_changes_within_an_ending_is_a_change() {
    var counted =
        posting(
            "cancelled", "posting_canceled", new Posting.Cancellation(402, "ozon", false, true));
    assertThat(told(cancelled, counted))
        .isEqualTo(
            new PostingEvent.Changed(counted.withVersion(2), "cancelled", "posting_canceled"));
  }

  @Test
  void a_posting_that_goes_on_after_its_ending_is_a_change_for_ozon_is_the_truth() {
    assertThat(told(delivered, packing))
        .isEqualTo(
            new PostingEvent.Changed(packing.withVersion(2), "delivered", "posting_received"));
  }

  @Test
  void what_was_read_before_the_last_change_is_no_news() {
    var known = new Known(packing.withVersion(2), LATER);
    assertThat(on(known, new Seen(waiting), LATER.minusNanos(1000))).isEqualTo(stay(known));
    assertThat(events(on(known, new Seen(waiting), LATER))).hasSize(2);
  }

  @Test
  void every_state_takes_every_reading_and_the_same_twice_is_once() {
    var postings = List.of(waiting, packing, cancelled, delivered, returned);
    var states = new ArrayList<KnownPosting>(List.of(new Unknown()));
    postings.forEach(posting -> states.add(known(posting, 3)));
    for (var state : states) {
      for (var posting : postings) {
        var seen = new Seen(posting);
        var once = on(state, seen, LATER);
        assertThat(on(once.next(), seen, LATER)).isEqualTo(stay(once.next()));
        assertThat(on(once.next(), seen, LATER.plusSeconds(9))).isEqualTo(stay(once.next()));
        assertThat(versions(once)).isEqualTo(following(state, once));
        assertThat(once.next())
            .isInstanceOfSatisfying(
                Known.class,
                known -> assertThat(known.snapshot().withVersion(0)).isEqualTo(posting));
      }
    }
  }

  @Test
  void a_version_told_in_the_forgotten_time_is_never_given_again() {
    var postings = List.of(waiting, packing, cancelled, delivered, returned);
    var states = new ArrayList<KnownPosting>(List.of(new Unknown()));
    postings.forEach(posting -> states.add(known(posting, 4)));
    postings.forEach(posting -> states.add(known(posting, FLOOR - 1)));
    postings.forEach(posting -> states.add(known(posting, FLOOR + 3)));
    for (var state : states) {
      for (var posting : postings) {
        var seen = KnownPosting.on(state, new Seen(posting), LATER, new Versions(FLOOR));
        var told = KnownPosting.on(state, new Imported(posting), LATER, new Versions(FLOOR));
        var before = on(state, new Seen(posting), LATER);
        for (var decision : List.of(seen, told)) {
          assertThat(types(decision)).as("the same is told").isEqualTo(types(before));
          var from = Math.max(version(state) + 1, FLOOR);
          for (var version : versions(decision)) {
            assertThat(version).isEqualTo(from++);
          }
          for (var effect : decision.effects()) {
            var publish = (Effect.Publish) effect;
            assertThat(publish.cause()).isEqualTo("v" + versionOf(publish.event()));
          }
          assertThat(version(decision.next()))
              .isEqualTo(decision.effects().isEmpty() ? version(state) : from - 1);
        }
      }
    }
  }

  private static List<Class<?>> types(Decision<KnownPosting> decision) {
    return events(decision).stream().<Class<?>>map(Object::getClass).toList();
  }

  private static long versionOf(Event event) {
    return event instanceof PostingState(var posting)
        ? posting.version()
        : ((PostingEvent.Snapshot) event).posting().version();
  }

  /** The versions of the facts, without the snapshot that goes with the last. */
  private static List<Long> versions(Decision<KnownPosting> decision) {
    return events(decision).stream()
        .filter(PostingEvent.Snapshot.class::isInstance)
        .map(event -> ((PostingEvent.Snapshot) event).posting().version())
        .toList();
  }

  private static List<Long> following(KnownPosting before, Decision<KnownPosting> after) {
    var from = version(before);
    var to = version(after.next());
    var versions = new ArrayList<Long>();
    for (var version = from + 1; version <= to; version++) {
      versions.add(version);
    }
    return versions;
  }

  private static long version(KnownPosting state) {
    return switch (state) {
      case Unknown _ -> 0;
      case Known(var snapshot, _) -> snapshot.version();
    };
  }

  private static @Nullable Instant received(Instant inProcessAt) {
    var posting =
        new Posting(
            PostingRef.of("1001", "0132112277-0102-1"),
            "0132112277-0102",
            0,
            "awaiting_packaging",
            "posting_created",
            "aggregator",
            List.of(),
            "",
            inProcessAt,
            null,
            null,
            List.of(),
            null);
    var first = on(new Unknown(), new Seen(posting), AT).effects().getFirst();
    return ((Effect.Publish) first).at();
  }

  @Test
  void a_reading_that_shows_no_actions_is_no_news_about_them() {
    var shown = with("awaiting_packaging", List.of("cancel"), "", null, List.of());
    var silent = silent(shown);
    assertThat(on(known(shown, 1), new Seen(silent), LATER)).isEqualTo(stay(known(shown, 1)));
    var offersNothing = with("awaiting_packaging", List.of(), "", null, List.of());
    assertThat(told(shown, offersNothing)).isInstanceOf(PostingEvent.Changed.class);
    assertThat(told(silent, offersNothing)).isInstanceOf(PostingEvent.Changed.class);
    assertThat(told(silent, shown)).isInstanceOf(PostingEvent.Changed.class);
    var elsewhere = silent(with("delivering", List.of(), "", null, List.of()));
    assertThat(((PostingEvent.Changed) told(shown, elsewhere)).posting().showsActions())
        .as("what may be done in another state is not known")
        .isFalse();
  }

  @Test
  void a_zone_that_is_shown_is_news_and_one_that_is_shown_no_more_is_none() {
    var placeless = with("awaiting_packaging", List.of("cancel"), "", null, List.of());
    var placed = in("Asia/Omsk", placeless);
    assertThat(((PostingEvent.Changed) told(placeless, placed)).posting().zone())
        .isEqualTo("Asia/Omsk");
    assertThat(on(known(placed, 1), new Seen(placeless), LATER)).isEqualTo(stay(known(placed, 1)));
    var elsewhere = with("delivering", List.of("cancel"), "", null, List.of());
    assertThat(((PostingEvent.Changed) told(placed, elsewhere)).posting().zone())
        .as("what changes otherwise keeps it")
        .isEqualTo("Asia/Omsk");
  }

  private static Posting in(String zone, Posting posting) {
    return new Posting(
        posting.ref(),
        posting.orderNumber(),
        posting.version(),
        posting.status(),
        posting.substatus(),
        posting.integration(),
        posting.actions(),
        posting.trackingNumber(),
        posting.inProcessAt(),
        posting.shipmentDate(),
        posting.promised(),
        posting.items(),
        posting.cancellation(),
        posting.actionsKnown(),
        posting.parent(),
        zone);
  }

  private static Posting silent(Posting posting) {
    return new Posting(
        posting.ref(),
        posting.orderNumber(),
        posting.version(),
        posting.status(),
        posting.substatus(),
        posting.integration(),
        List.of(),
        posting.trackingNumber(),
        posting.inProcessAt(),
        posting.shipmentDate(),
        posting.promised(),
        posting.items(),
        posting.cancellation(),
        false,
        null);
  }

  private static Event told(Posting before, Posting now) {
    return events(on(known(before, 1), new Seen(now), LATER)).getFirst();
  }

  private static Known known(Posting posting, long version) {
    return new Known(posting.withVersion(version), AT);
  }

  private static List<Event> events(Decision<KnownPosting> decision) {
    return decision.effects().stream().map(effect -> ((Effect.Publish) effect).event()).toList();
  }

  private static Effect publish(Event event, Instant at, long version) {
    return new Effect.Publish(event, at, "v" + version);
  }

  private static Posting with(
      String status,
      List<String> actions,
      String tracking,
      @Nullable Instant promised,
      List<Posting.Item> items) {
    return new Posting(
        PostingRef.of("1001", "0132112277-0102-1"),
        "0132112277-0102",
        0,
        status,
        Posting.AWAITING_PASSPORT,
        "aggregator",
        actions,
        tracking,
        null,
        null,
        promised,
        items,
        null);
  }

  private static Posting posting(
      String status, String substatus, Posting.@Nullable Cancellation cancellation) {
    return new Posting(
        PostingRef.of("1001", "0132112277-0102-1"),
        "0132112277-0102",
        0,
        status,
        substatus,
        "aggregator",
        List.of("cancel"),
        "",
        null,
        null,
        null,
        List.of(new Posting.Item(7, "A-1", 1, new Money(new BigDecimal("35.22"), "CNY"))),
        cancellation);
  }
}
