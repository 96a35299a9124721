package io.orderwatch.ingest.cancellation;

import static io.orderwatch.mailbox.Decision.move;
import static io.orderwatch.mailbox.Decision.stay;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.contracts.CancellationEvent;
import io.orderwatch.contracts.CancellationEvent.Closed;
import io.orderwatch.contracts.CancellationEvent.Requested;
import io.orderwatch.contracts.CancellationRequest;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.ingest.cancellation.KnownRequest.Known;
import io.orderwatch.ingest.cancellation.KnownRequest.Seen;
import io.orderwatch.ingest.cancellation.KnownRequest.Unknown;
import io.orderwatch.ingest.life.Versions;
import io.orderwatch.mailbox.Decision;
import io.orderwatch.mailbox.Effect;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KnownRequestSpec {

  private static final Instant MADE = Instant.parse("2026-11-01T08:00:00Z");
  private static final Instant EARLY = Instant.parse("2026-11-01T10:00:00Z");
  private static final Instant ANSWERED = Instant.parse("2026-11-01T10:30:00Z");
  private static final Instant LATE = Instant.parse("2026-11-01T11:00:00Z");

  private static CancellationRequest request(
      String state, Duration until, @Nullable Instant answeredAt) {
    return new CancellationRequest(
        PostingRef.of("1001", "1-1"),
        9,
        0,
        state,
        "client",
        508,
        MADE,
        MADE.plus(until),
        answeredAt);
  }

  private static final CancellationRequest OPEN = request("on_approval", Duration.ofDays(3), null);

  private static Effect told(CancellationEvent event, Instant at, String cause) {
    return new Effect.Publish(event, at, cause);
  }

  private static Decision<KnownRequest> on(KnownRequest state, Seen seen, Instant at) {
    return KnownRequest.on(state, seen, at, Versions.FIRST_LIFE);
  }

  @Test
  void one_that_waits_is_told_when_it_was_made() {
    var one = OPEN.withVersion(1);
    assertThat(on(new Unknown(), new Seen(OPEN), EARLY))
        .isEqualTo(move(new Known(one, EARLY), told(new Requested(one), MADE, "9/v1")));
  }

  @Test
  void one_that_was_answered_before_it_was_seen_is_told_and_closed() {
    var answered = request("rejected", Duration.ofDays(3), ANSWERED);
    assertThat(on(new Unknown(), new Seen(answered), LATE))
        .isEqualTo(
            move(
                new Known(answered.withVersion(2), LATE),
                told(new Requested(answered.withVersion(1)), MADE, "9/v1"),
                told(new Closed(answered.withVersion(2)), ANSWERED, "9/v2")));
  }

  @Test
  void the_same_is_told_once_and_what_was_read_earlier_is_no_news() {
    var known = new Known(OPEN.withVersion(1), EARLY);
    assertThat(on(known, new Seen(OPEN), LATE)).isEqualTo(stay(known));
    var answered = request("approved", Duration.ofDays(3), ANSWERED);
    assertThat(on(known, new Seen(answered), EARLY.minusSeconds(1))).isEqualTo(stay(known));
  }

  @Test
  void an_answer_closes_it_whatever_word_Ozon_has_for_it() {
    for (var word : new String[] {"approved", "rejected", "a_new_word"}) {
      var closed = request(word, Duration.ofDays(3), ANSWERED).withVersion(2);
      assertThat(on(new Known(OPEN.withVersion(1), EARLY), new Seen(closed), LATE))
          .isEqualTo(move(new Known(closed, LATE), told(new Closed(closed), ANSWERED, "9/v2")));
    }
  }

  @Test
  void another_deadline_is_told_again() {
    var later = request("on_approval", Duration.ofDays(5), null).withVersion(2);
    assertThat(on(new Known(OPEN.withVersion(1), EARLY), new Seen(later), LATE))
        .isEqualTo(move(new Known(later, LATE), told(new Requested(later), LATE, "9/v2")));
  }

  @Test
  void one_that_waits_again_is_told_again() {
    var closed = request("rejected", Duration.ofDays(3), ANSWERED).withVersion(2);
    var again = OPEN.withVersion(3);
    assertThat(on(new Known(closed, EARLY), new Seen(OPEN), LATE).effects())
        .containsExactly(told(new Requested(again), LATE, "9/v3"));
  }

  @Test
  void a_version_told_in_the_forgotten_time_is_never_given_again() {
    var later = new Versions(1_764_000_000);
    var answered = request("rejected", Duration.ofDays(3), ANSWERED);
    assertThat(KnownRequest.on(new Unknown(), new Seen(OPEN), LATE, later).effects())
        .containsExactly(
            told(new Requested(OPEN.withVersion(1_764_000_000)), MADE, "9/v1764000000"));
    assertThat(KnownRequest.on(new Unknown(), new Seen(answered), LATE, later))
        .isEqualTo(
            move(
                new Known(answered.withVersion(1_764_000_001), LATE),
                told(new Requested(answered.withVersion(1_764_000_000)), MADE, "9/v1764000000"),
                told(new Closed(answered.withVersion(1_764_000_001)), ANSWERED, "9/v1764000001")));
    for (var version : new long[] {4, 1_763_999_999}) {
      var known = new Known(OPEN.withVersion(version), EARLY);
      assertThat(KnownRequest.on(known, new Seen(answered), LATE, later).effects())
          .containsExactly(
              told(new Closed(answered.withVersion(1_764_000_000)), ANSWERED, "9/v1764000000"));
      assertThat(KnownRequest.on(known, new Seen(OPEN), LATE, later)).isEqualTo(stay(known));
    }
    var known = new Known(OPEN.withVersion(1_764_000_007), EARLY);
    assertThat(KnownRequest.on(known, new Seen(answered), LATE, later).effects())
        .containsExactly(
            told(new Closed(answered.withVersion(1_764_000_008)), ANSWERED, "9/v1764000008"));
  }
}
