package io.orderwatch.ozon.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwatch.ozon.OzonPosting;
import io.orderwatch.ozon.OzonReturn;
import io.orderwatch.ozon.Reply;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The examples are those of Ozon's schema, April 2026. */
class ReturnRecordsTest {

  private static final String RETURN =
      """
      {"exemplars":[{"id":"1019562967545956"}],"id":"1000015552","company_id":"3058","type":"FullReturn","schema":"Fbs",
       "return_reason_name":"Customer refused","order_id":"24540784250","order_number":"58544282-0057",
       "place":{"id":"1","name":"x","address":"y"},"storage":{"days":"0"},
       "product":{"sku":"1100526203","offer_id":"81451","name":"x","price":{"currency_code":"RUB","price":"3318"},"quantity":1},
       "logistic":{"technical_return_moment":"2024-07-29T06:15:48.998146Z","final_moment":"2024-07-30T06:15:48Z","barcode":"ii"},
       "visual":{"status":{"id":3,"display_name":"At the pick-up point","sys_name":"ArrivedAtReturnPlace"},"change_moment":"2024-07-29T06:15:48Z"},
       "source_id":"90426223","posting_number":"58544282-0057-1","return_clearing_id":null,
       "compensation_status":{"status":{"id":2,"display_name":"x","sys_name":"Received"},"change_moment":"2025-11-06T16:06:56.639Z"}}""";

  private static JsonNode json(String text) {
    return Objects.requireNonNull(
        OzonJson.object(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
  }

  private static OzonReturn only(JsonNode answer) {
    return ReturnRecords.returns(answer, "").ok().orElseThrow().items().getFirst();
  }

  @Test
  void a_return_is_read_with_its_numbers_as_text() {
    var read = only(json("{\"returns\":[" + RETURN + "],\"has_next\":false}"));
    assertThat(read.id()).isEqualTo(1000015552);
    assertThat(read.scheme()).isEqualTo("fbs");
    assertThat(read.type()).isEqualTo("fullreturn");
    assertThat(read.status()).isEqualTo("arrivedatreturnplace");
    assertThat(read.compensation()).isEqualTo("received");
    assertThat(read.endedAt()).isEqualTo(Instant.parse("2024-07-30T06:15:48Z"));
    assertThat(read.item()).extracting(OzonPosting.Item::sku).isEqualTo(1100526203L);
    assertThat(read.actionsKnown()).isFalse();
  }

  @Test
  void the_next_page_is_asked_for_with_the_last_id_and_one_without_is_broken_off() {
    var page =
        ReturnRecords.returns(json("{\"returns\":[" + RETURN + "],\"has_next\":\"true\"}"), "");
    assertThat(page.ok().orElseThrow().cursor()).isEqualTo("1000015552");
    assertThat(page.ok().orElseThrow().hasNext()).isTrue();
    var same =
        ReturnRecords.returns(
            json("{\"returns\":[" + RETURN + "],\"has_next\":true}"), "1000015552");
    assertThat(same.ok().orElseThrow().brokenOff()).isTrue();
    assertThat(
            ReturnRecords.returns(json("{\"returns\":[{\"id\":\"x\"}],\"has_next\":true}"), "")
                .ok())
        .hasValueSatisfying(
            broken -> {
              assertThat(broken.brokenOff()).isTrue();
              assertThat(broken.unreadable()).isEqualTo(1);
            });
  }

  @Test
  void a_time_that_cannot_be_is_none_and_is_named() {
    var read =
        only(
            json(
                "{\"returns\":[%s]}"
                    .formatted(RETURN.replace("2024-07-30T06:15:48Z", "1970-01-01T00:00:00Z"))));
    assertThat(read.endedAt()).isNull();
    assertThat(read.implausible()).containsExactly("final_moment");
  }

  @Test
  void actions_are_read_in_both_shapes_and_missing_is_not_none() {
    var shape = "{\"returns\":{\"posting_number\":\"1-1\",\"state\":{\"state\":\"s\"}%s}}";
    for (var actions :
        List.of("{\"id\":-1,\"name\":\"n\"}", "{\"action\":{\"id\":-1,\"name\":\"n\"}}")) {
      var read =
          ReturnRecords.rfbsReturn(
              json(shape.formatted(",\"available_actions\":[" + actions + "]")), 7);
      assertThat(read.ok().orElseThrow().actions()).containsExactly(-1);
      assertThat(read.ok().orElseThrow().actionsKnown()).isTrue();
      assertThat(read.ok().orElseThrow().id()).isEqualTo(7);
    }
    assertThat(
            ReturnRecords.rfbsReturn(json(shape.formatted("")), 7)
                .ok()
                .orElseThrow()
                .actionsKnown())
        .isFalse();
  }

  @Test
  void the_list_of_rfbs_is_read_as_a_list_and_as_one_object() {
    var one =
        "{\"return_id\":7,\"posting_number\":\"1-1\",\"state\":{\"state\":\"s\",\"group_state\":\"New\"}}";
    for (var list : List.of(one, "[" + one + "]")) {
      var page =
          ReturnRecords.rfbsReturns(json("{\"returns\":" + list + "}"), "", 1000)
              .ok()
              .orElseThrow();
      assertThat(page.items()).extracting(OzonReturn::group).containsExactly("new");
      assertThat(page.hasNext()).isFalse();
    }
  }

  @Test
  void an_answer_without_its_list_is_doubtful() {
    assertThat(ReturnRecords.returns(json("{}"), "")).isInstanceOf(Reply.Doubtful.class);
    assertThat(ReturnRecords.rfbsReturns(json("{\"returns\":{}}"), "", 9))
        .isInstanceOf(Reply.Doubtful.class);
    assertThat(ReturnRecords.rfbsReturn(json("{}"), 7)).isInstanceOf(Reply.Doubtful.class);
    assertThat(ReturnRecords.requests(json("{\"result\":null}"), "", 9))
        .isInstanceOf(Reply.Doubtful.class);
  }

  @Test
  void a_request_to_cancel_without_a_state_cannot_be_read() {
    var page =
        ReturnRecords.requests(
                json(
                    "{\"result\":[{\"cancellation_id\":1,\"posting_number\":\"1-1\"}],\"last_id\":5}"),
                "",
                9)
            .ok()
            .orElseThrow();
    assertThat(page.items()).isEmpty();
    assertThat(page.unreadable()).isEqualTo(1);
  }
}
