package io.orderwatch.ozon;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The words Ozon was known to use on 2026-10-01. An unknown word is no error: it is kept, counted
 * and shown.
 *
 * <p>Source: the official schema's enums and, for {@code pack} and {@code
 * has_barcode_for_printing}, its examples.
 */
public final class Vocabulary {
  public static final Set<String> STATUSES =
      Set.of(
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
          "sent_by_seller");

  public static final Set<String> SUBSTATUSES =
      Set.of(
          "posting_acceptance_in_progress",
          "posting_awaiting_passport_data",
          "posting_awaiting_registration",
          "posting_canceled",
          "posting_conditionally_delivered",
          "posting_created",
          "posting_delivered",
          "posting_driver_pick_up",
          "posting_in_arbitration",
          "posting_in_carriage",
          "posting_in_client_arbitration",
          "posting_in_courier_service",
          "posting_in_pickup_point",
          "posting_not_in_carriage",
          "posting_not_in_sort_center",
          "posting_on_way_to_city",
          "posting_on_way_to_pickup_point",
          "posting_received",
          "posting_registered",
          "posting_registration_error",
          "posting_returned_to_warehouse",
          "posting_split_pending",
          "posting_transferred_to_courier_service",
          "posting_transferring_to_delivery",
          "ship_failed");

  public static final Set<String> ACTIONS =
      Set.of(
          "arbitration",
          "awaiting_delivery",
          "can_create_chat",
          "cancel",
          "click_track_number",
          "customer_phone_available",
          "has_barcode_for_printing",
          "has_weight_products",
          "hide_region_and_city",
          "invoice_get",
          "invoice_send",
          "invoice_update",
          "label_download",
          "label_download_big",
          "label_download_small",
          "non_int_delivered",
          "non_int_delivering",
          "non_int_last_mile",
          "pack",
          "product_cancel",
          "set_cutoff",
          "set_timeslot",
          "set_track_number",
          "ship",
          "ship_async",
          "ship_async_in_process",
          "ship_async_retry",
          "ship_with_additional_info",
          "update_cis");

  public static final Set<String> INTEGRATION_TYPES =
      Set.of("3pl_tracking", "aggregator", "hybrid", "non_integrated", "ozon");

  public static final Set<String> INTEGRATION_FLOWS =
      Set.of(
          "3pl_tracking",
          "aggregator",
          "click_and_collect",
          "hybrid",
          "hybrid_3pl_tracking",
          "hybrid_aggregator",
          "hybrid_non_integrated",
          "non_integrated",
          "ozon");

  /** The fields whose words are looked at. */
  public static final Set<String> FIELDS =
      Set.of(
          "status",
          "substatus",
          "tpl_integration_type",
          "previous_substatus",
          "integration_type_flow",
          "available_actions");

  private static final String CYRILLIC = "авекмнорстухіјѕ";
  private static final String LATIN = "abekmhopctyxijs";

  private Vocabulary() {}

  /**
   * A word of Ozon's as it is compared: in lower case, and with the Latin letters that Cyrillic
   * ones were written for; all official examples spell Customer with a Cyrillic С. Russian words
   * stay Russian.
   */
  public static String word(String written) {
    var lower = written.strip().toLowerCase(Locale.ROOT);
    var latin = new StringBuilder(lower);
    for (var i = 0; i < lower.length(); i++) {
      var alike = CYRILLIC.indexOf(lower.charAt(i));
      if (alike >= 0) {
        latin.setCharAt(i, LATIN.charAt(alike));
      }
    }
    var hasLatin = lower.chars().anyMatch(c -> c >= 'a' && c <= 'z');
    return hasLatin && latin.chars().allMatch(c -> c < 128) ? latin.toString() : lower;
  }

  /** The posting's words that are not known, each written {@code field=word}. */
  public static List<String> unknownIn(OzonPosting posting) {
    var unknown = new ArrayList<String>();
    check(unknown, "status", posting.status(), STATUSES);
    check(unknown, "substatus", posting.substatus(), SUBSTATUSES);
    check(unknown, "tpl_integration_type", posting.tplIntegrationType(), INTEGRATION_TYPES);
    var previous = posting.previousSubstatus();
    check(unknown, "previous_substatus", previous == null ? "" : previous, SUBSTATUSES);
    var flow = posting.integrationTypeFlow();
    check(unknown, "integration_type_flow", flow == null ? "" : flow, INTEGRATION_FLOWS);
    posting.availableActions().stream()
        .distinct()
        .forEach(a -> check(unknown, "available_actions", a, ACTIONS));
    return List.copyOf(unknown);
  }

  private static void check(List<String> unknown, String field, String word, Set<String> known) {
    if (!word.isEmpty() && !known.contains(word)) {
      unknown.add(field + "=" + word);
    }
  }
}
