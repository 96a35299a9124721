package io.orderwatch.compliance.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ParcelFormSpec {

  private static final Map<String, String> FULL =
      Map.of(
          "reasonId", "402",
          "why", "the buyer called",
          "override", "",
          "number", "RB123456785CN",
          "from", "2026-11-03T10:00",
          "to", "2026-11-03T18:00");

  @Test
  void each_form_says_what_its_endpoint_takes() {
    assertThat(ParcelForm.read(Act.CANCEL, FULL).body())
        .isEqualTo(Map.of("reasonId", 402L, "comment", "the buyer called"));
    assertThat(ParcelForm.read(Act.TRACKING_NUMBER, FULL).body())
        .isEqualTo(
            Map.of(
                "trackingNumber",
                "RB123456785CN",
                "reason",
                "the buyer called",
                "confirmed",
                false));
    assertThat(ParcelForm.read(Act.DELIVERY_WINDOW, FULL).body())
        .isEqualTo(
            Map.of(
                "from", "2026-11-03T10:00:00Z",
                "to", "2026-11-03T18:00:00Z",
                "reason", "the buyer called"));
  }

  @Test
  void an_override_and_a_confirmation_are_passed_on_if_they_are_given() {
    var form = new HashMap<>(FULL);
    form.put("override", "he wants it so");
    form.put("confirmed", "yes");
    assertThat(ParcelForm.read(Act.CANCEL, form).body())
        .containsEntry("override", "he wants it so");
    assertThat(ParcelForm.read(Act.TRACKING_NUMBER, form).body()).containsEntry("confirmed", true);
  }

  @ParameterizedTest(name = "{0} with {1}={2}")
  @CsvSource({
    "CANCEL, reasonId, ''",
    "CANCEL, reasonId, 0",
    "CANCEL, reasonId, many",
    "CANCEL, why, ''",
    "TRACKING_NUMBER, number, ''",
    "TRACKING_NUMBER, why, ''",
    "DELIVERY_WINDOW, from, tomorrow",
    "DELIVERY_WINDOW, to, 2026-11-03T10:00",
    "DELIVERY_WINDOW, why, ''",
  })
  void the_field_that_is_wrong_is_named(Act act, String field, String value) {
    var form = new HashMap<>(FULL);
    form.put(field, value);
    assertThat(ParcelForm.read(act, form).wrong()).isEqualTo(field);
  }

  @ParameterizedTest
  @EnumSource
  void what_is_not_about_parcels_is_no_form_of_a_parcel(Act act) {
    assertThat(ParcelForm.read(act, FULL).wrong() != null)
        .isEqualTo(act.by() != Act.By.LOGISTICS || act.decides());
  }

  @Test
  void the_same_form_again_asks_for_the_thing_itself() {
    assertThat(ParcelForm.again(FULL)).containsAllEntriesOf(FULL).containsEntry("sure", "yes");
  }
}
