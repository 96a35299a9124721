package io.orderwatch.compliance.uplift;

import static io.orderwatch.mailbox.Decision.move;
import static io.orderwatch.mailbox.Decision.stay;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.compliance.passport.HoldOut;
import io.orderwatch.compliance.uplift.Trial.Enrolled;
import io.orderwatch.compliance.uplift.Trial.Outcome;
import io.orderwatch.compliance.uplift.Trial.Outside;
import io.orderwatch.contracts.Deadline;
import io.orderwatch.contracts.PassportEvent;
import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.PostingRef;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every state against every event, and who is held out. */
class TrialSpec {

  private static final Instant AT = Instant.parse("2026-11-01T10:00:00Z");
  private static final HoldOut HALF = new HoldOut(0.5);
  private static final PostingRef REF = PostingRef.of("1001", "1-1");
  private static final Deadline DEADLINE =
      new Deadline(AT.plusSeconds(86_400), Deadline.Basis.IN_PROCESS_AT);

  private static final PassportEvent MISSING = new PassportEvent.Missing(REF, "1", DEADLINE);

  private static final Map<PassportEvent, Outcome> ENDS =
      Map.of(
          new PassportEvent.Supplied(REF, AT), Outcome.SUPPLIED,
          new PassportEvent.Lost(REF, new Posting.Cancellation(0, "ozon", false, false)),
              Outcome.LOST,
          new PassportEvent.Split(REF), Outcome.SPLIT);

  private static Enrolled enrolled(Outcome outcome) {
    return new Enrolled("1001", HALF.holds("1", REF.key()), AT, outcome);
  }

  @Test
  void a_case_is_put_into_a_group_when_it_is_opened() {
    assertThat(Trial.on(new Outside(), MISSING, AT, HALF)).isEqualTo(move(enrolled(Outcome.OPEN)));
    assertThat(Trial.on(new Outside(), MISSING, AT, HoldOut.NONE)).isEqualTo(stay(new Outside()));
    ENDS.keySet()
        .forEach(
            end ->
                assertThat(Trial.on(new Outside(), end, AT, HALF)).isEqualTo(stay(new Outside())));
  }

  @ParameterizedTest
  @EnumSource(Outcome.class)
  void how_it_ends_is_written_down_and_its_group_never_changes(Outcome before) {
    ENDS.forEach(
        (event, end) ->
            assertThat(Trial.on(enrolled(before), event, AT, HoldOut.NONE))
                .isEqualTo(move(enrolled(end))));
    assertThat(Trial.on(enrolled(before), MISSING, AT.plusSeconds(9), new HoldOut(0.01)))
        .as("asked again")
        .isEqualTo(stay(enrolled(Outcome.OPEN)));
    assertThat(
            Trial.on(
                enrolled(before),
                new PassportEvent.ReminderDue(REF, "1", 1, 3, DEADLINE),
                AT,
                HALF))
        .isEqualTo(stay(enrolled(before)));
    assertThat(
            Trial.on(
                enrolled(before), new PassportEvent.Escalated(REF, "1", "x", DEADLINE), AT, HALF))
        .isEqualTo(stay(enrolled(before)));
    assertThat(Trial.on(enrolled(before), new PassportEvent.Expired(REF, DEADLINE), AT, HALF))
        .isEqualTo(stay(enrolled(before)));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.1, 0.25, 0.5})
  void about_the_share_is_held_out_and_always_the_same_orders(double share) {
    var holdOut = new HoldOut(share);
    var held =
        IntStream.range(0, 20_000).filter(n -> holdOut.holds("order-" + n, "1:" + n)).count();
    assertThat(held / 20_000.0).isBetween(share - 0.015, share + 0.015);
    for (var n = 0; n < 1000; n++) {
      assertThat(holdOut.holds("order-" + n, "1:a")).isEqualTo(holdOut.holds("order-" + n, "1:b"));
      if (new HoldOut(share / 2).holds("order-" + n, "1:a")) {
        assertThat(holdOut.holds("order-" + n, "1:a")).as("the larger holds the smaller").isTrue();
      }
      assertThat(HoldOut.NONE.holds("order-" + n, "1:a")).isFalse();
    }
  }
}
