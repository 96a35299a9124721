package io.orderwatch.logistics.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.contracts.Posting;
import io.orderwatch.logistics.shipment.Refusal;
import io.orderwatch.logistics.shipment.Samples;
import io.orderwatch.logistics.shipment.Shipment;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReportableSpec {

  @ParameterizedTest(name = "{0} of {1} at {2}/{3} offering {4}: {5}")
  @CsvSource(
      nullValues = "-",
      value = {
        "sent, non_integrated, awaiting_deliver, posting_transferring_to_delivery, non_int_delivering, -",
        "last-mile, non_integrated, delivering, posting_on_way_to_city, non_int_last_mile, -",
        "delivered, non_integrated, delivering, posting_in_courier_service, non_int_delivered, -",
        "sent, hybrid_non_integrated, awaiting_deliver, posting_created, non_int_delivering, -",
        "delivered, non_integrated, delivering, posting_on_way_to_city, non_int_last_mile, progress-not-offered",
        "sent, non_integrated, awaiting_deliver, posting_created, cancel, progress-not-offered",
        "sent, non_integrated, delivering, posting_on_way_to_city, non_int_last_mile, progress-shown",
        "sent, non_integrated, delivering, posting_in_courier_service, non_int_delivered, progress-shown",
        "last-mile, non_integrated, delivering, posting_in_courier_service, non_int_delivered, progress-shown",
        "delivered, non_integrated, delivering, posting_conditionally_delivered, cancel, progress-shown",
        "last-mile, non_integrated, delivered, posting_delivered, cancel, progress-shown",
        "sent, aggregator, awaiting_deliver, posting_created, non_int_delivering, progress-is-the-carriers",
        "sent, 3pl_tracking, awaiting_deliver, posting_created, non_int_delivering, progress-is-the-carriers",
        "sent, ozon, awaiting_deliver, posting_created, cancel, progress-is-the-carriers",
        "sent, non_integrated, awaiting_deliver, posting_awaiting_passport_data, cancel, progress-after-passport",
        "sent, non_integrated, awaiting_packaging, posting_created, ship, progress-after-packing",
        "sent, non_integrated, cancelled, posting_canceled, cancel, posting-ended",
        "delivered, non_integrated, cancelled, posting_canceled, non_int_delivered, posting-ended",
        "teleported, non_integrated, delivering, posting_on_way_to_city, non_int_last_mile, progress-word-unknown",
      })
  void the_table(
      String step,
      String integration,
      String status,
      String substatus,
      String action,
      String code) {
    var posting = Samples.posting(1, status, substatus, integration, action);
    assertThat(
            new ReportingProgress(step)
                .against(new Shipment(posting, Map.of()), Samples.NOW)
                .map(Refusal::code))
        .isEqualTo(Optional.ofNullable(code));
  }

  @ParameterizedTest
  @EnumSource(Step.class)
  void a_step_is_known_by_its_word_and_seen_where_it_or_a_later_one_is_shown(Step step) {
    assertThat(Step.of(step.word())).contains(step);
    var shown =
        Map.of(
            Step.SENT, shown("posting_on_way_to_city"),
            Step.LAST_MILE, shown("posting_in_courier_service"),
            Step.DELIVERED, shown("posting_conditionally_delivered"));
    shown.forEach(
        (reached, posting) ->
            assertThat(step.shownIn(posting)).isEqualTo(step.compareTo(reached) <= 0));
    assertThat(step.shownIn(Samples.packing(1))).isFalse();
  }

  private static Posting shown(String substatus) {
    return Samples.posting(1, "delivering", substatus, "non_integrated");
  }

  @Test
  void what_was_never_seen_or_shows_no_actions_is_left_to_the_fresh_read() {
    var action = new ReportingProgress("sent");
    assertThat(action.against(Shipment.UNKNOWN, Samples.NOW)).isEmpty();
    var silent =
        Samples.silent(Samples.posting(1, "awaiting_deliver", "posting_created", "non_integrated"));
    assertThat(action.against(new Shipment(silent, Map.of()), Samples.NOW)).isEmpty();
  }
}
