package io.orderwatch.compliance.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.backing.edge.quarkus.ApiDocument;
import io.orderwatch.backing.edge.quarkus.Backed;
import io.orderwatch.backing.edge.quarkus.Door;
import io.orderwatch.backing.edge.quarkus.Door.Wrong;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.Arrays;
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
      @ResourceArg(name = "schema", value = "compliance"),
      @ResourceArg(
          name = "topics",
          value =
              "ozon.postings.v1,ozon.messages.v1,ozon.passports.v1,ozon.shipments.v1,ozon.returns.v1,ozon.store-ratings.v1,ozon.stores.v1,ozon.store-health.v1,compliance-service.dlq"),
    })
class DoorsTest {

  @SuppressWarnings("NullAway.Init") // set by the framework
  @TestHTTPResource("/")
  URI service;

  @SuppressWarnings("NullAway.Init") // set by the framework
  @TestHTTPResource(management = true)
  URI management;

  private static final String LASTING = "{\"level\":\"WARN\",\"lasting\":\"long\"}";

  private static final String PAST = "GET /api/board/past?at=2026-11-01T00:00:00Z";

  private static final Wrong[] WRONG = {
    new Wrong("GET /api/nothing", "", "404"),
    new Wrong("POST /api/dead-letters/redrive", "", "400 seq"),
    new Wrong("POST /api/dead-letters/redrive?seq=999", "", "404"),
    new Wrong("DELETE /api/dead-letters", "", "400 seq"),
    new Wrong("DELETE /api/dead-letters?seq=999", "", "404"),
    new Wrong("DELETE /api/dead-letters?topic=", "", "400 topic"),
    new Wrong("GET /api/dead-letters?limit=0", "", "400 limit"),
    new Wrong("GET /api/dead-letters?limit=99999", "", "400 limit"),
    new Wrong("POST /api/cases", "{}", "405"),
    new Wrong("GET /api/cases?state=open", "", "400 state"),
    new Wrong("GET /api/cases?state=%00", "", "400 state"),
    new Wrong("GET /api/cases?store=shop", "", "400 store"),
    new Wrong("GET /api/cases?store=1%00", "", "400 store"),
    new Wrong("GET /api/cases?cursor=soon", "", "400 cursor"),
    new Wrong("GET /api/cases?cursor=2026-99-99T00:00:00Z_1:1", "", "400 cursor"),
    new Wrong("GET /api/cases?cursor=-999999999-01-01T00:00:00Z_1:1", "", "400 cursor"),
    new Wrong("GET /api/cases?limit=0", "", "400 limit"),
    new Wrong("GET /api/cases?limit=1001", "", "400 limit"),
    new Wrong("GET /api/cases?limit=many", "", "400 limit"),
    new Wrong("GET /api/cases?limit=1.5", "", "400 limit"),
    new Wrong("GET /api/cases?limit=99999999999", "", "400 limit"),
    new Wrong("GET /api/board/past", "", "400 at"),
    new Wrong("GET /api/board/past?at=", "", "400 at"),
    new Wrong("GET /api/board/past?at=soon", "", "400 at"),
    new Wrong("GET /api/board/past?at=%00", "", "400 at"),
    new Wrong("GET /api/board/past?at=2026-11-01T02:00", "", "400 at"),
    new Wrong("GET /api/board/past?at=9999-01-01T00:00:00Z", "", "400 at"),
    new Wrong("GET /api/board/past?at=%2B10000-01-01T00:00:00Z", "", "400 at"),
    new Wrong("GET /api/board/past?at=0001-01-01T00:00:00Z", "", "404"),
    new Wrong(PAST + "&store=shop", "", "400 store"),
    new Wrong(PAST + "&store=", "", "400 store"),
    new Wrong(PAST + "&state=opened", "", "400 state"),
    new Wrong(PAST + "&cursor=soon", "", "400 cursor"),
    new Wrong(PAST + "&cursor=2026-99-99T00:00:00Z~1:1", "", "400 cursor"),
    new Wrong(PAST + "&limit=1001", "", "400 limit"),
    new Wrong("GET /api/cases/shop/1-1", "", "400 store"),
    new Wrong("GET /api/cases/1001/-", "", "400 posting"),
    new Wrong("GET /api/cases/1001/1%00", "", "400 posting"),
    new Wrong("GET /api/cases/1001/1-1/timeline?limit=0", "", "400 limit"),
    new Wrong("GET /api/cases/1001/1-1/timeline?cursor=soon", "", "400 cursor"),
    new Wrong("GET /api/cases/1001/1-1/timeline", "", "404"),
    new Wrong("POST /api/cases/1001/1-1/snooze", "{\"requestedBy\":\"a\"}", "400 until"),
    new Wrong("POST /api/cases/1001/1-1/stop", "{\"requestedBy\":\"a\"}", "400 reason"),
    new Wrong(
        "POST /api/cases/1001/1-1/stop",
        "{\"requestedBy\":\"a\",\"reason\":\"a\",\"reason\":\"b\"}",
        "400 reason"),
    new Wrong("POST /api/cases/1001/1-1/resume", "{}", "400 requestedBy"),
    new Wrong("POST /api/cases/1001/1-1/resume", "", "400 body"),
    new Wrong("POST /api/cases/1001/-/send-now", "{\"requestedBy\":\"a\"}", "400 posting"),
    new Wrong("POST /api/cases/1001/1-1/hand-over", "{\"requestedBy\":\"a\"}", "400 to"),
    new Wrong("POST /api/cases/1001/1-1/hand-over", to("\\u0000"), "400 to"),
    new Wrong("POST /api/cases/1001/1-1/hand-over", to("li\\nna"), "400 to"),
    new Wrong("POST /api/cases/1001/1-1/hand-over", to(" "), "400 to"),
    new Wrong("POST /api/cases/1001/1-1/hand-over", to("nobody"), "400 to"),
    new Wrong("POST /api/cases/1001/1-1/hand-over", to("x".repeat(81)), "400 to"),
    new Wrong("POST /api/cases/1001/1-1/hand-over", "{\"to\":\"li\"}", "400 requestedBy"),
    new Wrong("POST /api/cases/shop/1-1/hand-over", to("li"), "400 store"),
    new Wrong("POST /api/cases/1001/1-1/hand-over", to("li"), "404"),
    new Wrong("POST /api/cases/1001/1-1/take", "{}", "400 requestedBy"),
    new Wrong("POST /api/cases/1001/1-1/take", "{\"requestedBy\":\"me\"}", "400 requestedBy"),
    new Wrong("POST /api/cases/1001/-/let-go", "{\"requestedBy\":\"a\"}", "400 posting"),
    new Wrong("GET /api/postings/shop/1-1/actions", "", "400 store"),
    new Wrong("GET /api/postings/1001/1-1/actions?lang=de", "", "400 lang"),
    new Wrong("GET /api/postings/1001/1%00/advice", "", "400 posting"),
    new Wrong("GET /api/postings/1001/1-1/advice?lang=", "", "400 lang"),
    new Wrong("POST /api/advice/bulk", "", "400 body"),
    new Wrong("POST /api/advice/bulk", "{\"postings\":[]}", "400 postings"),
    new Wrong("GET /api/stores/shop/health", "", "400 store"),
    new Wrong("GET /api/report?zone=Mars/Base", "", "400 zone"),
    new Wrong("GET /api/report?zone=%2B03:00", "", "400 zone"),
    new Wrong("GET /api/report?zone=", "", "400 zone"),
    new Wrong("GET /api/report?from=2026-11-02&to=2026-11-01", "", "400 from"),
    new Wrong("GET /api/report?from=2025-01-01&to=2026-11-01", "", "400 from"),
    new Wrong("GET /api/report?from=yesterday", "", "400 from"),
    new Wrong("GET /api/report?to=9999-12-31", "", "400 to"),
    new Wrong("GET /api/report?to=0001-01-01", "", "400 to"),
    new Wrong("GET /api/report?by=year", "", "400 by"),
    new Wrong("GET /api/report?store=shop", "", "400 store"),
    new Wrong("GET /api/report?store=%00", "", "400 store"),
    new Wrong("GET /api/uplift?store=shop", "", "400 store"),
    new Wrong("GET /api/uplift?days=0", "", "400 days"),
    new Wrong("GET /api/outlook?store=shop", "", "400 store"),
    new Wrong("GET /api/outlook?store=1%00", "", "400 store"),
    new Wrong("GET /api/outlook/cases?store=", "", "400 store"),
    new Wrong("GET /api/outlook/cases?limit=0", "", "400 limit"),
    new Wrong("GET /api/outlook/cases?limit=1001", "", "400 limit"),
    new Wrong("POST /api/what-if", "", "400 body"),
    new Wrong("POST /api/what-if", "{}", "400 days"),
    new Wrong("POST /api/what-if", "{\"days\":91}", "400 days"),
    new Wrong("POST /api/what-if", "{\"days\":1,\"store\":\"shop\"}", "400 store"),
    new Wrong("POST /api/what-if", "{\"days\":1,\"store\":\"404\"}", "400 store"),
    new Wrong("POST /api/what-if", "{\"days\":1,\"ladder\":[\"PT9H\",\"PT8H\"]}", "400 ladder"),
    new Wrong("POST /api/what-if", "{\"days\":1,\"quietHours\":\"25:00/26:00\"}", "400 quietHours"),
    new Wrong("POST /api/what-if", "{\"days\":1,\"pack\":\"nothing\"}", "400 pack"),
    new Wrong("POST /api/what-if", "{\"days\":1,\"lastLead\":\"P10000D\"}", "400 lastLead"),
    new Wrong("POST /api/what-if", "{\"days\":1,\"window\":\"P106751991167D\"}", "400 window"),
    new Wrong("PUT /api/log-levels/io.orderwatch", "{\"level\":\"LOUD\"}", "400 level"),
    new Wrong("PUT /api/log-levels/io.orderwatch", LASTING, "400 lasting"),
    new Wrong("GET /api/log-levels/%20", "", "400 category"),
    new Wrong("GET /api/what-if/none", "", "404"),
    new Wrong("DELETE /api/what-if/none", "", "404"),
    new Wrong("GET /api/holds?limit=0", "", "400 limit"),
    new Wrong("GET /api/holds?after=%00", "", "400 after"),
    new Wrong("GET /api/holds?after=2026-11-01T10:00:00Z_1001:1-1", "", "400 after"),
    new Wrong("GET /api/holds/shop/1-1", "", "400 store"),
    new Wrong("GET /api/suspicions?store=shop", "", "400 store"),
    new Wrong("GET /api/rules?at=soon", "", "400 at"),
    new Wrong("GET /api/cases/1001/1-1", "", "404"),
    new Wrong("GET /api/cases/1001/" + "1".repeat(65), "", "400 posting"),
  };

  private static String to(String name) {
    return "{\"to\":\"" + name + "\",\"requestedBy\":\"a\"}";
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
  void an_answer_is_written_as_it_is_asked_for_or_not_at_all_and_is_not_guessed_at() {
    assertThat(new Door(service).guessed()).isEmpty();
  }

  @Test
  void nothing_that_takes_something_is_left_out() {
    assertThat(new Door(service).unasked(Arrays.stream(WRONG).map(Wrong::request).toList()))
        .filteredOn(endpoint -> !endpoint.matches(".*/(dead-letters|log-levels).*"))
        .containsExactlyInAnyOrder("GET /api/board", "GET /api/rules/packs", "GET /api/summary");
  }
}
