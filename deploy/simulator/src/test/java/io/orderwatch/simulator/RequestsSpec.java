package io.orderwatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RequestsSpec {

  private final Watched watched = new Watched(asking("3pl_tracking"));
  private final CancelRequest request = made(watched);

  private static Scenario asking(String integration) {
    var scenario = Watched.of(1, 0, "never", integration);
    scenario.cancelRequestShare = 1;
    return scenario;
  }

  private static CancelRequest made(Watched watched) {
    for (var hour = 0; hour < 100; hour++) {
      watched.advance(Duration.ofHours(hour));
      if (!watched.world.requests().isEmpty()) {
        return now(watched);
      }
    }
    throw new AssertionError("nobody asks");
  }

  private static CancelRequest now(Watched watched) {
    return watched.world.requests().iterator().next();
  }

  @Test
  void a_buyer_asks_after_packing_and_has_an_answer_after_three_days_at_the_latest() {
    assertThat(request.initiator()).isEqualTo("CLIENT");
    assertThat(request.approvesItselfAt()).isEqualTo(request.askedAt().plus(Duration.ofDays(3)));
    watched.world.advance(request.approvesItselfAt().minusMillis(1));
    assertThat(watched.first().isCancelled()).isFalse();
    watched.world.advance(request.approvesItselfAt());
    assertThat(now(watched).answeredBy()).isEqualTo("itself");
    assertThat(watched.first().cancellation())
        .matches(how -> how != null && how.by().equals("client") && !how.counts());
    assertThat(watched.facts(Fact.CancellationAnswered.class)).hasSize(1);
  }

  @Test
  void what_is_approved_is_cancelled_once_and_cannot_be_answered_again() {
    var at = request.askedAt().plusSeconds(60);
    answer(true, "", at);
    assertThat(watched.first().isCancelled()).isTrue();
    assertThatThrownBy(() -> answer(false, "too late", at)).hasMessage("HAS_INCORRECT_STATUS");
    watched.world.advance(request.approvesItselfAt());
    assertThat(watched.facts(Fact.PostingCancelled.class)).hasSize(1);
    assertThat(watched.facts(Fact.CancellationAnswered.class)).hasSize(1);
  }

  @Test
  void what_is_rejected_is_delivered_and_a_rejection_needs_words() {
    var at = request.askedAt().plusSeconds(60);
    assertThatThrownBy(() -> answer(false, " ", at)).hasMessageContaining("comment");
    answer(false, "It is on its way", at);
    assertThat(now(watched).state()).isEqualTo(CancelRequest.State.REJECTED);
    watched.until("posting_delivered");
    assertThat(watched.first().isCancelled()).isFalse();
  }

  @Test
  void another_stores_request_is_not_found() {
    assertThatThrownBy(
            () ->
                watched.world.apply(
                    new Command.AnswerRequest("1002", request.id(), true, ""), request.askedAt()))
        .hasMessage("cancellation not found");
  }

  @Test
  void a_request_ends_with_its_posting() {
    watched.world.apply(
        new Command.Cancel("1001", watched.first().number(), 352, ""), request.askedAt());
    assertThat(now(watched).state()).isEqualTo(CancelRequest.State.APPROVED);
    assertThat(now(watched).answeredBy()).isEqualTo("ozon");
  }

  @Test
  void nobody_asks_of_what_Ozon_delivers() {
    var ozons = new Watched(asking("ozon"));
    ozons.until("posting_delivered");
    assertThat(ozons.world.requests()).isEmpty();
  }

  @Test
  void a_parcel_that_is_turned_back_on_its_way_is_cancelled_and_comes_back() {
    var scenario = Watched.of(1, 0, "never", "ozon");
    scenario.midwayShare = 1;
    var turned = new Watched(scenario);
    turned.until("posting_canceled");
    assertThat(turned.first().deliveringAt()).isNotNull();
    assertThat(turned.first().cancellation())
        .matches(how -> how != null && how.afterShip() && !how.counts());
    assertThat(turned.world.comeback(turned.first(), turned.first().changedAt()))
        .hasValueSatisfying(back -> assertThat(back.status()).isEqualTo("MovingToSeller"));
  }

  @Test
  void a_dispute_holds_the_parcel_where_it_is_until_it_goes_back_to_delivery() {
    var scenario = Watched.of(1, 0, "never", "ozon");
    scenario.unscannedShare = 1;
    var disputed = new Watched(scenario);
    var packed = disputed.until("posting_in_carriage");
    var number = disputed.first().number();
    assertThat(Permissions.actions(disputed.first())).contains("arbitration");
    assertThatThrownBy(() -> back(disputed, number, packed))
        .hasMessage("TRANSITION_IS_NOT_POSSIBLE");
    disputed.world.apply(new Command.OpenDispute("1001", number), packed);
    assertThat(disputed.first().status()).isEqualTo("arbitration");
    assertThat(Permissions.actions(disputed.first()))
        .contains("awaiting_delivery")
        .doesNotContain("arbitration");
    assertThatThrownBy(() -> disputed.world.apply(new Command.OpenDispute("1001", number), packed))
        .hasMessage("HAS_INCORRECT_STATUS");
    var later = packed.plus(Duration.ofDays(10));
    disputed.world.advance(later);
    assertThat(disputed.first().substatus()).isEqualTo("posting_in_arbitration");
    back(disputed, number, later);
    assertThat(disputed.first().substatus()).isEqualTo("posting_in_carriage");
    disputed.until("posting_delivered");
  }

  private static void back(Watched watched, String number, Instant at) {
    watched.world.apply(new Command.BackToDelivery("1001", number), at);
  }

  private void answer(boolean approve, String comment, Instant at) {
    watched.world.apply(new Command.AnswerRequest("1001", request.id(), approve, comment), at);
  }
}
