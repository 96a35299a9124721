package io.orderwatch.ozon.edge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.ozon.OzonPosting;
import io.orderwatch.ozon.Page;
import io.orderwatch.ozon.Reply;

/** JSON for tests, and the reading of it. */
final class Fixtures {
  static final StoreId STORE = new StoreId("15");

  /** A v4 posting with all that Ozon tells of a person, where Ozon tells it. */
  static final String PASSPORT_POSTING =
      """
      { "posting_number": "0132112277-0102-1", "order_id": 35566808085,
        "order_number": "0132112277-0102", "parent_posting_number": "",
        "status": "awaiting_packaging", "substatus": "posting_awaiting_passport_data",
        "tpl_integration_type": "aggregator", "integration_type_flow": "aggregator",
        "delivery_schema": "Crossborder", "tracking_number": "",
        "in_process_at": "2026-10-05T08:00:00Z", "shipment_date": "2026-10-08T09:00:00Z",
        "delivering_date": null,
        "available_actions": ["cancel", "can_create_chat", "product_cancel"],
        "cancellation": { "cancel_reason_id": 0, "cancel_reason": "", "cancellation_type": "",
          "cancellation_initiator": "", "cancelled_after_ship": false,
          "affect_cancellation_rating": false },
        "customer": { "customer_id": 132112277, "name": "Planted Петров", "phone": "+79161234567",
          "customer_email": "petrov@example.org", "passport": "4509 123456",
          "address": { "country": "Россия", "city": "Tverstreet", "address_tail": "Tverskaya 13",
            "zip_code": "101000", "comment": "code 77", "latitude": 55.75 } },
        "addressee": { "name": "Planted Петров", "phone": "+79161234567", "pin": "5577" },
        "legal_info": { "company_name": "Planted LLC", "inn": "770123456789", "kpp": "770101001" },
        "name": "Planted Петров", "passport": "4509 123456", "phone": "+79161234567",
        "products": [ { "sku": 827098843, "offer_id": "SK-58", "name": "hair dryer", "quantity": 1,
          "price": { "amount": "35.22", "currency": "CNY" }, "imei": ["356938035643809"] } ],
        "analytics_data": { "region": "Planted region", "city": "Tverstreet",
          "delivery_date_begin": "2026-10-25T08:00:00Z",
          "delivery_date_end": "2026-11-01T20:00:00Z" },
        "barcodes": null }
      """;

  private Fixtures() {}

  static JsonNode json(String text) {
    try {
      return OzonJson.MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  static <T> T ok(Reply<T> reply) {
    return reply.ok().orElseThrow(() -> new AssertionError("not Ok but " + reply));
  }

  static Page<OzonPosting> page(String answer) {
    return ok(OzonRecords.postings(STORE, json(answer), ""));
  }

  /** The one posting of a page, with these fields in place of, or beside, the least ones. */
  static OzonPosting posting(String fields) {
    return page("{\"postings\":[{\"posting_number\":\"1-1\",\"status\":\"delivering\""
            + fields
            + "}]}")
        .items()
        .getFirst();
  }
}
