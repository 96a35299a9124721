package io.orderwatch.ingest.returns;

import static io.orderwatch.mailbox.Decision.move;
import static io.orderwatch.mailbox.Decision.stay;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.Return;
import io.orderwatch.contracts.ReturnEvent;
import io.orderwatch.contracts.ReturnEvent.Changed;
import io.orderwatch.contracts.ReturnEvent.Closed;
import io.orderwatch.contracts.ReturnEvent.Opened;
import io.orderwatch.ingest.life.Versions;
import io.orderwatch.ingest.returns.KnownReturn.Known;
import io.orderwatch.ingest.returns.KnownReturn.Seen;
import io.orderwatch.ingest.returns.KnownReturn.Unknown;
import io.orderwatch.mailbox.Decision;
import io.orderwatch.mailbox.Effect;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class KnownReturnSpec {

  private static final Instant BEGAN = Instant.parse("2026-11-01T08:00:00Z");
  private static final Instant EARLY = Instant.parse("2026-11-01T10:00:00Z");
  private static final Instant LATE = Instant.parse("2026-11-01T11:00:00Z");
  static final List<String> ENDINGS = List.copyOf(KnownReturn.ENDINGS);

  private static Return fbs(String status, @Nullable Instant endedAt) {
    return of("fbs", status, "", endedAt, List.of(), false);
  }

  private static Return rfbs(String group, boolean actionsKnown, Integer... actions) {
    return of("rfbs", "state", group, null, List.of(actions), actionsKnown);
  }

  private static Return of(
      String scheme,
      String status,
      String group,
      @Nullable Instant endedAt,
      List<Integer> actions,
      boolean actionsKnown) {
    return new Return(
        PostingRef.of("1001", "1-1"),
        15,
        scheme,
        "1",
        0,
        "cancellation",
        status,
        group,
        BEGAN,
        null,
        endedAt,
        null,
        "",
        actions,
        actionsKnown);
  }

  private static Known known(Return shown, long version) {
    return new Known(shown.withVersion(version), EARLY);
  }

  private static Effect told(ReturnEvent event, Instant at, String cause) {
    return new Effect.Publish(event, at, cause);
  }

  private static Decision<KnownReturn> on(KnownReturn state, Seen seen, Instant at) {
    return KnownReturn.on(state, seen, at, Versions.FIRST_LIFE);
  }

  @Test
  void one_that_is_first_seen_is_opened_when_it_began() {
    var one = fbs("movingtoseller", null).withVersion(1);
    assertThat(on(new Unknown(), new Seen(one), EARLY))
        .isEqualTo(move(new Known(one, EARLY), told(new Opened(one), BEGAN, "fbs-15/v1")));
  }

  @Test
  void one_that_was_over_before_it_was_seen_is_opened_and_closed() {
    var over = fbs("utilized", null);
    assertThat(on(new Unknown(), new Seen(over), EARLY))
        .isEqualTo(
            move(
                new Known(over.withVersion(2), EARLY),
                told(new Opened(over.withVersion(1)), BEGAN, "fbs-15/v1"),
                told(new Closed(over.withVersion(2)), EARLY, "fbs-15/v2")));
  }

  @Test
  void a_difference_is_a_change_and_the_same_is_none() {
    var known = known(fbs("movingtoseller", null), 1);
    var there = fbs("arrivedatreturnplace", null).withVersion(2);
    assertThat(on(known, new Seen(there), LATE))
        .isEqualTo(
            move(
                new Known(there, LATE),
                told(new Changed(there, "movingtoseller"), LATE, "fbs-15/v2")));
    assertThat(on(known, new Seen(fbs("movingtoseller", null)), LATE)).isEqualTo(stay(known));
  }

  @Test
  void what_was_read_before_the_last_difference_is_no_news() {
    var known = known(fbs("arrivedatreturnplace", null), 2);
    assertThat(on(known, new Seen(fbs("movingtoseller", null)), EARLY.minusSeconds(1)))
        .isEqualTo(stay(known));
  }

  @ParameterizedTest
  @FieldSource("ENDINGS")
  void an_ending_closes(String status) {
    var closed = fbs(status, null).withVersion(2);
    assertThat(on(known(fbs("movingtoseller", null), 1), new Seen(closed), LATE))
        .isEqualTo(move(new Known(closed, LATE), told(new Closed(closed), LATE, "fbs-15/v2")));
  }

  @Test
  void so_does_a_final_moment_whatever_the_status_is_called() {
    var closed = fbs("a_new_word", LATE).withVersion(2);
    assertThat(on(known(fbs("movingtoseller", null), 1), new Seen(closed), LATE).effects())
        .containsExactly(told(new Closed(closed), LATE, "fbs-15/v2"));
  }

  @Test
  void what_changes_after_the_end_is_a_change_also_a_dispute() {
    var paid = fbs("rejected", LATE).withVersion(3);
    assertThat(on(known(fbs("rejected", null), 2), new Seen(paid), LATE).effects())
        .containsExactly(told(new Changed(paid, "rejected"), LATE, "fbs-15/v3"));
    var dispute = fbs("disputeopened", null).withVersion(3);
    assertThat(on(known(fbs("rejected", null), 2), new Seen(dispute), LATE).effects())
        .containsExactly(told(new Changed(dispute, "rejected"), LATE, "fbs-15/v3"));
  }

  @Test
  void a_decided_group_of_rfbs_closes_and_others_do_not() {
    for (var group : List.of("new", "delivering", "checkout", "arbitration", "", "a_new_word")) {
      assertThat(KnownReturn.closed(rfbs(group, false))).as(group).isFalse();
    }
    assertThat(KnownReturn.closed(rfbs("approved", false))).isTrue();
    assertThat(KnownReturn.closed(rfbs("rejected", false))).isTrue();
  }

  @Test
  void a_list_that_does_not_say_which_actions_there_are_takes_none_away() {
    var known = known(rfbs("new", true, -1, 1020), 1);
    assertThat(on(known, new Seen(rfbs("new", false)), LATE)).isEqualTo(stay(known));
    var none = rfbs("new", true).withVersion(2);
    assertThat(on(known, new Seen(none), LATE).effects())
        .containsExactly(told(new Changed(none, "state"), LATE, "rfbs-15/v2"));
  }

  @Test
  void a_version_told_in_the_forgotten_time_is_never_given_again() {
    var later = new Versions(1_764_000_000);
    var one = fbs("movingtoseller", null);
    var over = fbs("utilized", null);
    assertThat(KnownReturn.on(new Unknown(), new Seen(one), LATE, later).effects())
        .containsExactly(
            told(new Opened(one.withVersion(1_764_000_000)), BEGAN, "fbs-15/v1764000000"));
    assertThat(KnownReturn.on(new Unknown(), new Seen(over), LATE, later))
        .isEqualTo(
            move(
                new Known(over.withVersion(1_764_000_001), LATE),
                told(new Opened(over.withVersion(1_764_000_000)), BEGAN, "fbs-15/v1764000000"),
                told(new Closed(over.withVersion(1_764_000_001)), LATE, "fbs-15/v1764000001")));
    for (var known : List.of(4L, 1_763_999_999L)) {
      assertThat(KnownReturn.on(known(one, known), new Seen(over), LATE, later))
          .isEqualTo(
              move(
                  new Known(over.withVersion(1_764_000_000), LATE),
                  told(new Closed(over.withVersion(1_764_000_000)), LATE, "fbs-15/v1764000000")));
    }
    assertThat(KnownReturn.on(known(one, 1_764_000_007), new Seen(over), LATE, later).effects())
        .containsExactly(
            told(new Closed(over.withVersion(1_764_000_008)), LATE, "fbs-15/v1764000008"));
    assertThat(KnownReturn.on(known(one, 4), new Seen(one), LATE, later))
        .isEqualTo(stay(known(one, 4)));
  }
}
