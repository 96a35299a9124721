package io.orderwatch.logistics.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderwatch.backing.edge.quarkus.ApiDocument;
import io.orderwatch.backing.edge.quarkus.Backed;
import io.orderwatch.backing.edge.quarkus.Door;
import io.orderwatch.backing.edge.quarkus.Door.Wrong;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is asked wrongly is answered with a problem that names the field. */
@QuarkusTest
@QuarkusTestResource(
    value = Backed.class,
    initArgs = {
      @ResourceArg(name = "schema", value = "logistics"),
      @ResourceArg(
          name = "topics",
          value =
              "ozon.postings.v1,ozon.cancellations.v1,ozon.returns.v1,ozon.shipment-commands.v1,ozon.shipments.v1,logistics-service.dlq"),
      @ResourceArg(name = "orderwatch.ozon.keys", value = "1001=key;1002=other;1003=third"),
      @ResourceArg(name = "orderwatch.live.heartbeat", value = "PT0.3S"),
      @ResourceArg(name = "orderwatch.ozon.url", value = "http://127.0.0.1:9"),
      @ResourceArg(name = "orderwatch.requester.headers", value = "X-Preferred,X-User"),
      @ResourceArg(name = "orderwatch.four-eyes.actions", value = "open-dispute,report-progress"),
    })
class DoorsTest {

  private static final String CANCEL = "POST /api/postings/1001/1-1/cancel";
  private static final String TRACK = "POST /api/postings/1001/1-1/tracking-number";
  private static final String EXTEND = "POST /api/postings/1001/1-1/delivery-window";

  private static final String DATE = "POST /api/postings/1001/1-1/shipment-date";

  private static final String PROGRESS = "POST /api/postings/1001/1-1/progress";
  private static final String DISPUTE = "POST /api/postings/1001/1-1/dispute";
  private static final String APPROVE = "POST /api/cancellation-requests/7/approve";
  private static final String EYES = "POST /api/postings/1001/1-1/commands/c1/approve";
  private static final String ACT = "POST /api/returns/1001/7/actions";

  @Inject DataSource database;

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
    new Wrong("PUT /api/postings/1001/1-1/cancel", "{}", "405"),
    new Wrong("GET /api/postings/shop/1-1/commands/c1", "", "400 store"),
    new Wrong("GET /api/postings/123456789012345678901/1-1/commands/c1", "", "400 store"),
    new Wrong("GET /api/postings/1001/1-1%00/commands/c1", "", "400 posting"),
    new Wrong("GET /api/postings/1001/1-1/commands/c%00", "", "400 commandId"),
    new Wrong("GET /api/postings/1001/1-1/commands/c%0A", "", "400 commandId"),
    new Wrong(CANCEL.replace("1001", "shop"), cancel(""), "400 store"),
    new Wrong(CANCEL, "", "400 body"),
    new Wrong(CANCEL, "{", "400 body"),
    new Wrong(CANCEL, "nonsense", "400 body"),
    new Wrong(CANCEL, "[]", "400 body"),
    new Wrong(CANCEL, "null", "400 body"),
    new Wrong(CANCEL, cancel("") + "x", "400 body"),
    new Wrong(CANCEL, cancel(",'reasonId':352,'reasonId':402"), "400 reasonId"),
    new Wrong(CANCEL, cancel(",'items':[{'sku':1,'sku':2}]"), "400 items[0].sku"),
    new Wrong(CANCEL, cancel(",'comment':'c','items':[null]"), "400 items[0]"),
    new Wrong(CANCEL, "{'reasonId':NaN,'requestedBy':'anna'}", "400 reasonId"),
    new Wrong("POST /api/tickets/1/filed", "{'number':'1','number':'2'}", "400 number"),
    new Wrong(CANCEL, "\"" + "x".repeat(2_000_000), "413 body"),
    new Wrong(CANCEL, "{'requestedBy':'anna'}", "400 reasonId"),
    new Wrong(CANCEL, cancel(",'reasonId':'352'"), "400 reasonId"),
    new Wrong(CANCEL, cancel(",'reasonId':1.9"), "400 reasonId"),
    new Wrong(CANCEL, cancel(",'reasonId':true"), "400 reasonId"),
    new Wrong(CANCEL, cancel(",'reasonId':{}"), "400 reasonId"),
    new Wrong(CANCEL, cancel(",'reasonId':-1"), "400 reasonId"),
    new Wrong(CANCEL, cancel(",'reasonId':99999999999999999999"), "400 reasonId"),
    new Wrong(CANCEL, cancel(",'requestedBy':5"), "400 requestedBy"),
    new Wrong(CANCEL, cancel(",'requestedBy':'a\\u0000'"), "400 requestedBy"),
    new Wrong(CANCEL, cancel(",'requestedBy':'a\\ud800'"), "400 requestedBy"),
    new Wrong(CANCEL, cancel(",'requestedBy':' '"), "400 requestedBy"),
    new Wrong(CANCEL, cancel(",'requestedBy':'" + "a".repeat(101) + "'"), "400 requestedBy"),
    new Wrong(CANCEL, cancel(",'reasonId':402"), "400 comment"),
    new Wrong(CANCEL, cancel(",'commandId':'a b'"), "400 commandId"),
    new Wrong(CANCEL, cancel(",'comment':'c','items':[]"), "400 items"),
    new Wrong(CANCEL, cancel(",'items':[{'sku':1,'quantity':1}]"), "400 comment"),
    new Wrong(CANCEL + "?preview=maybe", cancel(""), "400 preview"),
    new Wrong(CANCEL + "?preview=", cancel(""), "400 preview"),
    new Wrong(CANCEL + "?preview", cancel(""), "400 preview"),
    new Wrong(TRACK.replace("1-1", "1 1".replace(" ", "%20")), track(""), "400 posting"),
    new Wrong(TRACK, "", "400 body"),
    new Wrong(TRACK, track(",'trackingNumber':5"), "400 trackingNumber"),
    new Wrong(TRACK, track(",'trackingNumber':''"), "400 trackingNumber"),
    new Wrong(TRACK, track(",'confirmed':'yes'"), "400 confirmed"),
    new Wrong(TRACK, track(",'confirmed':1"), "400 confirmed"),
    new Wrong(TRACK, track(",'waitFor':'packed','until':'2100-01-01T00:00:00Z'"), "400 waitFor"),
    new Wrong(TRACK, track(",'until':'2100-01-01T00:00:00Z'"), "400 waitFor"),
    new Wrong(TRACK, track(",'waitFor':'offered'"), "400 until"),
    new Wrong(TRACK, track(",'waitFor':'offered','until':'2020-01-01T00:00:00Z'"), "400 until"),
    new Wrong(PROGRESS, "", "400 body"),
    new Wrong(PROGRESS, "{'requestedBy':'anna'}", "400 state"),
    new Wrong(PROGRESS, "{'state':'teleported','requestedBy':'anna'}", "400 state"),
    new Wrong(PROGRESS, "{'state':'sent','requestedBy':'anna','waitFor':'offered'}", "400 until"),
    new Wrong(EXTEND, "", "400 body"),
    new Wrong(EXTEND, extend("2026-11-02T00:00:00Z", "soon"), "400 to"),
    new Wrong(EXTEND, extend("2026-11-02T00:00:00Z", "+1000000-01-01T00:00:00Z"), "400 to"),
    new Wrong(EXTEND, extend("2026-11-02T00:00:00Z", "2026-11-01T00:00:00Z"), "400 to"),
    new Wrong(DATE, "", "400 body"),
    new Wrong(DATE, "{'date':'soon','reason':'r','requestedBy':'anna'}", "400 date"),
    new Wrong(DATE, "{'reason':'r','requestedBy':'anna'}", "400 date"),
    new Wrong(DATE.replace("1001", "shop"), "{}", "400 store"),
    new Wrong("GET /api/postings/shop/1-1/commands", "", "400 store"),
    new Wrong("GET /api/commands?store=shop", "", "400 store"),
    new Wrong("GET /api/commands?state=lost", "", "400 state"),
    new Wrong("GET /api/commands?action=%00", "", "400 action"),
    new Wrong("GET /api/commands?cursor=%00", "", "400 cursor"),
    new Wrong("GET /api/commands?cursor=%F0%9F%9A%80", "", "400 cursor"),
    new Wrong("GET /api/commands?cursor=2026-11-01T10:00:00Z_1001:1-1", "", "400 cursor"),
    new Wrong("GET /api/returns?cursor=1001:1-1/c1", "", "400 cursor"),
    new Wrong("GET /api/tickets?cursor=1001:1-1/c1", "", "400 cursor"),
    new Wrong("GET /api/commands?limit=0", "", "400 limit"),
    new Wrong(DISPUTE, "", "400 body"),
    new Wrong(DISPUTE, "{'requestedBy':'anna'}", "400 reason"),
    new Wrong(DISPUTE, "{'reason':' ','requestedBy':'anna'}", "400 reason"),
    new Wrong(DISPUTE.replace("1001", "shop"), "{'reason':'r'}", "400 store"),
    new Wrong(DISPUTE.replace("dispute", "back-to-delivery"), "", "400 body"),
    new Wrong(DISPUTE.replace("dispute", "back-to-delivery"), "{'reason':5}", "400 reason"),
    new Wrong(EYES, "", "400 body"),
    new Wrong(EYES, "[]", "400 body"),
    new Wrong(EYES, "{}", "400 requestedBy"),
    new Wrong(EYES, "{'requestedBy':'a\\ud800'}", "400 requestedBy"),
    new Wrong(EYES, "{'requestedBy':'boris','reason':'a\\u0000'}", "400 reason"),
    new Wrong(EYES, "{'requestedBy':'boris'}", "404"),
    new Wrong(EYES.replace("/c1/", "/c%00/"), "{'requestedBy':'boris'}", "400 commandId"),
    new Wrong(EYES.replace("1001", "shop"), "{'requestedBy':'boris'}", "400 store"),
    new Wrong(EYES.replace("approve", "decline"), "", "400 body"),
    new Wrong(EYES.replace("approve", "decline"), "{'requestedBy':'boris'}", "400 reason"),
    new Wrong(EYES.replace("approve", "decline"), "{'reason':' '}", "400 reason"),
    new Wrong(EYES.replace("approve", "decline"), "{'reason':'no','requestedBy':'b'}", "404"),
    new Wrong("POST /api/commands/approvals", "{}", "415"),
    new Wrong("GET /api/cancellation-requests?store=shop", "", "400 store"),
    new Wrong("GET /api/cancellation-requests?state=lost", "", "400 state"),
    new Wrong("GET /api/cancellation-requests?due=soon", "", "400 due"),
    new Wrong("GET /api/cancellation-requests?cursor=%00", "", "400 cursor"),
    new Wrong("GET /api/cancellation-requests?cursor=1001:1-1/c1", "", "400 cursor"),
    new Wrong("GET /api/cancellation-requests?limit=0", "", "400 limit"),
    new Wrong(APPROVE, "", "400 body"),
    new Wrong(APPROVE, "{'comment':5}", "400 comment"),
    new Wrong(APPROVE.replace("/7/", "/seven/"), "{}", "400 id"),
    new Wrong(APPROVE.replace("/7/", "/0/"), "{}", "400 id"),
    new Wrong(APPROVE + "?store=shop", "{}", "400 store"),
    new Wrong(APPROVE, "{'requestedBy':'anna'}", "404"),
    new Wrong(APPROVE.replace("approve", "reject"), "[]", "400 body"),
    new Wrong("GET /api/returns?store=shop", "", "400 store"),
    new Wrong("GET /api/returns?state=lost", "", "400 state"),
    new Wrong("GET /api/returns?due=soon", "", "400 due"),
    new Wrong("GET /api/returns?limit=501", "", "400 limit"),
    new Wrong(ACT, "", "400 body"),
    new Wrong(ACT, "{'requestedBy':'anna'}", "400 action"),
    new Wrong(ACT, "{'action':'-1'}", "400 action"),
    new Wrong(ACT, "{'action':-1,'rejectionReasonId':0}", "400 rejectionReasonId"),
    new Wrong(ACT, "{'action':1020,'compensation':-1}", "400 compensation"),
    new Wrong(ACT, "{'action':1020,'compensation':1.234}", "400 compensation"),
    new Wrong(ACT, "{'action':1020,'returnForBackWay':-1}", "400 returnForBackWay"),
    new Wrong(ACT.replace("1001", "shop"), "{'action':1}", "400 store"),
    new Wrong(ACT.replace("/7/", "/seven/"), "{'action':1}", "400 id"),
    new Wrong(ACT, "{'action':1,'requestedBy':'anna'}", "404"),
    new Wrong(CANCEL.replace("1001", "4004"), cancel(""), "404 store"),
    new Wrong(TRACK, track(",'trackingNumber':'RB123456784CN'"), "409 trackingNumber"),
    new Wrong(TRACK, track(",'trackingNumber':'1-1'"), "409 trackingNumber"),
    new Wrong(TRACK, track(",'trackingNumber':'a\u0000'"), "400 trackingNumber"),
    new Wrong(EXTEND, extend("2020-11-02T00:00:00Z", "2020-11-03T00:00:00Z"), "409 from"),
    new Wrong(DATE, "{'date':'2020-11-02T00:00:00Z','reason':'r','requestedBy':'a'}", "409 date"),
    new Wrong(DATE, "x".repeat(10_000_000), "413 body"),
    new Wrong("POST /api/postings/1001/1-1/appeal", "", "400 body"),
    new Wrong("POST /api/postings/1001/1-1/appeal", "{'requestedBy':'anna'}", "400 reason"),
    new Wrong("POST /api/postings/1001/1-1/stuck", "", "400 body"),
    new Wrong(
        "POST /api/postings/1001/1-1/stuck", "{'reason':' ','requestedBy':'anna'}", "400 reason"),
    new Wrong("POST /api/commands", "{}", "415"),
    new Wrong("GET /api/commands/stream?store=shop", "", "400 store"),
    new Wrong("GET /api/commands/stream?action=%00", "", "400 action"),
    new Wrong("GET /api/tickets?store=shop", "", "400 store"),
    new Wrong("GET /api/tickets?state=lost", "", "400 state"),
    new Wrong("GET /api/tickets?store=1001&posting=%00", "", "400 posting"),
    new Wrong("GET /api/tickets?posting=1-1", "", "400 store"),
    new Wrong("GET /api/tickets?limit=501", "", "400 limit"),
    new Wrong("GET /api/tickets/%00", "", "400 id"),
    new Wrong("POST /api/tickets/%00/filed", "{'number':'1'}", "400 id"),
    new Wrong("POST /api/tickets/%00/dropped", "", "400 id"),
    new Wrong(EXTEND, "{'from':5,'reason':'r','requestedBy':'anna'}", "400 from"),
  };

  static Stream<Arguments> wrong() {
    return Arrays.stream(WRONG)
        .map(each -> Arguments.of(each.request(), each.body(), each.expected()));
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @MethodSource
  void wrong(String request, String body, String expected) {
    assertThat(new Door(service).problem(request, body.replace('\'', '"'))).isEqualTo(expected);
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
    var wrong =
        Arrays.stream(WRONG)
            .map(each -> new Wrong(each.request(), each.body().replace('\'', '"'), each.expected()))
            .toArray(Wrong[]::new);
    assertThat(ApiDocument.of(door).undocumented(door, wrong)).isEmpty();
  }

  @Test
  void real_answers_have_the_documented_form() {
    var door = new Door(service);
    var document = ApiDocument.of(door);
    var body = cancel(",'commandId':'told'").replace('\'', '"');
    var told = door.ask(CANCEL, body);
    assertThat(told.statusCode()).isEqualTo(202);
    assertThat(told.headers().firstValue("Location"))
        .contains("/api/postings/1001/1-1/commands/told");
    assertThat(document.undocumented(CANCEL, told)).isEmpty();
    for (var request :
        List.of(
            CANCEL + "?preview=true",
            "GET /api/postings/1001/1-1/commands",
            "GET /api/postings/1001/1-1/commands/told",
            "GET /api/commands?store=1001",
            "GET /api/summary")) {
      var answer = door.ask(request, body);
      assertThat(answer.statusCode()).as(request + answer.body()).isEqualTo(200);
      assertThat(document.undocumented(request, answer)).isEmpty();
    }
    var again =
        door.ask(
            CANCEL, cancel(",'commandId':'told','reasonId':402,'comment':'c'").replace('\'', '"'));
    assertThat(again.statusCode()).isEqualTo(422);
    assertThat(document.undocumented(CANCEL, again)).isEmpty();
  }

  @Test
  void what_a_second_person_says_is_answered_in_the_documented_form() {
    var door = new Door(service);
    var document = ApiDocument.of(door);
    for (var id : List.of("eyes-1", "eyes-2")) {
      var asked =
          door.ask(
              DISPUTE.replace("1-1", "eyes"),
              "{\"commandId\":\"%s\",\"reason\":\"lost\",\"requestedBy\":\"anna\"}".formatted(id));
      assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
      assertThat(asked.body())
          .contains("\"state\":\"proposed\"", "\"approveUntil\":\"2", "\"consequence\":");
      assertThat(document.undocumented(DISPUTE.replace("1-1", "eyes"), asked)).isEmpty();
    }
    var proposed = door.ask("GET /api/commands?state=proposed&store=1001", null);
    assertThat(proposed.body()).contains("eyes-1", "eyes-2").doesNotContain("\"told\"");
    var approve = EYES.replace("1-1", "eyes").replace("c1", "eyes-1");
    var own = door.ask(approve, "{\"requestedBy\":\"ANNA\"}", "Accept-Language", "zh");
    assertThat(own.statusCode()).isEqualTo(409);
    assertThat(own.body()).contains("\"code\":\"same-person\"", "须由第二个人批准");
    var approved = door.ask(approve, "{\"requestedBy\":\"boris\"}");
    assertThat(approved.statusCode()).as(approved.body()).isEqualTo(202);
    assertThat(approved.body()).contains("\"approvedBy\":\"boris\"");
    var decline = EYES.replace("1-1", "eyes").replace("c1", "eyes-2").replace("approve", "decline");
    var declined = door.ask(decline, "{\"requestedBy\":\"anna\",\"reason\":\"a mistake\"}");
    assertThat(declined.statusCode()).as(declined.body()).isEqualTo(200);
    assertThat(declined.body())
        .contains("\"declinedBy\":\"anna\"", "\"decidedBecause\":\"a mistake\"");
    var late = door.ask(decline.replace("decline", "approve"), "{\"requestedBy\":\"boris\"}");
    assertThat(late.statusCode()).isEqualTo(409);
    assertThat(document.undocumented(approve, own)).isEmpty();
    assertThat(document.undocumented(approve, approved)).isEmpty();
    assertThat(document.undocumented(decline, declined)).isEmpty();
    assertThat(document.undocumented(approve, late)).isEmpty();
  }

  @Test
  void an_answer_is_written_as_it_is_asked_for_or_not_at_all_and_is_not_guessed_at() {
    assertThat(new Door(service).guessed()).isEmpty();
  }

  @Test
  void people_are_told_in_the_language_that_they_read_one_by_one_and_many_at_once() {
    var door = new Door(service);
    var unseen = "POST /api/postings/1001/unseen-1/cancel?preview=true";
    var ask = "{\"reasonId\":352,\"requestedBy\":\"anna\"}";
    assertThat(door.ask(unseen, ask).body()).contains("This cannot be undone", "never seen here");
    assertThat(door.ask(unseen, ask, "Accept-Language", "de-DE,zh-CN;q=0.8,ru;q=0.2").body())
        .contains("此操作无法撤回", "从未见过");
    var line =
        new JsonObject(ask).put("action", "cancel").put("store", "1001").put("posting", "unseen-1");
    var many =
        new Outside(service)
            .many(
                "?preview=true",
                HttpRequest.BodyPublishers.ofString(line.encode() + "\n"),
                "Accept-Language",
                "ru");
    assertThat(many.getFirst().getJsonObject("preview").getString("consequence"))
        .contains("Отозвать это нельзя");
    assertThat(
            door.ask("POST /api/postings/7/unseen-1/cancel", ask, "Accept-Language", "ru").body())
        .contains("unknown-store", "не настроен API-ключ");
    door.ask(
        "POST /api/postings/1001/unseen-2/shipment-date",
        "{\"commandId\":\"past\",\"date\":\"2001-01-01T00:00:00Z\",\"reason\":\"r\",\"requestedBy\":\"anna\"}");
    var kept = "GET /api/postings/1001/unseen-2/commands";
    for (var path : List.of(kept, kept + "/past")) {
      assertThat(door.ask(path, null).body())
          .contains("\"explanation\":\"The shipping date must not be past.\"");
      assertThat(door.ask(path, null, "Accept-Language", "zh").body())
          .contains("\"code\":\"date-past\"", "\"explanation\":\"发货日期不能早于当前时间。\"");
    }
  }

  @Test
  void nothing_that_takes_something_is_left_out() {
    assertThat(new Door(service).unasked(Arrays.stream(WRONG).map(Wrong::request).toList()))
        .filteredOn(endpoint -> !endpoint.matches(".*/(dead-letters|log-levels).*"))
        .containsExactly("GET /api/summary");
  }

  private static String cancel(String more) {
    return body(more, "'reasonId':352", "'requestedBy':'anna'");
  }

  private static String track(String more) {
    return body(more, "'trackingNumber':'LP1'", "'reason':'r'", "'requestedBy':'anna'");
  }

  /** What is said stands in the place of what is usual. */
  private static String body(String said, String... usual) {
    return Stream.of(usual)
        .filter(each -> !said.contains(each.substring(0, each.indexOf(':') + 1)))
        .collect(Collectors.joining(",", "{", said + "}"));
  }

  private static String extend(String from, String to) {
    return "{'from':'%s','to':'%s','reason':'r','requestedBy':'anna'}".formatted(from, to);
  }

  @Test
  void who_asks_is_who_the_proxy_says_and_the_body_only_where_it_says_nothing() {
    var door = new Door(service);
    var body = "{\"reasonId\":352,\"requestedBy\":\"anna\",\"commandId\":\"%s\"}";
    door.ask(CANCEL, body.formatted("by-preferred"), "X-User", "u-1", "X-Preferred", "boris");
    door.ask(CANCEL, body.formatted("by-user"), "X-User", "u-1");
    door.ask(CANCEL, body.formatted("by-body"), "X-Forwarded-User", "mallory");
    assertThat(Stream.of("by-preferred", "by-user", "by-body").map(this::requestedBy))
        .containsExactly("boris", "u-1", "anna");
    var anonymous = "{\"reasonId\":352}";
    assertThat(door.problem(CANCEL, anonymous)).isEqualTo("400 requestedBy");
    assertThat(door.ask(CANCEL, anonymous, "X-User", "u-1").statusCode()).isNotEqualTo(400);
  }

  @Test
  void what_is_kept_is_not_quoted_by_the_database() throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("create temporary table kept (word text primary key)");
      statement.execute("insert into kept values ('4509 123456')");
      assertThatThrownBy(() -> statement.execute("insert into kept values ('4509 123456')"))
          .hasMessageContaining("kept_pkey")
          .hasMessageNotContaining("4509");
    }
  }

  private String requestedBy(String commandId) {
    var answer = new Door(service).ask("GET /api/postings/1001/1-1/commands/" + commandId, null);
    return answer.body().replaceAll(".*\"requestedBy\":\"([^\"]*)\".*", "$1");
  }
}
