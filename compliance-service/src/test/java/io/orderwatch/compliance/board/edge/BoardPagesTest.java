package io.orderwatch.compliance.board.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.compliance.edge.Backing;
import io.orderwatch.compliance.edge.Service;
import io.orderwatch.contracts.Money;
import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.PostingEvent;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.StoreEntitlement;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The page as a browser gets it, with a real Kafka and a real PostgreSQL behind it. */
@QuarkusTest
@QuarkusTestResource(Backing.class)
class BoardPagesTest {

  private static final String HOSTILE = "<script>alert('1')</script>\"&";
  private static final Set<String> VOID = Set.of("meta", "link", "input");
  private static final Pattern TAG = Pattern.compile("<(/?)([a-z0-9]+)((?:\"[^\"]*\"|[^\">])*)>");
  private static final Pattern NEXT = Pattern.compile("rel=\"next\" href=\"([^\"]+)\"");
  private static final Pattern KEY = Pattern.compile("data-key=\"([^\"]+)\"");

  private final Service service = new Service();

  @SuppressWarnings("NullAway.Init") // set by the framework
  @TestHTTPResource("/")
  URI address;

  @AfterEach
  void close() {
    service.close();
  }

  private static Posting posting(String store, String number, long version, String substatus) {
    return new Posting(
        PostingRef.of(store, number),
        "order-" + number,
        version,
        "awaiting_packaging",
        substatus,
        "aggregator",
        List.of("cancel"),
        "",
        Service.NOON,
        null,
        null,
        List.of(new Posting.Item(1, "a", 2, new Money(new BigDecimal("100.25"), "CNY"))),
        null);
  }

  private void waits(String store, String number) {
    service.tell(
        new PostingEvent.Received(posting(store, number, 1, Posting.AWAITING_PASSPORT)),
        Service.NOON);
  }

  private HttpResponse<String> page(String path) {
    var answer = service.get(path);
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    return answer;
  }

  @Test
  void the_strip_says_what_a_stores_key_still_opens() {
    waits("70071", "key-1");
    Awaitility.await()
        .untilAsserted(() -> assertThat(page("/?lang=en").body()).contains("not told yet"));
    var soon = Service.NOON.plus(Duration.ofDays(6));
    service.tell(
        new StoreEntitlement("70071", 1, true, soon, List.of("/v1/chat/start"), "PREMIUM", false),
        Service.NOON);
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(page("/?lang=en").body())
                    .contains("key ends within a week")
                    .contains("may not write to buyers: by hand")
                    .contains("1 method closed"));
    assertThat(page("/?lang=zh").body()).contains("一周内到期");
    assertThat(page("/?lang=ru").body()).contains("закрыт 1 метод");
  }

  private static List<String> all(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(found -> found.group(1)).toList();
  }

  private void await(String query, int rows) {
    Awaitility.await()
        .untilAsserted(() -> assertThat(all(KEY, page("/?" + query).body())).hasSize(rows));
  }

  /** Every element that is opened is closed, in order. */
  static void wellFormed(String html) {
    var open = new ArrayDeque<String>();
    var tags = TAG.matcher(html.substring(html.indexOf("<html")));
    while (tags.find()) {
      var name = tags.group(2);
      if (VOID.contains(name)) {
        assertThat(tags.group(1)).isEmpty();
      } else if (tags.group(1).isEmpty()) {
        open.push(name);
      } else {
        assertThat(open.poll())
            .as("closed before %s", html.substring(tags.start()))
            .isEqualTo(name);
      }
    }
    assertThat(open).isEmpty();
  }

  @Test
  void an_order_number_is_text_and_never_part_of_the_page() {
    var number = "h-1"; // a number with anything else in it is no posting's
    service.tell(
        new PostingEvent.Received(
            new Posting(
                PostingRef.of("5001", number),
                HOSTILE,
                1,
                "awaiting_packaging",
                Posting.AWAITING_PASSPORT,
                "aggregator",
                List.of("cancel"),
                "",
                Service.NOON,
                null,
                null,
                List.of(),
                null)),
        Service.NOON);
    await("store=5001", 1);
    for (var lang : List.of("zh", "en", "ru")) {
      var board = page("/?store=5001&lang=" + lang).body();
      var path = all(Pattern.compile("class=\"open\" href=\"([^\"]+)\""), board).getFirst();
      var drawer = page(path.replace("&amp;", "&")).body();
      for (var html : List.of(board, drawer)) {
        wellFormed(html);
        assertThat(html)
            .contains("<html lang=\"" + lang + "\">")
            .contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&quot;&amp;")
            .doesNotContain("<script>alert")
            .doesNotContain("<i>")
            .doesNotContain("style=")
            .doesNotContain("onclick")
            .doesNotContainPattern("(src|href)=\"(https?:)?//");
      }
    }
  }

  @Test
  void the_page_runs_nothing_and_takes_nothing_from_elsewhere() {
    for (var path : List.of("/", "/board/board.js", "/webjars/htmx.org/dist/htmx.min.js")) {
      var policy = page(path).headers().firstValue("Content-Security-Policy");
      assertThat(policy.orElse("")).contains("default-src 'none'").doesNotContain("unsafe");
    }
  }

  @Test
  void a_filter_stands_in_the_address_and_a_page_goes_on_where_the_one_before_ended() {
    for (var n = 0; n < 55; n++) {
      waits("5002", "p-%03d".formatted(n));
    }
    Awaitility.await()
        .untilAsserted(
            () -> assertThat(service.get("/board.csv?store=5002").body().lines()).hasSize(56));
    var first = page("/?store=5002&lang=en").body();
    var second = page(all(NEXT, first).getFirst().replace("&amp;", "&")).body();
    var keys = new ArrayList<>(all(KEY, first));
    keys.addAll(all(KEY, second));
    assertThat(all(KEY, first)).hasSize(50);
    assertThat(all(NEXT, second)).isEmpty();
    assertThat(keys).hasSize(55).doesNotHaveDuplicates().isSorted();
    assertThat(first)
        .contains("200.50 CNY")
        .containsPattern("[01] / 3"); // the first step may be told by now
    assertThat(all(KEY, page("/?store=5002&q=p-05").body())).hasSize(5);
    assertThat(all(KEY, page("/?store=5002&q=order-p-054").body())).containsExactly("5002:p-054");
    assertThat(all(KEY, page("/?store=5002&hours=24").body())).hasSize(50);
    assertThat(all(KEY, page("/?store=5002&hours=12").body())).isEmpty();
    assertThat(all(KEY, page("/?store=5002&state=lost").body())).isEmpty();
    assertThat(page("/?store=5002&q=%27+or+1%3D1&hours=x&after=x").body())
        .as("what cannot be understood asks for nothing")
        .contains("5002:p-000");
    service.tell(
        new PostingEvent.Changed(
            posting("5002", "p-000", 2, "posting_created"),
            "awaiting_packaging",
            Posting.AWAITING_PASSPORT),
        Service.NOON.plusSeconds(60));
    await("store=5002&state=supplied", 1);
  }

  @Test
  void a_posting_that_was_never_heard_of_has_no_page() {
    assertThat(service.get("/postings/5003/none").statusCode()).isEqualTo(404);
  }

  @Test
  void the_strip_shows_what_waits_what_is_worth_and_the_budget() {
    waits("5004", "s-1");
    waits("5004", "s-2");
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(page("/?lang=en").body())
                    .containsPattern(
                        "data-store=\"5004\">(?s).*?data-figure=\"waiting\">2<.*?"
                            + "data-figure=\"atRisk\">0<"));
    assertThat(page("/?lang=en").body())
        .contains("green zone")
        .contains("? not known", "order-ingest is not connected to this page");
  }

  @Test
  void what_changes_is_told_and_who_was_cut_off_is_told_what_was_missed() throws Exception {
    waits("5005", "e-1");
    await("store=5005", 1);
    try (var http = HttpClient.newHttpClient()) {
      var id = new String[] {""};
      listen(
          http,
          "",
          told -> {
            if (told.startsWith("id:")) {
              id[0] = told.substring(3).strip();
            }
            if (told.startsWith("data:") && !told.contains("5005:e-2")) {
              waits("5005", "e-2");
            }
            return told.startsWith("data:") && told.contains("5005:e-2");
          });
      waits("5005", "e-3");
      await("store=5005", 3);
      listen(http, "1-1", told -> told.startsWith("data:") && told.contains("\"missed\":true"));
      assertThat(id[0]).contains("-");
      listen(http, id[0], told -> told.startsWith("data:") && told.contains("5005:e-3"));
    }
  }

  @Test
  void others_are_told_that_somebody_has_taken_a_case() throws Exception {
    waits("5006", "t-1");
    await("store=5006", 1);
    var taken = new boolean[1];
    try (var http = HttpClient.newHttpClient()) {
      listen(
          http,
          "",
          told -> {
            var data = told.startsWith("data:");
            if (data && !taken[0] && !told.contains("5006:t-1")) {
              taken[0] = true;
              service.json(service.post("/api/cases/5006/t-1/take", "{\"requestedBy\":\"Li Na\"}"));
            }
            return data && taken[0] && told.contains("5006:t-1");
          });
    }
    assertThat(page("/?lang=en&store=5006&with=Li+Na").body())
        .contains("<td class=\"holder\">Li Na</td>")
        .contains("<option value=\"Li Na\" selected>")
        .doesNotContain("Mine</a>");
    assertThat(all(KEY, page("/?store=5006&with=nobody").body())).isEmpty();
    assertThat(all(KEY, page("/?store=5006&with=me").body())).as("who is he?").isEmpty();
  }

  private interface Heard {
    boolean enough(String line);
  }

  private void listen(HttpClient http, String last, Heard heard)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(address.resolve("/board/events"));
    if (!last.isEmpty()) {
      request.header("Last-Event-ID", last);
    }
    var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    try (var lines =
        new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
      var line = lines.readLine();
      while (line != null && !heard.enough(line)) {
        line = lines.readLine();
      }
      assertThat(line).as("the stream ended before").isNotNull();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
