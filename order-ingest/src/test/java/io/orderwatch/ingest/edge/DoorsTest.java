package io.orderwatch.ingest.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderwatch.backing.edge.quarkus.ApiDocument;
import io.orderwatch.backing.edge.quarkus.Backed;
import io.orderwatch.backing.edge.quarkus.Door;
import io.orderwatch.backing.edge.quarkus.Door.Wrong;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is asked wrongly is answered with a problem that names the field. */
@QuarkusTest
@QuarkusTestResource(
    value = Backed.class,
    initArgs = {
      @ResourceArg(name = "schema", value = "ingest"),
      @ResourceArg(
          name = "topics",
          value =
              "ozon.postings.v1,ozon.posting-state.v1,ozon.chats.v1,ozon.stores.v1,ozon.store-ratings.v1,order-ingest.dlq"),
      @ResourceArg(name = "orderwatch.ozon.keys", value = "1001=key"),
      @ResourceArg(name = "orderwatch.ozon.url", value = "http://127.0.0.1:9"),
      @ResourceArg(name = "orderwatch.ingest.import.stores", value = "1001,2001,2002"),
    })
class DoorsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @SuppressWarnings("NullAway.Init") // set by the framework
  @TestHTTPResource("/")
  URI service;

  @SuppressWarnings("NullAway.Init") // set by the framework
  @TestHTTPResource(management = true)
  URI management;

  private static final Wrong[] WRONG = {
    new Wrong("GET /api/nothing", "", "404"),
    new Wrong("POST /api/dead-letters/redrive", "", "400 seq"),
    new Wrong("POST /api/dead-letters/redrive?seq=999", "", "404"),
    new Wrong("DELETE /api/dead-letters", "", "400 seq"),
    new Wrong("DELETE /api/dead-letters?seq=999", "", "404"),
    new Wrong("DELETE /api/dead-letters?topic=", "", "400 topic"),
    new Wrong("GET /api/dead-letters?limit=0", "", "400 limit"),
    new Wrong("GET /api/dead-letters?limit=99999", "", "400 limit"),
    new Wrong("GET /api/postings/shop/1-1", "", "400 store"),
    new Wrong("GET /api/postings/1001/1%00", "", "400 posting"),
    new Wrong("GET /api/postings/shop/1-1/history", "", "400 store"),
    new Wrong("GET /api/postings?store=shop", "", "400 store"),
    new Wrong("GET /api/postings?status=%00", "", "400 status"),
    new Wrong("GET /api/postings?cursor=%00", "", "400 cursor"),
    new Wrong("GET /api/postings?cursor=%F0%9F%9A%80", "", "400 cursor"),
    new Wrong("GET /api/postings?cursor=2026-11-01T10:00:00Z_1001:1-1", "", "400 cursor"),
    new Wrong("GET /api/postings?since=soon", "", "400 since"),
    new Wrong("GET /api/postings?since=%2B999999999-12-31T23:59:59Z", "", "400 since"),
    new Wrong("GET /api/postings?since=-999999999-01-01T00:00:00Z", "", "400 since"),
    new Wrong("GET /api/postings?limit=many", "", "400 limit"),
    new Wrong("GET /api/postings?limit=-1", "", "400 limit"),
    new Wrong("GET /api/postings?limit=0", "", "400 limit"),
    new Wrong("GET /api/postings?limit=1001", "", "400 limit"),
    new Wrong("GET /api/postings/1001/1-1", "", "404"),
    new Wrong("POST /api/postings", "", "400 body"),
    new Wrong("POST /api/postings", "[]", "400 body"),
    new Wrong("POST /api/postings", imported("2001", "awaiting_packaging\\u0000"), "400 status"),
    new Wrong("POST /api/postings", imported("2001", "Anna Petrova"), "400 status"),
    new Wrong("POST /api/postings", imported("shop", "delivered"), "400 store"),
    new Wrong("POST /api/postings", imported("1001", "delivered"), "409"),
    new Wrong("POST /api/postings", imported("3001", "delivered"), "409"),
    new Wrong("POST /api/postings/import", "", "415"),
    new Wrong("GET /api/postings/import/%00", "", "400 key"),
    new Wrong("GET /api/postings/import/unknown", "", "404"),
    new Wrong("POST /ozon/push/1001", "x".repeat(5_000_000), "413 body"),
  };

  private static String imported(String store, String status) {
    return "{\"store\":\"%s\",\"posting\":\"1-1\",\"asOf\":\"2026-11-01T10:00:00Z\",\"status\":\"%s\"}"
        .formatted(store, status);
  }

  static Stream<Arguments> wrong() {
    return Arrays.stream(WRONG)
        .map(each -> Arguments.of(each.request(), each.body(), each.expected()));
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @MethodSource
  void wrong(String request, String body, String expected) {
    assertThat(new Door(service).problem(request, body)).isEqualTo(expected);
  }

  @Test
  void health_and_metrics_are_answered_at_the_management_port_alone() {
    assertThat(new Door(management).managed()).isEqualTo(Door.MANAGED);
    assertThat(new Door(service).managed()).isEmpty();
  }

  @Test
  void the_document_says_all_that_a_client_needs() {
    assertThat(ApiDocument.of(new Door(service)).faults()).isEmpty();
  }

  @Test
  void whatever_is_answered_is_documented() {
    var door = new Door(service);
    assertThat(ApiDocument.of(door).undocumented(door, WRONG)).isEmpty();
  }

  @Test
  void real_answers_have_the_documented_form() {
    var door = new Door(service);
    var document = ApiDocument.of(door);
    var posting =
        imported("2001", "awaiting_packaging")
            .replace("1-1", "9-1")
            .replace("}", ",\"items\":[{\"sku\":7,\"quantity\":2}]}");
    for (var request :
        List.of(
            "POST /api/postings",
            "GET /api/postings?store=2001&limit=1",
            "GET /api/postings/2001/9-1",
            "GET /api/postings/2001/9-1/history",
            "GET /api/stores",
            "GET /api/summary")) {
      var answer = door.ask(request, posting);
      assertThat(answer.statusCode()).as(request + answer.body()).isEqualTo(200);
      assertThat(document.undocumented(request, answer)).isEmpty();
    }
    var table = door.ask("GET /api/postings?store=2001&limit=1", null, "Accept", "text/csv");
    assertThat(document.undocumented("GET /api/postings", table)).isEmpty();
  }

  @Test
  void an_answer_is_written_as_it_is_asked_for_or_not_at_all_and_is_not_guessed_at() {
    assertThat(new Door(service).guessed()).isEmpty();
  }

  @Test
  void nothing_that_takes_something_is_left_out() {
    assertThat(new Door(service).unasked(Arrays.stream(WRONG).map(Wrong::request).toList()))
        .filteredOn(endpoint -> !endpoint.matches(".*/(dead-letters|log-levels).*"))
        .containsExactly(
            "GET /api/drift",
            "GET /api/postings/import-schema",
            "GET /api/stores",
            "GET /api/summary",
            "GET /api/unreadable",
            "POST /ozon/push/{store}/{secret}");
  }

  @Test
  void a_store_that_cannot_be_read_says_since_when_and_why() {
    await()
        .untilAsserted(
            () -> {
              var stores = JSON.readTree(new Door(service).ask("GET /api/stores", "").body());
              var store = stores.path("stores").path(0);
              assertThat(store.path("store").asText()).isEqualTo("1001");
              assertThat(store.path("outcome").asText())
                  .isNotEmpty()
                  .isNotEqualTo("null")
                  .isNotEqualTo("complete");
              assertThat(Instant.parse(store.path("polledAt").asText()))
                  .isBeforeOrEqualTo(Instant.parse(stores.path("now").asText()));
              assertThat(store.path("readUntil").isNull()).isTrue();
              assertThat(store.path("pushedAt").isNull()).isTrue();
            });
  }

  @Test
  void without_a_secret_pushes_find_nothing_and_are_told_so_in_Ozons_form() {
    for (var path : List.of("POST /ozon/push/1001", "POST /ozon/push/1001/guessed")) {
      var answer = new Door(service).ask(path, "{\"message_type\":\"TYPE_PING\"}");
      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.body()).contains("ERROR_UNKNOWN");
    }
  }
}
