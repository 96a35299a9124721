package io.orderwatch.logistics.many.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderwatch.backing.edge.quarkus.Door;
import io.orderwatch.backing.edge.quarkus.Logged;
import io.orderwatch.logistics.edge.Outside;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.SequenceInputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Many commands in one body. What the service is given is said at {@code DoorsTest}. */
@QuarkusTest
class ManyTest {

  @SuppressWarnings("NullAway.Init") // set by the framework
  @TestHTTPResource("/")
  URI service;

  /** What every command that may be tried ends with here. */
  private static final String SWITCHED_OFF = "sending-switched-off";

  /** A command by its own endpoint, and by a line. */
  private record Same(String endpoint, String action, String type, String body) {}

  private static final List<Same> SAME =
      Stream.of(
              "{'reasonId':352,'requestedBy':'anna','commandId':'m1'}",
              "{'reasonId':352,'requestedBy':'anna','commandId':'a b'}",
              "{'reasonId':352}",
              "{'reasonId':'352','requestedBy':'anna'}",
              "{'reasonId':-1,'requestedBy':5}",
              "{'reasonId':402,'requestedBy':'anna'}",
              "{'reasonId':352,'requestedBy':'a\\u0000'}",
              "{'reasonId':352,'requestedBy':'" + "a".repeat(101) + "'}",
              "{'reasonId':353,'requestedBy':'anna','commandId':'m1'}",
              "{}")
          .map(body -> new Same("cancel", "cancel", "shipment.cancel.v1", body))
          .toList();

  private static final List<Same> OTHERS =
      List.of(
          new Same(
              "tracking-number",
              "change-tracking",
              "shipment.change-tracking.v1",
              "{'trackingNumber':'RB123456784CN','reason':'r','requestedBy':'anna','commandId':'t1'}"),
          new Same(
              "tracking-number",
              "change-tracking",
              "shipment.change-tracking.v1",
              "{'trackingNumber':' ','reason':'','requestedBy':'anna'}"),
          new Same(
              "delivery-window",
              "extend-delivery",
              "shipment.extend-delivery.v1",
              "{'from':'2026-11-02T00:00:00Z','to':'2026-11-01T00:00:00Z','reason':'r','requestedBy':'a'}"),
          new Same(
              "delivery-window",
              "extend-delivery",
              "shipment.extend-delivery.v1",
              "{'from':'2020-11-02T00:00:00Z','to':'2020-11-03T00:00:00Z','reason':'r','requestedBy':'a','commandId':'e1'}"),
          new Same(
              "shipment-date",
              "set-shipment-date",
              "shipment.set-shipment-date.v1",
              "{'date':'2020-11-02T00:00:00Z','reason':'r','requestedBy':'a','commandId':'d1'}"),
          new Same(
              "shipment-date",
              "set-shipment-date",
              "shipment.set-shipment-date.v1",
              "{'date':'soon','reason':'r','requestedBy':'a'}"));

  @Test
  void a_line_is_decided_as_its_own_endpoint_decides() {
    var posting = "many-1";
    for (var store : List.of("1001", "4004")) {
      for (var each : Stream.concat(SAME.stream(), OTHERS.stream()).toList()) {
        var body = each.body().replace('\'', '"');
        var path = "POST /api/postings/" + store + "/" + posting + "/" + each.endpoint();
        var alone = new Door(service).ask(path, body);
        var expected = said(alone.statusCode(), new JsonObject(alone.body()));
        var lines =
            line("action", each.action(), store, posting, body)
                + "\n"
                + line("type", each.type(), store, posting, body);
        assertThat(outside().many("", BodyPublishers.ofString(lines)))
            .hasSize(2)
            .allSatisfy(result -> assertThat(said(result)).as(each.body()).isEqualTo(expected));
      }
    }
  }

  /** The body of the endpoint and what its path says. */
  private static String line(String field, String word, String store, String posting, String body) {
    return "{\"%s\":\"%s\",\"store\":\"%s\",\"posting\":\"%s\"%s"
        .formatted(field, word, store, posting, body.equals("{}") ? "}" : "," + body.substring(1));
  }

  /**
   * The status, the code and the fields that are wrong; what may be tried is taken, whatever has
   * become of it since.
   */
  private static String said(int status, JsonObject answer) {
    return status < 300 || SWITCHED_OFF.equals(answer.getString("code"))
        ? "taken " + answer.getString("commandId")
        : status
            + " "
            + answer.getString("code")
            + " "
            + answer.getString("commandId")
            + " "
            + answer.getJsonArray("violations", new JsonArray()).stream()
                .map(each -> ((JsonObject) each).getString("field"))
                .sorted()
                .toList();
  }

  private static String said(JsonObject result) {
    var problem = result.getJsonObject("problem");
    return problem == null ? said(202, result) : said(problem.getInteger("status"), problem);
  }

  @Test
  void a_bad_line_spoils_only_itself_and_results_come_in_the_order_of_the_lines() {
    var good =
        "{\"action\":\"cancel\",\"store\":\"1001\",\"posting\":\"many-2\",\"reasonId\":352,\"requestedBy\":\"anna\",\"commandId\":\"%s\"}";
    var body =
        String.join(
            "\n",
            good.formatted("g1"),
            "nonsense",
            "",
            "[]",
            "null",
            good.formatted("g2") + "x",
            good.formatted("g3").replace("cancel", "fly"),
            good.formatted("g4").replace("\"action\":\"cancel\",", ""),
            good.formatted("g5").replace("1001", "shop"),
            good.formatted("g6").replace("many-2", "many\\u0000"),
            "x".repeat(OneByOne.LONGEST_LINE + 1),
            good.formatted("g7"));
    var results = outside().many("", BodyPublishers.ofString(body));
    assertThat(results.stream().map(result -> result.getInteger("line") + " " + said(result)))
        .containsExactly(
            "1 taken g1",
            "2 400 null null [body]",
            "4 400 null null [body]",
            "5 400 null null [body]",
            "6 400 null null [body]",
            "7 400 null null [action]",
            "8 400 null null [action]",
            "9 400 null null [store]",
            "10 400 null null [posting]",
            "11 400 null null [line]",
            "12 taken g7");
  }

  @Test
  void a_preview_plans_nothing() {
    var line =
        new JsonObject(
            "{\"action\":\"cancel\",\"store\":\"1001\",\"posting\":\"many-3\",\"reasonId\":352,\"requestedBy\":\"anna\",\"commandId\":\"p1\"}");
    assertThat(outside().many("?preview=true", BodyPublishers.ofString(line.encode())))
        .singleElement()
        .satisfies(
            result ->
                assertThat(result.getJsonObject("preview").getString("outcome"))
                    .isEqualTo("tried"));
    assertThat(
            new Door(service).ask("GET /api/postings/1001/many-3/commands/p1", null).statusCode())
        .isEqualTo(404);
  }

  @Test
  void the_same_body_sent_twice_is_carried_out_once_also_without_ids() {
    var lines =
        IntStream.range(0, 20)
            .mapToObj(
                i ->
                    new JsonObject()
                        .put("action", "cancel")
                        .put("store", "1001")
                        .put("posting", "many-4-" + i % 3)
                        .put("reasonId", 352 + i)
                        .put("requestedBy", "anna"))
            .toList();
    var once = ids(outside().many(lines, "Idempotency-Key", "monday"));
    assertThat(ids(outside().many(lines, "Idempotency-Key", "monday"))).isEqualTo(once);
    assertThat(once.getFirst()).isEqualTo("monday:1");
    assertThat(ids(outside().many(lines)))
        .hasSize(20)
        .doesNotHaveDuplicates()
        .doesNotContainAnyElementsOf(once);
    var kept =
        IntStream.range(0, 3)
            .map(
                i ->
                    new JsonArray(
                            new Door(service)
                                .ask("GET /api/postings/1001/many-4-" + i + "/commands", null)
                                .body())
                        .size())
            .sum();
    assertThat(kept).isEqualTo(40);
  }

  private static List<String> ids(List<JsonObject> results) {
    return results.stream().map(each -> each.getString("commandId")).toList();
  }

  @Test
  void an_answer_comes_before_the_body_ends() throws IOException {
    try (var socket = new Socket(service.getHost(), service.getPort())) {
      socket.setSoTimeout(10_000);
      var out = socket.getOutputStream();
      out.write(
          "POST /api/commands HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n"
              .getBytes(UTF_8));
      var answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
      for (var number = 1; number <= 3; number++) {
        out.write("9\r\nnonsense\n\r\n".getBytes(UTF_8));
        out.flush();
        var line = requireNonNull(answers.readLine());
        while (!line.startsWith("{")) {
          line = requireNonNull(answers.readLine());
        }
        assertThat(new JsonObject(line).getInteger("line")).isEqualTo(number);
      }
      out.write("0\r\n\r\n".getBytes(UTF_8));
      out.flush();
    }
  }

  @Test
  void who_hangs_up_is_no_fault_of_the_service() throws IOException {
    try (var logged = new Logged()) {
      try (var socket = new Socket(service.getHost(), service.getPort())) {
        socket.setSoLinger(true, 0);
        var out = socket.getOutputStream();
        out.write(
            "POST /api/commands HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n"
                .getBytes(UTF_8));
        for (var chunk = 0; chunk < 200; chunk++) {
          out.write("900\r\n".getBytes(UTF_8));
          out.write("nonsense\n".repeat(256).getBytes(UTF_8));
          out.write("\r\n".getBytes(UTF_8));
        }
        out.flush();
      }
      await()
          .untilAsserted(
              () ->
                  assertThat(logged.lines())
                      .extracting(Logged.Line::text)
                      .contains("whoever sent commands hung up before the end"));
      assertThat(outside().many("", BodyPublishers.ofString("nonsense"))).hasSize(1);
      assertThat(logged.bad()).isEmpty();
    }
  }

  @Test
  void a_body_may_be_longer_than_any_other_with_its_length_said_or_not() {
    var junk = ("x".repeat(60_000) + "\n").getBytes(UTF_8);
    var lines = 400; // 24 MB
    var last =
        "{\"action\":\"cancel\",\"store\":\"1001\",\"posting\":\"many-5\",\"reasonId\":352,\"requestedBy\":\"anna\",\"commandId\":\"last\"}"
            .getBytes(UTF_8);
    var chunked = BodyPublishers.ofInputStream(() -> repeated(junk, lines, last));
    var said =
        BodyPublishers.fromPublisher(
            BodyPublishers.ofInputStream(() -> repeated(junk, lines, last)),
            (long) junk.length * lines + last.length);
    for (var body : List.of(chunked, said)) {
      var results = outside().many("", body);
      assertThat(results).hasSize(lines + 1);
      assertThat(results.subList(0, lines))
          .allSatisfy(result -> assertThat(said(result)).isEqualTo("400 null null [body]"));
      assertThat(said(results.getLast())).isEqualTo("taken last");
    }
  }

  private static InputStream repeated(byte[] line, int times, byte[] last) {
    return new SequenceInputStream(
        Collections.enumeration(
            Stream.concat(Collections.nCopies(times, line).stream(), Stream.of(last))
                .map(ByteArrayInputStream::new)
                .toList()));
  }

  private Outside outside() {
    return new Outside(service);
  }
}
