package io.orderwatch.ingest.importing.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderwatch.backing.edge.quarkus.Door;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The import of postings from outside. What the service is given is said at {@code DoorsTest}. */
@QuarkusTest
class ImportTest {

  private static final Instant AT = Instant.parse("2026-11-01T10:00:00Z");
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @SuppressWarnings("NullAway.Init") // set by the framework
  @TestHTTPResource("/")
  URI service;

  @SuppressWarnings("NullAway.Init") // set by the framework
  @TestHTTPResource(management = true)
  URI management;

  private static JsonObject posting(String number, String status, Instant asOf) {
    return new JsonObject()
        .put("store", "2001")
        .put("posting", number)
        .put("asOf", asOf.toString())
        .put("status", status)
        .put("integration", "aggregator")
        .put("name", "Canary Petrova");
  }

  private HttpResponse<Stream<String>> send(BodyPublisher body, String... headers) {
    var request =
        HttpRequest.newBuilder(service.resolve("/api/postings/import"))
            .POST(body)
            .header("Content-Type", "application/x-ndjson");
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return CLIENT.send(request.build(), BodyHandlers.ofLines());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private List<JsonObject> results(BodyPublisher body, String... headers) {
    var answer = send(body, headers);
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body().map(JsonObject::new).toList();
  }

  private List<JsonObject> results(List<JsonObject> lines, String... headers) {
    var body = new StringBuilder();
    lines.forEach(line -> body.append(line.encode()).append('\n'));
    return results(BodyPublishers.ofString(body.toString()), headers);
  }

  /** For example {@code 1 taken v1} or {@code 2 400 status}. */
  private static String said(JsonObject result) {
    var problem = result.getJsonObject("problem");
    var line = result.getInteger("line") + " ";
    if (problem == null) {
      var version = result.getInteger("version");
      return line + result.getString("outcome") + (version == null ? "" : " v" + version);
    }
    var violations = problem.getJsonArray("violations", new JsonArray());
    return line
        + problem.getInteger("status")
        + " "
        + (violations.isEmpty()
            ? problem.getString("code")
            : violations.getJsonObject(0).getString("field"));
  }

  private static List<String> said(List<JsonObject> results) {
    return results.stream().map(ImportTest::said).toList();
  }

  private JsonArray history(String number) {
    return new JsonArray(
        new Door(service).ask("GET /api/postings/2001/" + number + "/history", null).body());
  }

  @Test
  void one_posting_is_kept_before_it_is_answered() {
    var door = new Door(service);
    var answer =
        door.ask("POST /api/postings", posting("one-1", "awaiting_packaging", AT).encode());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(new JsonObject(answer.body()))
        .isEqualTo(
            new JsonObject()
                .put("outcome", "taken")
                .put("store", "2001")
                .put("posting", "one-1")
                .put("version", 1));
    assertThat(door.ask("GET /api/postings/2001/one-1", null).body())
        .contains("\"status\":\"awaiting_packaging\"")
        .doesNotContain("Canary");
  }

  @Test
  void changes_become_versions_and_their_history() {
    var said =
        Stream.of(
                posting("two-1", "awaiting_packaging", AT),
                posting("two-1", "delivering", AT.plusSeconds(60)),
                posting("two-1", "delivering", AT.plusSeconds(120)),
                posting("two-1", "awaiting_deliver", AT.plusSeconds(90)))
            .flatMap(line -> results(List.of(line)).stream())
            .map(ImportTest::said);
    assertThat(said).containsExactly("1 taken v1", "1 taken v2", "1 taken v2", "1 taken v2");
    var history = history("two-1");
    assertThat(history).hasSize(2);
    assertThat(history.getJsonObject(1).getJsonArray("changed").getJsonObject(0))
        .isEqualTo(
            new JsonObject()
                .put("field", "status")
                .put("before", "awaiting_packaging")
                .put("after", "delivering"));
  }

  @Test
  void a_list_comes_as_json_or_where_that_is_asked_for_as_a_table() {
    results(List.of(posting("table-1", "acceptance_in_progress", AT)));
    results(List.of(posting("table-2", "acceptance_in_progress", AT)));
    var door = new Door(service);
    var list = "GET /api/postings?store=2001&status=acceptance_in_progress&limit=1";
    for (var accept : List.of("*/*", "application/json")) {
      assertThat(new JsonObject(door.ask(list, null, "Accept", accept).body()).getString("cursor"))
          .isEqualTo("2001:table-1");
    }
    assertThat(new JsonObject(door.ask(list, null).body()).getJsonArray("postings")).hasSize(1);
    var table = door.ask(list, null, "Accept", "text/csv");
    assertThat(table.headers().firstValue("Next-Cursor")).hasValue("2001:table-1");
    assertThat(table.body().lines())
        .containsExactly(
            "store,posting,orderNumber,version,status,substatus,integration,shipmentDate,promised,changedAt",
            "2001,table-1,,1,acceptance_in_progress,,aggregator,,,2026-11-01T10:00:00Z");
    var rest = door.ask(list + "&cursor=2001:table-1", null, "Accept", "text/csv");
    assertThat(rest.body().lines().toList().getLast()).startsWith("2001,table-2,");
    assertThat(rest.headers().firstValue("Next-Cursor")).isEmpty();
  }

  /** Canaries in every place where a name is not known. */
  @Test
  void only_what_the_format_has_comes_out() {
    var random = new java.util.Random(5);
    var lines =
        IntStream.range(0, 200)
            .mapToObj(
                i ->
                    posting(
                            "list-" + i % 40,
                            i % 2 == 0 ? "delivering" : "delivered",
                            AT.plusSeconds(i))
                        .put("orderNumber", "o-" + i)
                        .put(
                            "items",
                            new JsonArray()
                                .add(
                                    new JsonObject()
                                        .put("sku", 7)
                                        .put("quantity", 1)
                                        .put(
                                            "price",
                                            new JsonObject()
                                                .put("amount", 1.5)
                                                .put("currency", "CNY"))))
                        .put("cancellation", new JsonObject().put("by", "ozon")))
            .toList();
    for (var line : lines) {
      var item = line.getJsonArray("items").getJsonObject(0);
      for (var place :
          List.of(line, item, item.getJsonObject("price"), line.getJsonObject("cancellation"))) {
        for (var name : List.of("name", "phone", "passport", "customer", "Status", "addressee")) {
          switch (random.nextInt(4)) {
            case 0 -> place.put(name, "canary 4509 123456");
            case 1 ->
                place.put(name, new JsonObject().put("canary", new JsonArray().add("canary")));
            case 2 ->
                place.put(name, new JsonArray().add(new JsonObject().put("canary", "canary")));
            default -> place.remove(name);
          }
        }
      }
    }
    assertThat(results(lines))
        .hasSize(200)
        .allSatisfy(result -> assertThat(result.getString("outcome")).isEqualTo("taken"));
    var door = new Door(service);
    var shown = new StringBuilder();
    for (var i = 0; i < 40; i++) {
      shown.append(door.ask("GET /api/postings/2001/list-" + i, null).body());
      shown.append(door.ask("GET /api/postings/2001/list-" + i + "/history", null).body());
    }
    for (var path :
        List.of("/api/postings?store=2001&limit=1000", "/api/drift", "/api/unreadable")) {
      shown.append(door.ask("GET " + path, null).body());
    }
    shown.append(new Door(management).ask("GET /q/metrics", null).body());
    assertThat(shown.toString())
        .contains("o-199", "\"endings\":[{", "ozon_changes_total{found=\"import\"")
        .doesNotContainIgnoringCase("canary");
  }

  @Test
  void a_bad_line_spoils_only_itself() {
    var good = posting("bad-1", "delivering", AT);
    var body =
        String.join(
            "\n",
            good.encode(),
            "nonsense",
            "",
            "[]",
            good.copy().put("status", "a\u0000b").encode(),
            good.encode().replace("delivering", "deli\0vering"),
            good.encode() + "}",
            good.encode().substring(0, 30),
            "x".repeat(10_000_000),
            good.copy().put("store", "1001").encode(),
            good.copy().put("store", "3001").encode(),
            good.copy().put("asOf", "2999-01-01T00:00:00Z").encode(),
            good.copy().put("asOf", Instant.now().plusSeconds(86_400).toString()).encode(),
            good.copy().put("zone", "Asia/Nowhere").encode(),
            good.copy()
                .put(
                    "items",
                    new JsonArray().add(new JsonObject().put("sku", "7").put("quantity", 1)))
                .encode(),
            good.copy().put("asOf", AT.plusSeconds(1).toString()).encode());
    assertThat(said(results(BodyPublishers.ofString(body))))
        .containsExactly(
            "1 taken v1",
            "2 400 body",
            "4 400 body",
            "5 400 status",
            "6 400 status",
            "7 400 body",
            "8 400 posting",
            "9 400 line",
            "10 409 store-is-polled",
            "11 409 store-is-not-imported",
            "12 400 asOf",
            "13 400 asOf",
            "14 400 zone",
            "15 400 items[0].sku",
            "16 taken v1");
  }

  @Test
  void a_body_without_a_line_is_refused() {
    for (var body : List.of(BodyPublishers.noBody(), BodyPublishers.ofString(""))) {
      var answer = send(body);
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body().toList().toString()).contains("\"field\":\"body\"");
    }
    assertThat(results(BodyPublishers.ofString("\n\n"))).isEmpty();
  }

  @Test
  void the_same_upload_repeats_nothing_with_a_key_or_without() {
    var lines =
        IntStream.range(0, 30)
            .mapToObj(
                i ->
                    posting(
                        "same-" + i % 3,
                        i % 2 == 0 ? "delivering" : "driver_pickup",
                        AT.plusSeconds(i)))
            .toList();
    results(lines, "Idempotency-Key", "monday");
    var once = List.of(version("same-0"), version("same-1"), version("same-2"));
    assertThat(once).containsExactly(10, 10, 10);
    assertThat(results(lines, "Idempotency-Key", "monday"))
        .allSatisfy(result -> assertThat(result.getString("outcome")).isEqualTo("repeated"));
    assertThat(results(lines))
        .allSatisfy(result -> assertThat(result.getString("outcome")).isEqualTo("taken"));
    assertThat(results(lines.reversed())).hasSize(30);
    assertThat(List.of(version("same-0"), version("same-1"), version("same-2"))).isEqualTo(once);
  }

  private int version(String number) {
    return new JsonObject(new Door(service).ask("GET /api/postings/2001/" + number, null).body())
        .getJsonObject("posting")
        .getInteger("version");
  }

  @Test
  void another_body_under_a_used_key_is_noticed() {
    var lines = List.of(posting("key-1", "delivering", AT), posting("key-2", "delivering", AT));
    results(lines, "Idempotency-Key", "used");
    var other =
        List.of(
            posting("key-3", "delivering", AT),
            posting("key-4", "delivering", AT),
            posting("key-5", "delivering", AT));
    assertThat(said(results(other, "Idempotency-Key", "used")))
        .containsExactly("1 repeated", "2 409 idempotency-key-reused");
    assertThat(said(results(other.subList(0, 1), "Idempotency-Key", "used")))
        .containsExactly("1 repeated", "1 409 idempotency-key-reused");
    assertThat(new Door(service).ask("GET /api/postings/2001/key-3", null).statusCode())
        .isEqualTo(404);
    var longer = Stream.concat(lines.stream(), Stream.of(posting("key-6", "delivering", AT)));
    assertThat(said(results(longer.toList(), "Idempotency-Key", "used")))
        .containsExactly("1 repeated", "2 repeated", "3 taken v1");
    assertThat(
            new JsonObject(new Door(service).ask("GET /api/postings/import/used", null).body())
                .getInteger("lines"))
        .isEqualTo(3);
  }

  @Test
  void an_upload_that_breaks_off_goes_on_where_it_was() throws IOException {
    var lines =
        IntStream.range(0, 40).mapToObj(i -> posting("off-" + i, "delivering", AT)).toList();
    try (var socket = new Socket(service.getHost(), service.getPort())) {
      socket.setSoTimeout(20_000);
      var out = socket.getOutputStream();
      out.write(
          """
          POST /api/postings/import HTTP/1.1
          Host: x
          Content-Type: application/x-ndjson
          Idempotency-Key: broken-off
          Transfer-Encoding: chunked

          """
              .replace("\n", "\r\n")
              .getBytes(UTF_8));
      var answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
      for (var number = 1; number <= 15; number++) {
        var line = lines.get(number - 1).encode() + "\n";
        out.write((Integer.toHexString(line.length()) + "\r\n" + line + "\r\n").getBytes(UTF_8));
        out.flush();
        var answer = requireNonNull(answers.readLine());
        while (!answer.startsWith("{")) {
          answer = requireNonNull(answers.readLine());
        }
        assertThat(said(new JsonObject(answer))).isEqualTo(number + " taken v1");
      }
    }
    await()
        .untilAsserted(
            () ->
                assertThat(
                        new Door(service).ask("GET /api/postings/import/broken-off", null).body())
                    .contains("\"lines\":15"));
    var results = results(lines, "Idempotency-Key", "broken-off");
    assertThat(said(results).subList(0, 15)).allMatch(each -> each.endsWith(" repeated"));
    assertThat(said(results).subList(15, 40)).allMatch(each -> each.endsWith(" taken v1"));
  }

  @Test
  void two_hundred_megabytes_pass_in_memory_that_does_not_grow_with_them() {
    var body = new Megabytes(200);
    var answer = send(BodyPublishers.ofInputStream(() -> body));
    try (var results = answer.body()) {
      var lines = results.mapToInt(result -> new JsonObject(result).getInteger("line")).max();
      assertThat(lines).hasValue(body.lines);
    }
    assertThat(body.grewBy).as("bytes of heap after collection").isLessThan(48L << 20);
    assertThat(version("big-1")).isEqualTo(1);
  }

  /** One posting again and again, in lines of 50 KB most of which is not kept. */
  private static final class Megabytes extends InputStream {

    private final byte[] line;
    private final int times;
    private int lines;
    private int at;
    private long least = Long.MAX_VALUE;
    private long grewBy;

    Megabytes(int many) {
      line =
          (posting("big-1", "delivering", AT).put("padding", "x".repeat(50_000)).encode() + "\n")
              .getBytes(UTF_8);
      times = (many << 20) / line.length;
    }

    @Override
    public int read() {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(byte[] into, int from, int length) {
      if (lines == times) {
        return -1;
      }
      var some = Math.min(length, line.length - at);
      System.arraycopy(line, at, into, from, some);
      at += some;
      if (at == line.length) {
        at = 0;
        lines++;
        if (lines % (times / 10) == 0) {
          look();
        }
      }
      return some;
    }

    /** What is reachable, while the upload goes on. */
    private void look() {
      System.gc();
      var used = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
      least = Math.min(least, used);
      grewBy = Math.max(grewBy, used - least);
    }
  }
}
