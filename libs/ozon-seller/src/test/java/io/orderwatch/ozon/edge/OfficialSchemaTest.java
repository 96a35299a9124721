package io.orderwatch.ozon.edge;

import static io.orderwatch.ozon.edge.Fixtures.STORE;
import static io.orderwatch.ozon.edge.Fixtures.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwatch.contracts.Money;
import io.orderwatch.contracts.PostingNumber;
import io.orderwatch.ozon.ApiKey;
import io.orderwatch.ozon.CancelReason;
import io.orderwatch.ozon.ChatMessage;
import io.orderwatch.ozon.DeliveryChanges;
import io.orderwatch.ozon.Done;
import io.orderwatch.ozon.OzonPosting;
import io.orderwatch.ozon.Page;
import io.orderwatch.ozon.Reply;
import io.orderwatch.ozon.SellerInfo;
import io.orderwatch.ozon.Vocabulary;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ozon's own schema: its examples are read, and what we send has only fields it names. */
class OfficialSchemaTest {
  private static final Path SCHEMA =
      Path.of(System.getProperty("orderwatch.root", "."))
          .resolveSibling("shared/ozon/seller-api-openapi.json");
  private static final PostingNumber NUMBER = new PostingNumber("73837363-0010-3");
  private static final Instant FROM = Instant.parse("2026-10-01T00:00:00Z");
  private static final Instant TO = Instant.parse("2026-10-05T00:00:00Z");

  private static final Map<String, BiFunction<OzonSeller, PostingNumber, Reply<Done>>> REPORTS =
      Map.of(
          "/v2/fbs/posting/delivering",
          OzonSeller::reportDelivering,
          "/v2/fbs/posting/last-mile",
          OzonSeller::reportLastMile,
          "/v2/fbs/posting/delivered",
          OzonSeller::reportDelivered);

  private final StandIn ozon = new StandIn();
  private JsonNode schema = Fixtures.json("{}");

  @BeforeEach
  void open() throws IOException {
    Assumptions.assumeTrue(Files.exists(SCHEMA), "the official schema is not at hand");
    schema = Fixtures.json(Files.readString(SCHEMA));
  }

  @AfterEach
  void close() {
    ozon.close();
  }

  @Test
  void the_example_of_unfulfilled_postings() {
    var page = called("/v4/posting/fbs/unfulfilled/list", o -> o.unfulfilled(FROM, TO, ""));
    assertThat(page).isEqualTo(new Page<>(List.of(bag(new BigDecimal("1200"))), "", false));
  }

  @Test
  void the_example_of_changed_postings_which_has_other_names_and_a_wrapper() {
    var page = called("/v4/posting/fbs/list", o -> o.changed(FROM, TO, FROM, TO, ""));
    assertThat(page.items()).containsExactly(bag(new BigDecimal("1200.0000")));
    assertThat(page.hasNext()).isTrue();
    assertThat(page.cursor()).startsWith("eyJmaWVsZHMi");
    assertThat(page.unreadable()).isZero();
    var ofOrders =
        called("/v4/posting/fbs/list", o -> o.ofOrders(FROM, TO, List.of("0208245774-0029"), ""));
    assertThat(ofOrders).isEqualTo(page);
  }

  private static OzonPosting bag(BigDecimal price) {
    return new OzonPosting(
        STORE,
        new PostingNumber("0208245774-0029-1"),
        "0208245774-0029",
        "awaiting_packaging",
        "posting_created",
        null,
        "ozon",
        null,
        "",
        Instant.parse("2025-12-19T05:50:26Z"),
        Instant.parse("2025-12-19T18:00:00Z"),
        List.of(),
        List.of(new OzonPosting.Item(1904686181, "b4408110", 1, new Money(price, "RUB"))),
        null,
        Instant.parse("2025-12-23T17:00:00Z"),
        Instant.parse("2025-12-23T18:00:00Z"),
        false,
        Set.of(),
        null);
  }

  @Test
  void the_example_of_a_single_posting() {
    var number = new PostingNumber("0132112277-0101-1");
    var posting = called("/v3/posting/fbs/get", o -> o.posting(number));
    assertThat(posting)
        .isEqualTo(
            new OzonPosting(
                STORE,
                number,
                "0132112277-0101",
                "awaiting_packaging",
                "posting_created",
                "posting_split_pending",
                "ozon",
                null,
                "",
                Instant.parse("2026-03-30T11:26:00Z"),
                Instant.parse("2026-03-31T09:00:00Z"),
                List.of(
                    "cancel", "has_barcode_for_printing", "product_cancel", "ship", "ship_async"),
                List.of(
                    new OzonPosting.Item(
                        827098843,
                        "SK-58 (raspberry)",
                        1,
                        new Money(new BigDecimal("1530.0000"), "RUB"))),
                null,
                null,
                null));
    assertThat(Vocabulary.unknownIn(posting)).isEmpty();
  }

  @Test
  void the_examples_of_the_chat() {
    var id = called("/v1/chat/start", o -> o.startChat(NUMBER));
    assertThat(id).isEqualTo("5969c331-2e64-44b7-8a0e-ff9526762c62");
    var sent = called("/v1/chat/send/message", o -> o.send("chat", "text"));
    assertThat(sent).isEqualTo(new Done());
    var history = called("/v3/chat/history", o -> o.history("chat", 50));
    var at = Instant.parse("2019-08-24T14:15:22Z");
    assertThat(history)
        .isEqualTo(
            new Page<>(
                List.of(
                    new ChatMessage(
                        "3000000000817031942", at, ChatMessage.Author.CUSTOMER, List.of(), true)),
                "",
                true));
  }

  @Test
  void the_examples_of_cancelling() {
    var reasons = called("/v1/posting/fbs/cancel-reason", o -> o.cancelReasons(NUMBER));
    assertThat(reasons)
        .containsExactly(
            new CancelReason(352, "The goods ran out at the seller's warehouse", "seller"),
            new CancelReason(400, "Only defective goods remained", "seller"),
            new CancelReason(402, "Other (seller's fault)", "seller"));
    var done = called("/v2/posting/fbs/cancel", o -> o.cancel(NUMBER, 352, "out of stock"));
    assertThat(done).isEqualTo(new Done());
  }

  @Test
  void the_examples_of_tracking_and_of_moving_a_delivery() {
    var number = new PostingNumber("48173252-0033-2");
    var tracked =
        called(
            "/v2/fbs/posting/tracking-number/set",
            o -> o.setTrackingNumbers(Map.of(number, "RB123456785CN")));
    assertThat(tracked).isEqualTo(Map.of(number, new Reply.Ok<>(new Done())));
    var another = new PostingNumber("33920157-0018-1"); // of the first report's example
    for (var report : REPORTS.entrySet()) {
      var posting = report.getKey().endsWith("delivering") ? another : number;
      var reported = called(report.getKey(), o -> report.getValue().apply(o, posting));
      assertThat(reported).isEqualTo(new Done());
    }
    var moment = Instant.parse("2023-03-27T08:43:05.658Z");
    var changes =
        called("/v1/posting/fbs/timeslot/change-restrictions", o -> o.deliveryChanges(NUMBER));
    assertThat(changes).isEqualTo(new DeliveryChanges(0, moment, moment));
    // The schema has no examples of these answers, only their one field.
    var dated =
        called(
            "/v1/posting/cutoff/set",
            Fixtures.json("{\"result\":true}"),
            o -> o.setCutoff(NUMBER, TO));
    assertThat(dated).isEqualTo(new Done());
    var moved =
        called(
            "/v1/posting/fbs/timeslot/set",
            Fixtures.json("{\"result\":true}"),
            o -> o.setDeliveryWindow(NUMBER, FROM, TO));
    assertThat(moved).isEqualTo(new Done());
  }

  @Test
  void the_examples_of_the_store_and_its_key() {
    var info = called("/v1/seller/info", OzonSeller::sellerInfo);
    assertThat(info).isEqualTo(new SellerInfo("Professional", false));
    var key = called("/v1/roles", OzonSeller::apiKey);
    var end = Instant.parse("2026-02-18T09:54:23.296Z");
    assertThat(key).isEqualTo(new ApiKey(end, Set.of("/v1/actions", "/v1/posting")));
  }

  /** Makes the call against the official example and checks what was sent against the schema. */
  private <T> T called(String path, Function<OzonSeller, Reply<T>> call) {
    var operation = schema.path("paths").path(path).path("post");
    var answer = operation.at("/responses/200/content/application~1json/example");
    assertThat(answer.isObject()).as("example of %s", path).isTrue();
    return called(path, answer, call);
  }

  private <T> T called(String path, JsonNode answer, Function<OzonSeller, Reply<T>> call) {
    var operation = schema.path("paths").path(path).path("post");
    ozon.answers(200, answer.toString());
    var value = ok(call.apply(ozon.client()));
    var asked = ozon.asked.getLast();
    assertThat(asked.path()).isEqualTo(path);
    conforms(asked.body(), operation.at("/requestBody/content/application~1json/schema"));
    return value;
  }

  private void conforms(JsonNode sent, JsonNode type) {
    var resolved = resolved(type);
    if (sent.isObject()) {
      sent.propertyStream()
          .forEach(
              field -> {
                var named = resolved.path("properties").path(field.getKey());
                assertThat(named.isObject()).as("field %s", field.getKey()).isTrue();
                conforms(field.getValue(), named);
              });
      resolved
          .path("required")
          .forEach(name -> assertThat(sent.has(name.asText())).as(name.asText()).isTrue());
    } else {
      var isType = resolved.path("type").asText();
      assertThat(isType).isEqualTo(wireType(sent));
    }
  }

  private static String wireType(JsonNode sent) {
    return switch (sent.getNodeType()) {
      case ARRAY -> "array";
      case BOOLEAN -> "boolean";
      case NUMBER -> "integer";
      default -> "string";
    };
  }

  private JsonNode resolved(JsonNode type) {
    var reference = type.path("$ref").asText("");
    return reference.isEmpty()
        ? type.path("allOf").isArray() ? resolved(type.path("allOf").path(0)) : type
        : resolved(schema.at(reference.substring(1)));
  }
}
