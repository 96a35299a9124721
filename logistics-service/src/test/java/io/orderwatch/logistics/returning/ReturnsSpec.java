package io.orderwatch.logistics.returning;

import static io.orderwatch.logistics.shipment.Samples.NOW;
import static io.orderwatch.logistics.shipment.Samples.REF;
import static io.orderwatch.mailbox.Decision.stay;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.contracts.Return;
import io.orderwatch.contracts.ReturnEvent;
import io.orderwatch.contracts.ShipmentEvent.ReturnActionDue;
import io.orderwatch.logistics.returning.Returns.Standing;
import io.orderwatch.logistics.shipment.Refusal;
import io.orderwatch.mailbox.Decision;
import io.orderwatch.mailbox.Due;
import io.orderwatch.mailbox.Effect;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReturnsSpec {

  private static final Duration LEAD = Duration.ofHours(12);
  private static final String NAME = "rfbs-8";

  @ParameterizedTest(name = "{0} {1}/{2}: {3}, said in {4}")
  @CsvSource(
      nullValues = "-",
      value = {
        "rfbs, new, onsellerapproval, asked, APPROVES_ITSELF after 3",
        "rfbs, rejected, rejected, refused, REFUSAL_STANDS after 5",
        "rfbs, arbitration, disputeopened, disputed, OZON_DECIDES after 3",
        "rfbs, delivering, movingtoseller, in-transit, BUYER_MAY_DISPUTE after 14; OZON_DISPUTES after 31",
        "rfbs, checkout, arrivedatreturnplace, other, ''",
        "rfbs, approved, approvedbyozon, over, ''",
        "rfbs, '', rejected, refused, REFUSAL_STANDS after 5",
        "fbs, '', movingtoseller, in-transit, BUYER_MAY_DISPUTE after 14; OZON_DISPUTES after 31",
        "fbs, '', arrivedatreturnplace, other, ''",
        "fbs, '', onsellerapproval, asked, APPROVES_ITSELF after 3",
        "fbs, '', disputeyouopened, disputed, OZON_DECIDES after 3",
        "fbs, '', beamed, other, ''",
      })
  void each_phase_has_its_clocks_and_each_is_said_once_before_it_runs_out(
      String scheme, String group, String status, String phase, String said) {
    var shown = shown(1, scheme, group, status);
    var decision = Returns.on(Returns.NONE, new ReturnEvent.Opened(shown), NOW, LEAD);
    assertThat(seen(decision.next(), Returns.id(shown)).phase().word()).isEqualTo(phase);
    var heard = new ArrayList<String>();
    for (var timer = timer(decision); timer.isPresent(); timer = timer(decision)) {
      var at = timer.get().due();
      assertThat(Returns.on(decision.next(), due(timer.get().name(), at.minusMillis(1)), LEAD))
          .as("a timer that was moved is no hint any more")
          .isEqualTo(stay(decision.next()));
      decision = Returns.on(decision.next(), due(timer.get().name(), at), LEAD);
      told(decision)
          .forEach(
              each -> {
                assertThat(each.due()).isEqualTo(at.plus(LEAD));
                heard.add(
                    each.running() + " after " + Duration.between(NOW, each.due()).toDays());
              });
      assertThat(told(Returns.on(decision.next(), due(timer.get().name(), at), LEAD))).isEmpty();
    }
    assertThat(String.join("; ", heard)).isEqualTo(said);
  }

  @Test
  void what_has_run_out_meanwhile_is_not_said_any_more_and_the_next_is() {
    var moving = opened(shown(1, "rfbs", "delivering", "movingtoseller"));
    var after = Returns.on(moving, due("return/" + NAME, NOW.plus(Duration.ofDays(20))), LEAD);
    assertThat(told(after)).isEmpty();
    assertThat(timer(after).orElseThrow().due()).isEqualTo(NOW.plus(Duration.ofDays(31)).minus(LEAD));
  }

  @Test
  void a_clock_begins_with_its_phase_and_goes_on_as_long_as_that_lasts() {
    var asked = opened(shown(1, "rfbs", "new", "onsellerapproval"));
    var later = NOW.plus(Duration.ofDays(1));
    var same = changed(asked, shown(2, "rfbs", "new", "onsellerclarification"), later);
    assertThat(seen(same, NAME).since()).isEqualTo(NOW);
    var rejected = closed(same, shown(3, "rfbs", "rejected", "rejected"), later);
    assertThat(seen(rejected, NAME).since()).isEqualTo(later);
    assertThat(seen(rejected, NAME).due()).contains(later.plus(Duration.ofDays(5)));
    var disputed = changed(rejected, shown(4, "rfbs", "arbitration", "disputeopened"), later);
    assertThat(seen(disputed, NAME).due()).contains(later.plus(Duration.ofDays(3)));
    var over = closed(disputed, shown(5, "rfbs", "approved", "moneyreturned"), later);
    assertThat(seen(over, NAME).due()).isEmpty();
  }

  @Test
  void an_older_version_says_nothing() {
    var two = opened(shown(2, "rfbs", "new", "onsellerapproval"));
    var one = new ReturnEvent.Changed(shown(1, "rfbs", "approved", "approved"), "");
    assertThat(Returns.on(two, one, NOW, LEAD)).isEqualTo(stay(two));
  }

  @Test
  void a_parcel_that_is_back_has_no_clock() {
    var back =
        Returns.on(
            opened(shown(1, "fbs", "", "movingtoseller")),
            new ReturnEvent.Closed(shown(2, "fbs", "", "receivedbyseller")),
            NOW,
            LEAD);
    assertThat(timer(back)).isEmpty();
    assertThat(back.effects()).containsExactly(new Effect.CancelTimer("return/fbs-8"));
  }

  @ParameterizedTest(name = "{0} with reason {1}, comment {2}, compensation {3}: {4}")
  @CsvSource(
      nullValues = "-",
      value = {
        "-1, 7, worn, -, -",
        "-1, -, worn, -, rejection-reason-missing",
        "-1, 7, ' ', -, rejection-comment-missing",
        "-10, -, worn, -, rejection-reason-missing",
        "-10, 7, '', -, rejection-comment-missing",
        "1020, -, '', 150.50, -",
        "1020, -, '', -, compensation-missing",
        "1020, -, '', 0, compensation-missing",
        "1000, -, '', -, -",
        "4711, -, '', -, -",
      })
  void each_action_demands_what_Ozon_demands(
      int action,
      @Nullable Integer reason,
      String comment,
      @Nullable BigDecimal compensation,
      @Nullable String code) {
    assertThat(
            new ActingOnReturn(8, action, reason, compensation, null)
                .against(comment)
                .map(Refusal::code))
        .isEqualTo(Optional.ofNullable(code));
  }

  @Test
  void only_what_is_offered_may_be_done() {
    var reject = new ActingOnReturn(8, -1, 7, null, null);
    assertThat(reject.against(List.of(-1, 1000))).isEmpty();
    assertThat(reject.against(List.of(1000))).contains(Refusal.RETURN_ACTION_NOT_OFFERED);
    assertThat(reject.contradicted("approvedbyozon")).isTrue();
    assertThat(reject.contradicted("rejected")).isFalse();
    var approve = new ActingOnReturn(8, 1000, null, null, null);
    assertThat(approve.contradicted("rejected")).isTrue();
    assertThat(approve.contradicted("approvedbyozon")).isFalse();
  }

  private static Return shown(long version, String scheme, String group, String status) {
    return new Return(
        REF,
        8,
        scheme,
        "0132112277-0102",
        version,
        "",
        status,
        group,
        NOW,
        null,
        null,
        null,
        "",
        List.of(-1, 1000),
        true);
  }

  private static Returns opened(Return shown) {
    return Returns.on(Returns.NONE, new ReturnEvent.Opened(shown), NOW, LEAD).next();
  }

  private static Returns changed(Returns state, Return shown, Instant at) {
    return Returns.on(state, new ReturnEvent.Changed(shown, ""), at, LEAD).next();
  }

  private static Returns closed(Returns state, Return shown, Instant at) {
    return Returns.on(state, new ReturnEvent.Closed(shown), at, LEAD).next();
  }

  private static Standing.Seen seen(Returns state, String name) {
    if (state.known().get(name) instanceof Standing.Seen seen) {
      return seen;
    }
    throw new AssertionError(name + " was not seen");
  }

  private static Due due(String name, Instant at) {
    return new Due(name, at, at);
  }

  private static Optional<Effect.SetTimer> timer(Decision<Returns> decision) {
    return decision.effects().stream()
        .filter(Effect.SetTimer.class::isInstance)
        .map(Effect.SetTimer.class::cast)
        .findAny();
  }

  private static List<ReturnActionDue> told(Decision<Returns> decision) {
    return decision.effects().stream()
        .filter(Effect.Publish.class::isInstance)
        .map(each -> (ReturnActionDue) ((Effect.Publish) each).event())
        .toList();
  }
}
