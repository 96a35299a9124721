package io.orderwatch.logistics.disputing;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.logistics.shipment.Refusal;
import io.orderwatch.logistics.shipment.Samples;
import io.orderwatch.logistics.shipment.Shipment;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisputableSpec {

  @ParameterizedTest(name = "{0}/{1} offering {2}: open {3}, resume {4}")
  @CsvSource(
      nullValues = "-",
      value = {
        "awaiting_deliver, posting_in_carriage, arbitration, -, not-in-dispute",
        "awaiting_deliver, posting_in_carriage, cancel, dispute-not-offered, not-in-dispute",
        "acceptance_in_progress, posting_acceptance_in_progress, arbitration, -, not-in-dispute",
        "arbitration, posting_in_arbitration, awaiting_delivery, in-dispute, -",
        "arbitration, posting_in_arbitration, cancel, in-dispute, resumption-not-offered",
        "client_arbitration, posting_in_client_arbitration, cancel, dispute-not-offered, not-in-dispute",
        "cancelled, posting_canceled, arbitration, posting-ended, posting-ended",
        "delivered, posting_received, arbitration, posting-ended, posting-ended",
      })
  void the_table(
      String status,
      String substatus,
      String action,
      @Nullable String toOpen,
      @Nullable String toResume) {
    var state =
        new Shipment(Samples.posting(1, status, substatus, "ozon", action), Map.of());
    assertThat(new OpeningDispute("not scanned").against(state).map(Refusal::code))
        .isEqualTo(Optional.ofNullable(toOpen));
    assertThat(new ResumingDelivery("found").against(state).map(Refusal::code))
        .isEqualTo(Optional.ofNullable(toResume));
  }

  @Test
  void a_posting_that_was_never_seen_is_left_to_the_fresh_read_and_a_reason_is_needed() {
    assertThat(new OpeningDispute("not scanned").against(Shipment.UNKNOWN)).isEmpty();
    assertThat(new ResumingDelivery("found").against(Shipment.UNKNOWN)).isEmpty();
    assertThat(new OpeningDispute(" ").against(Shipment.UNKNOWN)).contains(Refusal.REASON_MISSING);
    assertThat(new ResumingDelivery("").against(Shipment.UNKNOWN)).contains(Refusal.REASON_MISSING);
  }
}
