package io.orderwatch.logistics.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.contracts.Posting;
import io.orderwatch.logistics.shipment.Refusal;
import io.orderwatch.logistics.shipment.Samples;
import io.orderwatch.logistics.shipment.Shipment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrackableSpec {

  private static final String GOOD = "RB123456785CN";

  @ParameterizedTest(name = "{0} at {1}/{2} offering {3}: {4}")
  @CsvSource(
      nullValues = "-",
      value = {
        "non_integrated, awaiting_deliver, posting_in_carriage, set_track_number, -",
        "non_integrated, delivering, posting_on_way_to_city, set_track_number, -",
        "3pl_tracking, delivering, posting_on_way_to_city, set_track_number, -",
        "ozon, delivering, posting_on_way_to_city, set_track_number, -",
        "non_integrated, beamed, posting_dematerialised, set_track_number, -",
        "non_integrated, delivering, posting_on_way_to_city, cancel, tracking-not-offered",
        "3pl_tracking, delivering, posting_on_way_to_city, cancel, tracking-not-offered",
        "drone, delivering, posting_on_way_to_city, cancel, tracking-not-offered",
        "aggregator, delivering, posting_on_way_to_city, cancel, tracking-is-the-carriers",
        "ozon, delivering, posting_on_way_to_city, cancel, tracking-is-ozons",
        "aggregator, awaiting_registration, posting_registered, cancel, tracking-after-registration",
        "ozon, awaiting_packaging, posting_created, cancel, tracking-after-packing",
        "non_integrated, awaiting_approve, posting_created, cancel, tracking-after-packing",
        "aggregator, awaiting_packaging, posting_awaiting_passport_data, cancel, tracking-after-passport",
        "aggregator, awaiting_deliver, posting_awaiting_passport_data, cancel, tracking-after-passport",
        "non_integrated, cancelled, posting_canceled, set_track_number, posting-ended",
        "non_integrated, delivered, posting_received, set_track_number, posting-ended",
        "non_integrated, delivering, posting_conditionally_delivered, set_track_number, posting-ended",
      })
  void the_table(String integration, String status, String substatus, String action, String code) {
    var posting = Samples.posting(1, status, substatus, integration, action);
    assertThat(against(posting, GOOD, false).map(Refusal::code))
        .isEqualTo(Optional.ofNullable(code));
  }

  @Test
  void the_number_that_is_there_and_the_postings_own_are_refused() {
    var posting = tracked(GOOD);
    assertThat(against(posting, GOOD, false)).contains(Refusal.TRACKING_UNCHANGED);
    assertThat(against(tracked("rb 123 456 785 cn"), GOOD, false))
        .contains(Refusal.TRACKING_UNCHANGED);
    assertThat(against(posting, Samples.REF.posting().value(), true))
        .contains(Refusal.TRACKING_IS_POSTING_NUMBER);
    assertThat(against(posting, "RB123456799CN", false)).isEmpty();
  }

  @Test
  void an_unknown_form_is_a_warning_that_may_be_confirmed_and_a_wrong_one_is_not() {
    var posting = tracked("");
    assertThat(against(posting, "GK7130042", false)).contains(Refusal.TRACKING_FORM_UNKNOWN);
    assertThat(against(posting, "GK7130042", true)).isEmpty();
    assertThat(against(posting, "RB123456789CN", true))
        .contains(Refusal.TRACKING_CHECK_DIGIT_WRONG);
    assertThat(against(posting, "(no number)", true)).contains(Refusal.TRACKING_MALFORMED);
  }

  @Test
  void what_stands_in_the_way_is_told_before_the_warning() {
    var moving = Samples.posting(1, "delivering", "posting_on_way_to_city", "aggregator", "cancel");
    assertThat(against(moving, "GK7130042", false)).contains(Refusal.TRACKING_IS_THE_CARRIERS);
  }

  @Test
  void a_posting_that_was_never_seen_is_left_to_the_fresh_read_but_not_a_bad_number() {
    assertThat(new ChangingTracking(GOOD, "relabelled").against(Shipment.UNKNOWN, false)).isEmpty();
    assertThat(new ChangingTracking("RB123456789CN", "relabelled").against(Shipment.UNKNOWN, false))
        .contains(Refusal.TRACKING_CHECK_DIGIT_WRONG);
  }

  @Test
  void a_reason_is_needed() {
    assertThat(new ChangingTracking(GOOD, " ").against(Shipment.UNKNOWN, false))
        .contains(Refusal.REASON_MISSING);
  }

  @Test
  void nothing_is_refused_for_actions_that_ozon_did_not_show() {
    var none = Samples.posting(1, "delivering", "posting_on_way_to_city", "aggregator");
    assertThat(against(none, GOOD, false)).contains(Refusal.TRACKING_IS_THE_CARRIERS);
    assertThat(against(Samples.silent(none), GOOD, false)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "RB123456785CN, KNOWN",
    "RB123456785RU, KNOWN",
    "RB473124829CN, KNOWN",
    "RB123456786CN, WRONG_CHECK_DIGIT",
    "RB123456780GB, WRONG_CHECK_DIGIT",
    "YT2229521272164446, KNOWN",
    "YT123456789012345, UNKNOWN",
    "LP00492755414105, KNOWN",
    "4PX3001234567890CN, KNOWN",
    "SF6043310798724, KNOWN",
    "1303701129, KNOWN",
    "80091234567890, KNOWN",
    "SYUS006662718, KNOWN",
    "48173252-0033-2, UNKNOWN",
    "GK7130042, UNKNOWN",
    "AB1, MALFORMED",
    "-RB123456785CN, MALFORMED",
    "RB123456785CН, MALFORMED",
  })
  void the_forms(String number, TrackingForm form) {
    assertThat(TrackingForm.of(number)).isEqualTo(form);
  }

  @Test
  void exactly_one_check_digit_of_ten_is_right() {
    for (var serial : List.of("00000000", "41034224", "99999999", "47312482", "12345678")) {
      assertThat(
              java.util.stream.IntStream.range(0, 10)
                  .filter(d -> TrackingForm.of("RA" + serial + d + "CN") == TrackingForm.KNOWN)
                  .count())
          .isOne();
    }
    // The worked example of the Russian and Polish encyclopaedias' page on S10.
    assertThat(TrackingForm.of("RA410342249RU")).isEqualTo(TrackingForm.KNOWN);
  }

  private static Optional<Refusal> against(Posting posting, String number, boolean confirmed) {
    return new ChangingTracking(number, "the carrier relabelled the parcel")
        .against(new Shipment(posting, Map.of()), confirmed);
  }

  private static Posting tracked(String number) {
    return Samples.tracked(
        Samples.posting(
            1, "delivering", "posting_on_way_to_city", "non_integrated", "set_track_number"),
        number);
  }
}
