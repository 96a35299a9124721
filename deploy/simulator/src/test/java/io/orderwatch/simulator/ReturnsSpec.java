package io.orderwatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReturnsSpec {

  private final Watched watched = new Watched(returning());
  private final Instant asked = asked();

  private static Scenario returning() {
    var scenario = Watched.of(1, 0, "never", "non_integrated");
    scenario.returnShare = 1;
    scenario.disputeShare = 1;
    return scenario;
  }

  private Instant asked() {
    watched.until("posting_delivered");
    watched.advance(Duration.ofDays(60));
    return watched.facts(Fact.ReturnRequested.class).getFirst().at();
  }

  private Comeback now(Instant at) {
    return watched.world.comeback(watched.first(), at).orElseThrow();
  }

  private void act(int action, int reason, String comment, double compensation, Instant at) {
    watched.world.apply(
        new Command.ActOnReturn("1001", now(at).id(), action, reason, comment, compensation), at);
  }

  @Test
  void a_request_may_be_rejected_and_the_buyer_takes_that_to_Ozon_within_five_days() {
    act(Comeback.REJECT, 7, "worn", 0, asked);
    assertThat(now(asked).group()).isEqualTo("Rejected");
    assertThatThrownBy(() -> act(Comeback.REJECT, 7, "worn", 0, asked))
        .hasMessage("HAS_INCORRECT_STATUS");
    watched.advance(Duration.ofDays(90));
    var disputed = watched.facts(Fact.ReturnDisputed.class).getFirst().at();
    assertThat(disputed).isBetween(asked, asked.plus(Duration.ofDays(5)));
    assertThat(now(disputed).group()).isEqualTo("Arbitration");
    assertThat(now(disputed).actions()).isNotEmpty();
    assertThat(now(disputed.plus(Duration.ofDays(3))).status()).isEqualTo("ApprovedByOzon");
    assertThat(watched.facts(Fact.ReturnActed.class)).hasSize(1);
  }

  @Test
  void what_is_approved_is_carried_checked_and_paid() {
    act(Comeback.APPROVE, 0, "", 0, asked);
    assertThat(now(asked).group()).isEqualTo("Delivering");
    assertThat(now(asked).actions()).isEmpty();
    var there = asked.plus(Duration.ofDays(7));
    assertThat(now(there).group()).isEqualTo("Checkout");
    act(Comeback.RETURN_MONEY, 0, "", 0, there);
    assertThat(now(there).status()).isEqualTo("MoneyReturned");
    assertThat(now(there).endedAt()).isEqualTo(there);
  }

  @Test
  void each_action_demands_what_Ozons_schema_says() {
    assertThatThrownBy(() -> act(Comeback.REJECT, 7, "", 0, asked)).hasMessageContaining("comment");
    assertThatThrownBy(() -> act(Comeback.REJECT, 5, "worn", 0, asked))
        .hasMessageContaining("rejection_reason_id");
    assertThatThrownBy(() -> act(Comeback.COMPENSATE, 0, "", 0, asked))
        .hasMessageContaining("compensation_amount");
    assertThatThrownBy(() -> act(Comeback.RETURN_MONEY, 0, "", 0, asked))
        .hasMessage("HAS_INCORRECT_STATUS");
    act(Comeback.COMPENSATE, 0, "", 12.5, asked);
    assertThat(now(asked).group()).isEqualTo("Approved");
    assertThat(watched.facts(Fact.ReturnActed.class)).hasSize(1);
  }
}
