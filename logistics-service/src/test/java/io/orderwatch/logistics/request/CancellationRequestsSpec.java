package io.orderwatch.logistics.request;

import static io.orderwatch.logistics.shipment.Samples.NOW;
import static io.orderwatch.logistics.shipment.Samples.REF;
import static io.orderwatch.mailbox.Decision.move;
import static io.orderwatch.mailbox.Decision.stay;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.contracts.CancellationEvent;
import io.orderwatch.contracts.CancellationRequest;
import io.orderwatch.contracts.ShipmentEvent.CancellationAnswerDue;
import io.orderwatch.logistics.request.CancellationRequests.Standing;
import io.orderwatch.logistics.shipment.Refusal;
import io.orderwatch.mailbox.Decision;
import io.orderwatch.mailbox.Due;
import io.orderwatch.mailbox.Effect;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CancellationRequestsSpec {

  private static final Duration LEAD = Duration.ofHours(12);
  private static final Instant DUE = NOW.plus(Duration.ofDays(3));
  private static final String TIMER = "request/7";

  @Test
  void a_request_waits_for_three_days_and_an_answer_is_due_before() {
    var waiting = waiting(1, DUE, false);
    assertThat(requested(CancellationRequests.NONE, 1, DUE))
        .isEqualTo(move(waiting, new Effect.SetTimer(TIMER, DUE.minus(LEAD))));
    assertThat(requested(CancellationRequests.NONE, 1, null).next().known())
        .as("where Ozon names no moment, three days from the request")
        .isEqualTo(Map.of(7L, new Standing.Waiting(request(1, "on_approval", null), DUE, false)));
    assertThat(fired(waiting, DUE.minus(LEAD)))
        .isEqualTo(
            move(
                waiting(1, DUE, true),
                new Effect.Publish(
                    new CancellationAnswerDue(REF, 7, DUE), null, "request/7/" + DUE)));
  }

  @Test
  void an_answer_is_due_once_and_not_after_the_time_is_out() {
    assertThat(fired(waiting(1, DUE, true), DUE.minus(LEAD))).isEqualTo(stay(waiting(1, DUE, true)));
    assertThat(fired(waiting(1, DUE, false), DUE)).isEqualTo(stay(waiting(1, DUE, false)));
    assertThat(fired(waiting(1, DUE, false), DUE.minus(LEAD).minusMillis(1)).effects()).isEmpty();
  }

  @Test
  void a_deadline_that_moves_is_told_again_and_one_that_stays_is_not() {
    var later = DUE.plus(Duration.ofDays(1));
    assertThat(requested(waiting(1, DUE, true), 2, later))
        .isEqualTo(move(waiting(2, later, false), new Effect.SetTimer(TIMER, later.minus(LEAD))));
    assertThat(requested(waiting(1, DUE, true), 2, DUE)).isEqualTo(move(waiting(2, DUE, true)));
  }

  @Test
  void what_is_answered_waits_no_more_and_an_older_version_says_nothing() {
    var answered = closed(waiting(1, DUE, false), 2);
    assertThat(answered)
        .isEqualTo(
            move(
                new CancellationRequests(
                    Map.of(7L, new Standing.Answered(request(2, "approved", DUE)))),
                new Effect.CancelTimer(TIMER)));
    assertThat(requested(answered.next(), 1, DUE)).isEqualTo(stay(answered.next()));
    assertThat(fired(answered.next(), DUE.minus(LEAD))).isEqualTo(stay(answered.next()));
    assertThat(requested(answered.next(), 3, DUE).next()).isEqualTo(waiting(3, DUE, false));
  }

  @Test
  void every_state_takes_every_input_and_the_same_twice_is_once() {
    for (var before :
        List.of(
            CancellationRequests.NONE,
            waiting(1, DUE, false),
            waiting(2, DUE, true),
            closed(CancellationRequests.NONE, 2).next())) {
      for (var version = 1; version < 4; version++) {
        for (var once :
            List.of(requested(before, version, DUE), closed(before, version))) {
          assertThat(requested(once.next(), version, DUE)).isEqualTo(stay(once.next()));
          assertThat(closed(once.next(), version)).isEqualTo(stay(once.next()));
        }
      }
      var once = fired(before, DUE.minusSeconds(1));
      assertThat(fired(once.next(), DUE.minusSeconds(1))).isEqualTo(stay(once.next()));
    }
  }

  @Test
  void a_refusal_needs_a_comment_and_what_is_answered_is_not_answered_again() {
    assertThat(new AnsweringRequest(7, false).against(" "))
        .contains(Refusal.ANSWER_COMMENT_MISSING);
    assertThat(new AnsweringRequest(7, false).against("on its way")).isEmpty();
    assertThat(new AnsweringRequest(7, true).against("")).isEmpty();
    assertThat(AnsweringRequest.against(true)).isEmpty();
    assertThat(AnsweringRequest.against(false)).contains(Refusal.REQUEST_ANSWERED);
  }

  private static CancellationRequests waiting(long version, Instant due, boolean told) {
    return new CancellationRequests(
        Map.of(7L, new Standing.Waiting(request(version, "on_approval", due), due, told)));
  }

  private static CancellationRequest request(long version, String state, @Nullable Instant due) {
    return new CancellationRequest(REF, 7, version, state, "client", 508, NOW, due, null);
  }

  private static Decision<CancellationRequests> requested(
      CancellationRequests state, long version, @Nullable Instant due) {
    return CancellationRequests.on(
        state, new CancellationEvent.Requested(request(version, "on_approval", due)), NOW, LEAD);
  }

  private static Decision<CancellationRequests> closed(CancellationRequests state, long version) {
    return CancellationRequests.on(
        state, new CancellationEvent.Closed(request(version, "approved", DUE)), NOW, LEAD);
  }

  private static Decision<CancellationRequests> fired(CancellationRequests state, Instant at) {
    return CancellationRequests.on(state, new Due(TIMER, at, at), LEAD);
  }
}
