package io.orderwatch.ingest.rating.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.ingest.posting.edge.FakeOzon;
import io.orderwatch.ingest.posting.edge.Ingest;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RatingReadingTest {

  private static final String INFO = "/v1/rating/index/fbs/info";
  private static final String LIST = "/v1/rating/index/fbs/posting/list";

  private Ingest ingest;
  private FakeOzon ozon;

  @BeforeEach
  void start() throws Exception {
    ingest = new Ingest();
    ozon = new FakeOzon();
    ozon.answers(INFO, info("3.03"));
    ozon.answers(LIST, page("", false, fault("1-1", "SELLER_CANCELLATION", false)));
  }

  @AfterEach
  void stop() {
    ozon.close();
    ingest.close();
  }

  private static String info(String index) {
    return """
    {"index": %s, "period_from": "2026-10-18", "period_to": "2026-10-31", "processing_costs_sum": 108.0,
     "currency_code": "RUB", "defects": [{"date": "2026-10-31", "index_by_date": 3.1, "processing_costs_sum_by_date": 0}]}"""
        .formatted(index);
  }

  private static String page(String cursor, boolean more, String... faults) {
    return "{\"cursor\": \"%s\", \"has_next\": %s, \"errors\": [%s]}"
        .formatted(cursor, more, String.join(",", faults));
  }

  private static String fault(String posting, String type, boolean grace) {
    return """
    {"posting_number": "%s", "posting_error_type": "%s", "error_at": "2026-10-30T11:02:44Z", "index": 0.3,
     "charge_percent": 3, "charge_price": 108.0, "charge_price_currency_code": "RUB", "product_price": 300,
     "product_price_currency_code": "CNY", "delivery_schema": "rFBS", "has_grace_status": %s}"""
        .formatted(posting, type, grace);
  }

  private String read() throws Exception {
    ingest.machine.tick(Duration.ofDays(1));
    return ingest.read(ingest.rating(), ozon);
  }

  @Test
  void ozons_index_and_what_it_counts_are_told_as_often_as_they_change() throws Exception {
    assertThat(read()).isEqualTo("complete");
    assertThat(read()).isEqualTo("complete");
    assertThat(ingest.published()).containsExactly("store.rating.v1 1001");
    assertThat(ingest.outbox().getFirst().payload())
        .contains(
            "\"store\":\"1001\"",
            "\"index\":3.03",
            "\"from\":\"2026-10-18\"",
            "\"until\":\"2026-10-31\"",
            "\"posting\":\"1-1\"",
            "\"type\":\"seller_cancellation\"",
            "\"complete\":true")
        .doesNotContain("product_price", "300");
    assertThat(ozon.asked.getLast().body())
        .as("Ozon's period, by the days of Moscow")
        .contains("\"2026-10-17T21:00:00Z\"", "\"2026-10-31T21:00:00Z\"");
    ozon.answers(INFO, info("3.5"));
    read();
    assertThat(ingest.published()).containsExactly("store.rating.v1 1001", "store.rating.v1 1001");
  }

  @Test
  void every_page_is_read() throws Exception {
    ozon.answers(
        LIST,
        page("next", true, fault("1-1", "SELLER_CANCELLATION", false)),
        page("", false, fault("1-2", "SELLER_DELAY", true)));
    assertThat(read()).isEqualTo("complete");
    assertThat(ingest.outbox().getFirst().payload()).contains("1-1", "1-2", "\"grace\":true");
  }

  @Test
  void a_store_that_may_not_ask_is_told_nothing_of_and_asked_an_hour_later() throws Exception {
    ozon.refusesFirst(INFO, 403, "");
    var ended = ingest.rating().read(ozon.client(), ingest.lease(), _ -> {});
    assertThat(ended.outcome()).startsWith("refused_");
    assertThat(ended.hold()).isEqualTo(Duration.ofHours(1));
    assertThat(ingest.published()).isEmpty();
  }

  @Test
  void half_a_list_is_not_told() throws Exception {
    ozon.answers(LIST, page("", true, fault("1-1", "SELLER_CANCELLATION", false)));
    assertThat(read()).isEqualTo("incomplete");
    assertThat(ingest.published()).isEmpty();
  }
}
