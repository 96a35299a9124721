package io.orderwatch.logistics.extending;

import static io.orderwatch.logistics.shipment.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.contracts.Posting;
import io.orderwatch.logistics.shipment.Refusal;
import io.orderwatch.logistics.shipment.Samples;
import io.orderwatch.logistics.shipment.Shipment;
import io.orderwatch.logistics.shipment.Shipment.Order;
import io.orderwatch.logistics.shipment.Shipment.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExtendableSpec {

  private static final Instant FROM = NOW.plus(Duration.ofDays(20));
  private static final Instant TO = FROM.plus(Duration.ofHours(8));
  private static final ExtendingDelivery LATER = new ExtendingDelivery(FROM, TO, "customs");
  private static final Posting MOVING = moving("set_timeslot");

  @ParameterizedTest(name = "{0}/{1} offering {2}: {3}")
  @CsvSource(
      nullValues = "-",
      value = {
        "delivering, posting_on_way_to_city, set_timeslot, -",
        "awaiting_deliver, posting_in_carriage, set_timeslot, -",
        "beamed, posting_dematerialised, set_timeslot, -",
        "delivering, posting_on_way_to_city, cancel, extension-not-offered",
        "cancelled, posting_canceled, set_timeslot, posting-ended",
        "delivered, posting_received, set_timeslot, posting-ended",
        "delivering, posting_conditionally_delivered, set_timeslot, posting-ended",
      })
  void the_table(String status, String substatus, String action, String code) {
    var posting = Samples.posting(1, status, substatus, "non_integrated", action);
    assertThat(against(posting, LATER).map(Refusal::code)).isEqualTo(Optional.ofNullable(code));
  }

  @Test
  void a_time_that_is_reversed_or_past_or_no_later_than_promised_is_refused() {
    assertThat(against(MOVING, new ExtendingDelivery(TO, FROM, "customs")))
        .contains(Refusal.WINDOW_REVERSED);
    assertThat(against(MOVING, new ExtendingDelivery(TO, TO, "customs")))
        .contains(Refusal.WINDOW_REVERSED);
    assertThat(against(MOVING, new ExtendingDelivery(NOW.minusSeconds(1), TO, "customs")))
        .contains(Refusal.WINDOW_PAST);
    assertThat(against(Samples.promised(MOVING, TO), LATER)).contains(Refusal.WINDOW_NOT_LATER);
    assertThat(against(Samples.promised(MOVING, TO.minusSeconds(1)), LATER)).isEmpty();
  }

  @Test
  void ozons_own_limits_are_kept() {
    var call = LATER.call();
    assertThat(Extendable.limits(call, 2, null, null)).isEmpty();
    assertThat(Extendable.limits(call, 1, FROM, TO)).isEmpty();
    assertThat(Extendable.limits(call, 0, FROM, TO)).contains(Refusal.NO_CHANGES_LEFT);
    assertThat(Extendable.limits(call, 1, FROM.plusSeconds(1), TO))
        .contains(Refusal.WINDOW_NOT_ALLOWED);
    assertThat(Extendable.limits(call, 1, FROM, TO.minusSeconds(1)))
        .contains(Refusal.WINDOW_NOT_ALLOWED);
  }

  @Test
  void a_third_change_is_refused_with_the_count() {
    var done = new Standing.Done(new Order(LATER, "anna", NOW), NOW);
    var once = new Shipment(MOVING, Map.of("e1", done));
    var twice = new Shipment(MOVING, Map.of("e1", done, "e2", done));
    assertThat(LATER.against(once, NOW)).isEmpty();
    assertThat(LATER.against(twice, NOW)).contains(Refusal.NO_CHANGES_LEFT);
    assertThat(Refusal.NO_CHANGES_LEFT.explanation()).contains("0 of the 2 changes are left");
  }

  @Test
  void where_there_is_no_api_the_refusal_says_what_the_buyer_can_do() {
    assertThat(Refusal.EXTENSION_NOT_OFFERED.explanation())
        .contains("The buyer has no function for it")
        .contains("explain it to Ozon's support");
  }

  @Test
  void a_posting_that_was_never_seen_is_left_to_the_fresh_read() {
    assertThat(LATER.against(Shipment.UNKNOWN, NOW)).isEmpty();
    assertThat(LATER.against(Shipment.UNKNOWN, TO)).contains(Refusal.WINDOW_PAST);
  }

  @Test
  void a_reason_is_needed() {
    assertThat(new ExtendingDelivery(FROM, TO, "").against(Shipment.UNKNOWN, NOW))
        .contains(Refusal.REASON_MISSING);
  }

  private static Optional<Refusal> against(Posting posting, ExtendingDelivery action) {
    return action.against(new Shipment(posting, Map.of()), NOW);
  }

  private static Posting moving(String action) {
    return Samples.posting(1, "delivering", "posting_on_way_to_city", "non_integrated", action);
  }
}
