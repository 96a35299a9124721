package io.orderwatch.logistics.shipping;

import static io.orderwatch.logistics.shipment.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.contracts.Posting;
import io.orderwatch.logistics.shipment.Refusal;
import io.orderwatch.logistics.shipment.Samples;
import io.orderwatch.logistics.shipment.Shipment;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatableSpec {

  private static final Instant CUTOFF = NOW.plus(Duration.ofDays(3));
  private static final Posting PACKING =
      Samples.posting(1, "awaiting_packaging", "posting_created", "non_integrated", "set_cutoff");

  @ParameterizedTest(name = "{0}/{1} offering {2}: {3}")
  @CsvSource(
      nullValues = "-",
      value = {
        "awaiting_packaging, posting_created, set_cutoff, -",
        "awaiting_deliver, posting_in_carriage, set_cutoff, -",
        "beamed, posting_dematerialised, set_cutoff, -",
        "awaiting_packaging, posting_created, ship, date-not-offered",
        "delivering, posting_on_way_to_city, cancel, date-not-offered",
        "cancelled, posting_canceled, set_cutoff, posting-ended",
        "delivered, posting_received, set_cutoff, posting-ended",
      })
  void the_table(String status, String substatus, String action, String code) {
    var posting = Samples.posting(1, status, substatus, "non_integrated", action);
    assertThat(against(posting, CUTOFF).map(Refusal::code)).isEqualTo(Optional.ofNullable(code));
  }

  @Test
  void the_date_is_never_moved_back_and_never_past() {
    var posting = Samples.due(PACKING, CUTOFF);
    assertThat(against(posting, CUTOFF)).isEmpty();
    assertThat(against(posting, CUTOFF.minusSeconds(1))).isEmpty();
    assertThat(against(posting, CUTOFF.plusSeconds(1))).contains(Refusal.DATE_LATER);
    assertThat(against(posting, NOW.minusSeconds(1))).contains(Refusal.DATE_PAST);
  }

  @Test
  void a_posting_that_was_never_seen_is_left_to_the_fresh_read_and_a_reason_is_needed() {
    assertThat(new SettingShipmentDate(CUTOFF, "late goods").against(Shipment.UNKNOWN, NOW))
        .isEmpty();
    assertThat(new SettingShipmentDate(CUTOFF, "").against(Shipment.UNKNOWN, NOW))
        .contains(Refusal.REASON_MISSING);
  }

  private static Optional<Refusal> against(Posting posting, Instant date) {
    return new SettingShipmentDate(date, "late goods")
        .against(new Shipment(posting, Map.of()), NOW);
  }
}
