package io.orderwatch.ozon.edge;

import static io.orderwatch.ozon.edge.Fixtures.STORE;
import static io.orderwatch.ozon.edge.Fixtures.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwatch.contracts.PostingNumber;
import io.orderwatch.ozon.Page;
import io.orderwatch.ozon.Projection;
import io.orderwatch.ozon.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever JSON comes in, only fields of the allow-list come out: everything else is replaced by a
 * canary, in any type and at any depth, and fields that nobody knows are added everywhere.
 */
class AllowListTest {

  private static final int RUNS = 3000;

  private static final List<String> TEMPTING =
      List.of(
          "name",
          "client_name",
          "phone",
          "passport",
          "comment",
          "address",
          "message",
          "text",
          "inn",
          "customer",
          "addressee",
          "status_text",
          "Status",
          "email",
          "data",
          "reason",
          "canary");

  /**
   * A reader.
   *
   * @param answer as Ozon gives it
   * @param allowed names of fields that may come out, wherever they stand
   * @param out all that comes out
   */
  private record Reader(
      String name, String answer, Set<String> allowed, Function<JsonNode, ?> out) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final Set<String> OF_POSTINGS =
      Set.of(
          "posting_number",
          "parent_posting_number",
          "order_number",
          "status",
          "status_alias",
          "substatus",
          "status_transcription",
          "previous_substatus",
          "tpl_integration_type",
          "integration_type_flow",
          "tracking_number",
          "in_process_at",
          "shipment_date",
          "cutoff",
          "available_actions",
          "sku",
          "product_id",
          "offer_id",
          "product_offer_id",
          "quantity",
          "price",
          "amount",
          "currency",
          "currency_code",
          "units",
          "nanos",
          "marketplace_seller_price_currency_code",
          "cancel_reason_id",
          "cancellation_type",
          "cancelled_after_ship",
          "affect_cancellation_rating",
          "delivery_date_begin",
          "delivery_date_end",
          "cursor",
          "has_next");

  private static final Set<String> OF_RETURNS =
      Set.of(
          "id",
          "return_id",
          "posting_number",
          "order_number",
          "schema",
          "type",
          "sys_name",
          "state",
          "group_state",
          "technical_return_moment",
          "final_moment",
          "change_moment",
          "created_at",
          "sku",
          "product_id",
          "offer_id",
          "quantity",
          "price",
          "amount",
          "currency",
          "currency_code",
          "units",
          "nanos",
          "marketplace_seller_price_currency_code",
          "has_next",
          "available_actions");

  private static final Set<String> OF_REQUESTS =
      Set.of(
          "cancellation_id",
          "posting_number",
          "state",
          "cancellation_initiator",
          "id",
          "cancelled_at",
          "auto_approve_date",
          "approve_date",
          "last_id");

  private static final String FBS =
      """
      {"returns":[{"id":15,"company_id":3058,"posting_number":"1-1","order_number":"1","schema":"Fbs",
       "type":"Cancellation","return_reason_name":"x","place":{"id":1,"name":"x","address":"x"},
       "product":{"sku":7,"offer_id":"A","name":"x","quantity":1,"price":{"currency_code":"RUB","price":3318}},
       "logistic":{"technical_return_moment":"2026-10-29T06:15:48Z","final_moment":null,"barcode":"x"},
       "visual":{"status":{"id":3,"display_name":"x","sys_name":"MovingToSeller"},"change_moment":"2026-10-30T06:15:48Z"},
       "compensation_status":{"status":{"id":2,"display_name":"x","sys_name":"Received"}}}],"has_next":false}
      """;
  private static final String RFBS =
      """
      {"returns":[{"client_name":"x","created_at":"2026-11-01T06:59:05Z","order_number":"2","posting_number":"2-1",
       "product":{"currency_code":"CNY","name":"x","offer_id":"A","price":35,"sku":7},"return_id":771,"return_number":"x",
       "state":{"group_state":"New","money_return_state_name":"x","state":"ModeratorChecking","state_name":"x"}}]}
      """;
  private static final String ONE =
      """
      {"returns":{"available_actions":[{"action":{"id":-1,"name":"x"}},{"id":1020,"name":"x"}],"client_name":"x",
       "client_photo":["x"],"comment":"x","rejection_comment":"x","posting_number":"2-1","order_number":"2",
       "return_reason":{"id":1,"name":"x"},"product":{"name":"x","offer_id":"A","price":35,"currency_code":"CNY","sku":7},
       "state":{"state":"Approved","state_name":"x"}}}
      """;
  private static final String REQUESTS =
      """
      {"counter":1,"last_id":283784254,"result":[{"cancellation_id":90066344,"source_id":0,"posting_number":"3-1",
       "tpl_integration_type":"x","cancellation_initiator":"CLIENT","cancellation_reason":{"id":508,"name":"x"},
       "cancellation_reason_message":"x","state":{"id":1,"name":"x","state":"ON_APPROVAL"},"order_date":"x",
       "cancelled_at":"2026-10-04T12:00:00Z","auto_approve_date":"2026-10-07T12:00:00Z","approve_date":null,"approve_comment":"x"}]}
      """;

  static Stream<Reader> readers() {
    return Stream.of(
        new Reader(
            "/v4/posting/fbs/list",
            "{\"cursor\":\"\",\"has_next\":false,\"postings\":[%s]}"
                .formatted(Fixtures.PASSPORT_POSTING),
            OF_POSTINGS,
            answer -> all(OzonRecords.postings(STORE, answer, ""), each -> Projection.of(each))),
        new Reader(
            "/v3/posting/fbs/get",
            "{\"result\":%s}".formatted(Fixtures.PASSPORT_POSTING),
            OF_POSTINGS,
            answer -> {
              var number = new PostingNumber("0132112277-0102-1");
              var read = OzonRecords.posting(STORE, answer, number);
              return List.of(read, read.map(Projection::of));
            }),
        new Reader(
            "/v1/returns/list",
            FBS,
            OF_RETURNS,
            answer -> all(ReturnRecords.returns(answer, ""), each -> Projection.of(STORE, each))),
        new Reader(
            "/v2/returns/rfbs/list",
            RFBS,
            OF_RETURNS,
            answer ->
                all(
                    ReturnRecords.rfbsReturns(answer, "", 1000),
                    each -> Projection.of(STORE, each))),
        new Reader(
            "/v2/returns/rfbs/get",
            ONE,
            OF_RETURNS,
            answer -> {
              var read = ReturnRecords.rfbsReturn(answer, 771);
              return List.of(read, read.map(each -> Projection.of(STORE, each)));
            }),
        new Reader(
            "/v2/conditional-cancellation/list",
            REQUESTS,
            OF_REQUESTS,
            answer ->
                all(ReturnRecords.requests(answer, "", 500), each -> Projection.of(STORE, each))));
  }

  private static <T> List<?> all(Reply<Page<T>> reply, Function<T, ?> projected) {
    return List.of(reply, reply.map(page -> page.items().stream().map(projected).toList()));
  }

  @ParameterizedTest
  @MethodSource("readers")
  void only_fields_of_the_allow_list_come_out(Reader reader) {
    var random = new Random(reader.name().hashCode());
    var untouched = reader.out().apply(json(reader.answer()));
    assertThat(untouched.toString()).contains("Ok").doesNotContain("Petrov", "Planted", "4509");
    var read = 0;
    for (var run = 0; run < RUNS; run++) {
      var answer = json(reader.answer());
      plant(answer, reader.allowed(), random);
      var out = reader.out().apply(answer).toString();
      assertThat(out).as("run %s", run).doesNotContainIgnoringCase("canary");
      assertThat(Shape.drifts(reader.name(), answer).toString())
          .as("run %s", run)
          .doesNotContain("canary-");
      read += out.contains("Ok") ? 1 : 0;
    }
    assertThat(read).as("answers that could be read").isGreaterThan(RUNS / 4);
  }

  /** Canaries in everything that is not allowed, now and then in the place of a list or object. */
  private static void plant(JsonNode node, Set<String> allowed, Random random) {
    if (node instanceof ArrayNode list) {
      list.forEach(each -> plant(each, allowed, random));
    }
    if (!(node instanceof ObjectNode object)) {
      return;
    }
    var names = new ArrayList<String>();
    object.fieldNames().forEachRemaining(names::add);
    for (var name : names) {
      var value = object.path(name);
      if (value.isContainerNode() && random.nextInt(40) > 0) {
        plant(value, allowed, random);
      } else if (!allowed.contains(name)) {
        object.set(name, canary(random, 0));
      } else if (!value.isContainerNode() && random.nextInt(40) == 0) {
        object.set(name, OzonJson.MAPPER.createObjectNode().set("canary", canary(random, 0)));
      }
    }
    for (var more = random.nextInt(3); more > 0; more--) {
      var name = TEMPTING.get(random.nextInt(TEMPTING.size()));
      if (!object.has(name)) {
        object.set(name, canary(random, 0));
      }
    }
  }

  private static JsonNode canary(Random random, int depth) {
    var text = OzonJson.MAPPER.getNodeFactory().textNode("canary-" + random.nextInt(100));
    return switch (depth > 2 ? 0 : random.nextInt(4)) {
      case 1 -> OzonJson.MAPPER.createArrayNode().add(text).add(canary(random, depth + 1));
      case 2 ->
          OzonJson.MAPPER
              .createObjectNode()
              .set(TEMPTING.get(random.nextInt(TEMPTING.size())), canary(random, depth + 1));
      default -> text;
    };
  }
}
