package io.orderwatch.logistics.cancelling;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.contracts.Posting;
import io.orderwatch.logistics.shipment.Refusal;
import io.orderwatch.logistics.shipment.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CancellableSpec {

  private static final List<String> INTEGRATIONS =
      List.of(
          "ozon",
          "aggregator",
          "3pl_tracking",
          "non_integrated",
          "hybrid",
          "hybrid_aggregator",
          "hybrid_3pl_tracking",
          "hybrid_non_integrated",
          "click_and_collect",
          "",
          "drone");

  private static final List<String> STATUSES =
      List.of(
          "acceptance_in_progress",
          "arbitration",
          "awaiting_approve",
          "awaiting_deliver",
          "awaiting_packaging",
          "awaiting_registration",
          "awaiting_verification",
          "cancelled",
          "cancelled_from_split_pending",
          "client_arbitration",
          "delivered",
          "delivering",
          "driver_pickup",
          "not_accepted",
          "sent_by_seller",
          "beamed");

  private static final List<String> SUBSTATUSES =
      List.of(
          "",
          "posting_created",
          "posting_awaiting_passport_data",
          "posting_canceled",
          "posting_conditionally_delivered",
          "posting_delivered",
          "posting_driver_pick_up",
          "posting_in_carriage",
          "posting_in_courier_service",
          "posting_in_pickup_point",
          "posting_on_way_to_city",
          "posting_on_way_to_pickup_point",
          "posting_registered",
          "posting_transferred_to_courier_service",
          "posting_dematerialised",
          "ship_failed");

  private static final List<List<String>> ACTIONS =
      List.of(
          List.of(),
          List.of("cancel"),
          List.of("product_cancel", "set_track_number"),
          List.of("can_create_chat", "cancel", "beam"));

  @ParameterizedTest(name = "{0} at {1}/{2} offering {3}: {4}")
  @CsvSource(
      nullValues = "-",
      value = {
        "ozon, awaiting_packaging, posting_created, cancel, -",
        "ozon, awaiting_deliver, posting_in_carriage, cancel, -",
        "ozon, awaiting_deliver, posting_in_carriage, ship, cancel-not-offered",
        "ozon, delivering, posting_on_way_to_city, cancel, ozon-logistics-in-transit",
        "ozon, delivering, posting_on_way_to_city, label_download, ozon-logistics-in-transit",
        "ozon, driver_pickup, posting_driver_pick_up, cancel, ozon-logistics-in-transit",
        "ozon, delivering, posting_in_pickup_point, cancel, ozon-logistics-in-transit",
        "ozon, some_new_word, posting_in_courier_service, cancel, ozon-logistics-in-transit",
        "ozon, delivering, posting_conditionally_delivered, cancel, already-delivered",
        "ozon, delivered, posting_received, cancel, already-delivered",
        "ozon, cancelled, posting_canceled, cancel, already-cancelled",
        "non_integrated, delivering, posting_on_way_to_city, cancel, -",
        "3pl_tracking, delivering, posting_in_courier_service, cancel, -",
        "aggregator, delivering, posting_on_way_to_pickup_point, cancel, -",
        "hybrid_aggregator, delivering, posting_on_way_to_city, cancel, -",
        "aggregator, delivering, posting_on_way_to_city, click_track_number, cancel-not-offered",
        "hybrid, delivering, posting_on_way_to_city, cancel, carrier-unknown-in-transit",
        "drone, delivering, posting_on_way_to_city, cancel, carrier-unknown-in-transit",
        "drone, awaiting_packaging, posting_created, cancel, -",
        "aggregator, awaiting_packaging, posting_awaiting_passport_data, cancel, passport-awaited",
        "aggregator, awaiting_deliver, posting_awaiting_passport_data, cancel, passport-awaited",
        "aggregator, cancelled, posting_awaiting_passport_data, cancel, already-cancelled",
        "aggregator, cancelled_from_split_pending, posting_split_pending, cancel, already-cancelled",
        "non_integrated, delivering, posting_conditionally_delivered, cancel, already-delivered",
        "non_integrated, arbitration, posting_in_arbitration, cancel, -",
        "non_integrated, beamed, posting_dematerialised, cancel, -",
        "non_integrated, beamed, posting_dematerialised, beam, cancel-not-offered",
      })
  void the_table(String integration, String status, String substatus, String action, String code) {
    var posting = Samples.posting(1, status, substatus, integration, action);
    assertThat(check(posting, "").map(Refusal::code)).isEqualTo(Optional.ofNullable(code));
  }

  @Test
  void a_person_may_override_the_passport_known_or_feared_and_nothing_else() {
    every(
        posting -> {
          var plain = check(posting, "");
          var overridden = check(posting, "the buyer asked by phone");
          if (plain.equals(Optional.of(Refusal.PASSPORT_AWAITED))
              || plain.equals(Optional.of(Refusal.STATE_NOT_SHOWN))) {
            assertThat(overridden).isNotEqualTo(plain);
          } else {
            assertThat(overridden).isEqualTo(plain);
          }
        });
  }

  @Test
  void no_combination_passes_that_must_not() {
    var passed = new ArrayList<Posting>();
    every(
        posting -> {
          if (check(posting, "").isEmpty()) {
            passed.add(posting);
          }
        });
    assertThat(passed)
        .isNotEmpty()
        .allSatisfy(
            posting -> {
              assertThat(posting.actions()).contains("cancel");
              assertThat(posting.status()).doesNotStartWith("cancelled").isNotEqualTo("delivered");
              assertThat(posting.substatus())
                  .isNotEqualTo("posting_awaiting_passport_data")
                  .isNotEqualTo("posting_conditionally_delivered");
              if (posting.status().equals("delivering")) {
                assertThat(posting.integration())
                    .containsAnyOf("non_integrated", "3pl_tracking", "aggregator");
              }
            });
  }

  @Test
  void every_combination_that_offers_cancel_before_transit_passes() {
    for (var integration : INTEGRATIONS) {
      for (var status : List.of("awaiting_packaging", "awaiting_deliver", "awaiting_approve")) {
        assertThat(check(Samples.posting(1, status, "posting_created", integration, "cancel"), ""))
            .isEmpty();
      }
    }
  }

  @Test
  void a_posting_whose_state_is_not_shown_is_not_cancelled_unless_a_person_overrides() {
    for (var status : List.of("", "awaiting_packaging")) {
      var posting = Samples.posting(1, status, "", "non_integrated", "cancel");
      assertThat(check(posting, "")).contains(Refusal.STATE_NOT_SHOWN);
      assertThat(check(posting, "the buyer asked")).isEmpty();
    }
  }

  @Test
  void reason_402_needs_a_comment() {
    var silent = new Cancelling.Call(402, " ", "");
    var spoken = new Cancelling.Call(402, "Parcel returned by carrier", "");
    assertThat(Cancellable.check(Samples.packing(1), silent, CancellingPolicy.PUBLISHED))
        .contains(Refusal.COMMENT_MISSING);
    assertThat(Cancellable.check(Samples.packing(1), spoken, CancellingPolicy.PUBLISHED)).isEmpty();
  }

  @Test
  void every_refusal_has_a_stable_code_and_a_sentence() {
    for (var refusal : Refusal.values()) {
      assertThat(refusal.code()).matches("[a-z0-9-]+");
      assertThat(Refusal.explain(refusal.code())).isEqualTo(refusal.explanation()).endsWith(".");
    }
    assertThat(Refusal.explain("ozon-wrong-status")).isEqualTo("Ozon refused it: wrong status.");
  }

  private static Optional<Refusal> check(Posting posting, String override) {
    var command = new Cancelling.Call(352, "", override);
    return Cancellable.check(posting, command, CancellingPolicy.PUBLISHED);
  }

  private static void every(java.util.function.Consumer<Posting> test) {
    for (var integration : INTEGRATIONS) {
      for (var status : STATUSES) {
        for (var substatus : SUBSTATUSES) {
          for (var actions : ACTIONS) {
            test.accept(
                Samples.posting(1, status, substatus, integration, actions.toArray(String[]::new)));
          }
        }
      }
    }
  }
}
