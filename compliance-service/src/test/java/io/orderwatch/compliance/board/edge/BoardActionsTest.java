package io.orderwatch.compliance.board.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderwatch.compliance.edge.Backing;
import io.orderwatch.compliance.edge.Service;
import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.PostingEvent;
import io.orderwatch.contracts.PostingRef;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What people may do and do from the page, as their proxy names them; without a script. */
@QuarkusTest
@TestProfile(BoardActionsTest.Grouped.class)
@QuarkusTestResource(value = Backing.class, restrictToAnnotatedClass = true)
class BoardActionsTest {

  /** A proxy says who asks and to which groups he belongs. */
  public static final class Grouped implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "orderwatch.requester.headers", "X-User",
          "orderwatch.roles.header", "X-Groups",
          "orderwatch.roles.groups", "look=viewer;act=operator;act-6001=operator@6001;own=admin",
          "orderwatch.board.logistics-url", "http://127.0.0.1:1");
    }
  }

  private static final Pattern TOKEN = Pattern.compile("name=\"form\" value=\"([^\"]+)\"");
  private static final Pattern ID = Pattern.compile("name=\"id\" value=\"([^\"]+)\"");

  private final Service service = new Service();

  @SuppressWarnings("NullAway.Init") // set by the framework
  @TestHTTPResource("/")
  URI address;

  @AfterEach
  void close() {
    service.close();
  }

  private Browser browser(String name, String groups) {
    return new Browser(address, name, groups);
  }

  private static String found(Pattern pattern, String html) {
    var found = pattern.matcher(html);
    assertThat(found.find()).as("%s in %s", pattern, html).isTrue();
    return found.group(1);
  }

  private void waits(String store, String number) {
    service.owes(store, number);
    try (var anyone = browser("somebody", "look")) {
      await()
          .until(
              () ->
                  anyone
                      .get("/?store=" + store)
                      .body()
                      .contains("data-key=\"" + store + ":" + number));
    }
  }

  @Test
  void an_operator_stops_and_resumes_from_list_and_drawer_and_it_is_kept_who_did() {
    waits("6001", "a-1");
    waits("6001", "a-2");
    try (var anna = browser("anna", "act")) {
      var list = anna.get("/?lang=en&store=6001").body();
      var token = found(TOKEN, list);
      var stopped =
          anna.post(
              "/board/actions",
              "form",
              token,
              "id",
              found(ID, list),
              "lang",
              "en",
              "act",
              "stop",
              "why",
              "he called",
              "key",
              "6001:a-1",
              "key",
              "6001:a-2");
      assertThat(stopped.statusCode()).as(stopped.body()).isEqualTo(200);
      assertThat(stopped.body()).contains("a-1: Stop reminders, done", "a-2: Stop reminders, done");
      assertThat(anna.get("/?lang=en&store=6001").body())
          .contains("value=\"resume 6001:a-1\"", "stopped by a person")
          .doesNotContain("value=\"send-now 6001:a-1\"");
      var drawer = anna.get("/postings/6001/a-1?lang=en").body();
      var form =
          new String[] {
            "form",
            token,
            "id",
            found(ID, drawer),
            "lang",
            "en",
            "act",
            "resume",
            "requestedBy",
            "somebody else"
          };
      for (var twice = 0; twice < 2; twice++) {
        assertThat(anna.post("/postings/6001/a-1/actions", form).body())
            .contains("a-1: Resume reminders, done");
      }
      var orders = service.tree(anna.get("/api/cases/6001/a-1?store=6001")).get("orders");
      assertThat(orders.findValuesAsText("what")).containsExactly("STOP", "RESUME");
      assertThat(orders.findValuesAsText("givenBy")).containsOnly("anna");
      assertThat(anna.get("/postings/6001/a-1?lang=en").body())
          .containsPattern("<td>anna</td><td>6001:a-1</td><td>Stop reminders</td><td>done</td>");
      assertThat(anna.get("/board/trail").statusCode()).isEqualTo(403);
    }
    try (var owner = browser("olga", "own")) {
      assertThat(owner.get("/board/trail?lang=en").body()).contains("anna", "he called");
    }
  }

  @Test
  void cases_are_handed_over_by_the_dozen_and_one_by_one_and_it_is_kept_who_did() {
    for (var n = 1; n <= 3; n++) {
      waits("6006", "h-" + n);
    }
    try (var anna = browser("anna", "act");
        var wei = browser("wei", "look");
        var olga = browser("olga", "own")) {
      var list = anna.get("/?lang=en&store=6006").body();
      assertThat(list).contains(">Mine</a>", "with=me", "Nobody&#39;s</a>");
      var over =
          new String[] {
            "act",
            "hand-over",
            "to",
            " 李 <b> ",
            "why",
            "night",
            "store",
            "6006",
            "with",
            "me",
            "key",
            "6006:h-1",
            "key",
            "6006:h-2"
          };
      assertThat(anna.post("/board/actions", anna.form(over)).body())
          .contains("h-1: Hand over, done", "h-2: Hand over, done", "with=me");
      assertThat(keys(wei, "with=%E6%9D%8E+%3Cb%3E")).containsExactly("6006:h-1", "6006:h-2");
      assertThat(keys(wei, "with=nobody")).containsExactly("6006:h-3");
      var shown = wei.get("/?lang=en&store=6006").body();
      BoardPagesTest.wellFormed(shown);
      assertThat(shown).contains("<td class=\"holder\">李 &lt;b&gt;</td>").doesNotContain("<b>李");
      assertThat(wei.get("/board.csv?store=6006&with=nobody").body().lines().skip(1))
          .hasSize(1)
          .allMatch(line -> line.startsWith("6006,h-3"))
          .allMatch(line -> line.split(",", -1)[11].isEmpty(), "nobody in the column holder");
      assertThat(wei.get("/board.csv?store=6006").body()).contains(",李 <b>,");

      var path = "/postings/6006/h-1";
      assertThat(anna.post(path + "/actions", anna.form("act", "take")).body())
          .contains("h-1: Take it myself, done");
      assertThat(keys(anna, "with=me")).containsExactly("6006:h-1");
      assertThat(anna.get("/board.csv?store=6006&with=me").body().lines()).hasSize(2);
      assertThat(keys(wei, "with=me")).isEmpty();
      var drawer = anna.get(path + "?lang=en").body();
      BoardPagesTest.wellFormed(drawer);
      assertThat(drawer)
          .contains("<dd class=\"holder\">anna</dd>", "value=\"let-go\"")
          .containsPattern("<td>anna</td><td>6006:h-1</td><td>Hand over → 李 &lt;b&gt;</td><td>done")
          .containsPattern("<td>Take it myself → anna</td><td>done");
      assertThat(anna.post(path + "/actions", anna.form("act", "let-go", "x", "")).body())
          .contains("h-1: Let it go, done");
      assertThat(keys(anna, "with=nobody")).containsExactly("6006:h-1", "6006:h-3");
      assertThat(olga.get("/board/trail?lang=en").body())
          .contains("Hand over → 李 &lt;b&gt;", "Let it go");
      assertThat(wei.get(path).body()).doesNotContain("value=\"take\"");
      wei.get("/");
      assertThat(wei.post(path + "/actions", wei.form("act", "take")).statusCode()).isEqualTo(403);
      assertThat(json(wei, "/api/cases/6006/h-1/take")).isEqualTo(403);
    }
  }

  private static List<String> keys(Browser browser, String query) {
    return Pattern.compile("data-key=\"([^\"]+)\"")
        .matcher(browser.get("/?lang=en&store=6006&" + query).body())
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  @Test
  void what_is_no_name_hands_nothing_over_of_all_that_was_chosen() {
    waits("6007", "n-1");
    waits("6007", "n-2");
    try (var anna = browser("anna", "act");
        var scoped = browser("petr", "act-6001")) {
      anna.get("/");
      for (var name : List.of("li\0", "li\u202E", "x".repeat(81), "me", "nobody")) {
        var refused =
            anna.post(
                "/board/actions",
                anna.form("act", "hand-over", "to", name, "key", "6007:n-1", "key", "6007:n-2"));
        assertThat(refused.statusCode()).as(name).isEqualTo(400);
        BoardPagesTest.wellFormed(refused.body());
        assertThat(refused.body()).contains("Give the name of a colleague").doesNotContain("n-1");
      }
      assertThat(
              anna.post(
                      "/board/actions", anna.form("act", "hand-over", "to", " ", "key", "6007:n-1"))
                  .body())
          .contains("n-1: Hand over, refused", "name-missing");
      scoped.get("/");
      assertThat(
              scoped.post("/board/actions", scoped.form("act", "take", "key", "6007:n-1")).body())
          .contains("n-1: Take it myself, not allowed for you");
      assertThat(service.tree(anna.get("/api/cases/6007/n-1")).get("orders")).isEmpty();
      assertThat(service.tree(anna.get("/api/cases/6007/n-1")).get("holder").isNull()).isTrue();
    }
  }

  @Test
  void a_case_that_ends_keeps_its_hand_in_the_trail_alone() {
    waits("6008", "z-1");
    try (var anna = browser("anna", "act")) {
      anna.get("/");
      anna.post("/postings/6008/z-1/actions", anna.form("act", "take"));
      service.tell(
          new PostingEvent.Changed(
              new Posting(
                  PostingRef.of("6008", "z-1"),
                  "order-z-1",
                  2,
                  "awaiting_packaging",
                  "posting_created",
                  "aggregator",
                  List.of("cancel"),
                  "",
                  Service.NOON,
                  null,
                  null,
                  List.of(),
                  null),
              "awaiting_packaging",
              Posting.AWAITING_PASSPORT),
          Service.NOON.plusSeconds(60));
      await()
          .until(
              () -> anna.get("/board.csv?store=6008&state=supplied").body().lines().count() == 2);
      assertThat(anna.get("/board.csv?store=6008&state=supplied").body()).doesNotContain("anna");
      assertThat(anna.get("/postings/6008/z-1?lang=en").body())
          .contains("Take it myself → anna")
          .doesNotContain("class=\"holder\"", "value=\"take\"");
      assertThat(anna.post("/postings/6008/z-1/actions", anna.form("act", "take", "x", "")).body())
          .contains("refused", "case-is-over");
    }
  }

  @Test
  void what_cannot_be_done_says_why_and_is_kept_too() {
    waits("6002", "b-1");
    try (var anna = browser("anna", "act")) {
      var drawer = anna.get("/postings/6002/b-1?lang=en").body();
      var token = found(TOKEN, drawer);
      assertThat(
              anna.post(
                      "/postings/6002/b-1/actions",
                      "form",
                      token,
                      "id",
                      "b-stop",
                      "lang",
                      "en",
                      "act",
                      "stop")
                  .body())
          .contains("Stop reminders, refused", "reason-missing");
      assertThat(
              anna.post(
                      "/postings/6002/b-1/actions",
                      "form",
                      token,
                      "id",
                      "b-snooze",
                      "lang",
                      "en",
                      "act",
                      "snooze",
                      "hours",
                      "99")
                  .body())
          .contains("Snooze, refused", "past-the-deadline");
      assertThat(
              anna.post(
                      "/postings/6002/b-9/actions",
                      "form",
                      token,
                      "id",
                      "b-none",
                      "lang",
                      "en",
                      "act",
                      "send-now")
                  .body())
          .contains("Send now, refused");
      assertThat(
              anna.post(
                      "/postings/6002/b-1/actions",
                      "form",
                      token,
                      "id",
                      "b-cancel",
                      "lang",
                      "en",
                      "act",
                      "cancel",
                      "reasonId",
                      "402",
                      "why",
                      "asked",
                      "sure",
                      "yes")
                  .body())
          .as("logistics-service is away")
          .contains("Cancel the posting, no answer");
      assertThat(anna.get("/postings/6002/b-1?lang=en").body())
          .contains("refused: Say why it is to be done. <small>reason-missing")
          .containsPattern("refused: The time must [^<]+ <small>past-the-deadline")
          .containsPattern("it is done once: No answer [^<]+ <small>no-answer");
    }
  }

  @Test
  void a_form_that_is_not_of_this_page_does_nothing() {
    waits("6003", "c-1");
    try (var anna = browser("anna", "act");
        var other = browser("mallory", "look")) {
      var token = found(TOKEN, anna.get("/postings/6003/c-1").body());
      var form = List.of("id", "c-1", "act", "stop", "why", "x", "key", "6003:c-1");
      var without = form.toArray(String[]::new);
      assertThat(anna.post("/board/actions", without).statusCode()).isEqualTo(403);
      var old = anna.post("/board/actions", "form", "0".repeat(32), "lang", "ru", "store", "6003");
      assertThat(old.statusCode()).isEqualTo(403);
      assertThat(old.body())
          .contains("<html lang=\"ru\">", "Форма устарела", "store=6003")
          .doesNotContain("this form is not of this page");
      BoardPagesTest.wellFormed(old.body());
      assertThat(anna.post("/board/login", "name", "x", "lang", "en").body())
          .contains("This form is too old", "/board/login?lang=en");
      var wrong = Stream.concat(Stream.of("form", "0".repeat(32)), form.stream());
      assertThat(anna.post("/board/actions", wrong.toArray(String[]::new)).statusCode())
          .isEqualTo(403);
      var right = Stream.concat(Stream.of("form", token), form.stream()).toArray(String[]::new);
      assertThat(other.post("/board/actions", right).statusCode())
          .as("the token of another's browser")
          .isEqualTo(403);
      var elsewhere =
          anna.request("/board/actions")
              .header("Sec-Fetch-Site", "cross-site")
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(
                  HttpRequest.BodyPublishers.ofString(
                      "form=" + token + "&id=c-1&act=stop&why=x&key=6003:c-1"));
      assertThat(anna.send(elsewhere).statusCode()).isEqualTo(403);
      assertThat(service.tree(anna.get("/api/cases/6003/c-1")).get("orders")).isEmpty();
      assertThat(anna.post("/board/actions", right).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void a_form_that_cannot_be_used_says_why_on_a_page_in_the_persons_language() {
    waits("6009", "w-1");
    try (var anna = browser("anna", "act")) {
      anna.get("/");
      var told = Map.of("zh", "没有选择任何案件", "en", "Nothing was chosen", "ru", "Ничего не выбрано");
      told.forEach(
          (lang, text) -> {
            var refused =
                anna.post(
                    "/board/actions",
                    "form",
                    anna.token(),
                    "id",
                    "w",
                    "lang",
                    lang,
                    "act",
                    "stop",
                    "why",
                    "x",
                    "store",
                    "6009");
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.headers().firstValue("Content-Type").orElse(""))
                .startsWith("text/html");
            assertThat(refused.body())
                .contains("<html lang=\"" + lang + "\">", text, "store=6009")
                .doesNotContain("violations");
            BoardPagesTest.wellFormed(refused.body());
          });
      var path = "/postings/6009/w-1/actions";
      var me = anna.post(path, anna.form("act", "hand-over", "to", "me"));
      assertThat(me.statusCode()).isEqualTo(400);
      assertThat(me.body())
          .contains("“me” and “nobody” are not names", "/postings/6009/w-1?lang=en");
      assertThat(anna.post(path, anna.form("act", "dance")).body())
          .contains("Choose what is to be done");
      for (var lang : List.of("zh", "ru")) {
        var window = anna.form("act", "delivery-window", "from", "");
        window[5] = lang;
        assertThat(anna.post(path, window).body())
            .as("the code stands behind the words")
            .contains(lang.equals("zh") ? "请填写送达起始日期和时间" : "Укажите дату и время начала")
            .contains("<small>bad-input from</small>");
      }
      assertThat(service.tree(anna.get("/api/cases/6009/w-1")).get("orders")).isEmpty();
    }
  }

  @Test
  void who_may_not_sees_no_button_and_is_refused() {
    waits("6001", "d-1");
    waits("6004", "d-1");
    try (var viewer = browser("wei", "look");
        var scoped = browser("petr", "act-6001");
        var stranger = browser("nobody", "others")) {
      assertThat(viewer.get("/?store=6004").body())
          .contains("6004:d-1")
          .doesNotContain("<button type=\"submit\" form=\"acts\"", "id=\"acts\"", "/board/trail");
      assertThat(viewer.get("/postings/6004/d-1").body()).doesNotContain("method=\"post\"");
      var refused =
          viewer.post(
              "/board/actions",
              "form",
              viewer.token(),
              "id",
              "d",
              "act",
              "stop",
              "why",
              "x",
              "key",
              "6004:d-1");
      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(refused.body()).contains("takes the role operator");
      assertThat(json(viewer, "/api/cases/6004/d-1/stop")).isEqualTo(403);

      awaitChart(scoped, "6001");
      assertThat(scoped.get("/").body()).contains("6001:d-1").doesNotContain("6004:", ">6004<");
      assertThat(scoped.get("/board.csv").body()).contains("6001,").doesNotContain("6004,");
      assertThat(scoped.get("/board/charts").body()).contains(">6001<").doesNotContain(">6004<");
      assertThat(scoped.get("/postings/6004/d-1").statusCode()).isEqualTo(403);
      assertThat(scoped.get("/api/cases/6004/d-1").statusCode()).isEqualTo(403);
      assertThat(scoped.get("/api/cases").statusCode()).isEqualTo(403);
      assertThat(scoped.get("/api/cases?store=6001").statusCode()).isEqualTo(200);
      var own = found(TOKEN, scoped.get("/").body());
      assertThat(
              scoped
                  .post(
                      "/board/actions",
                      "form",
                      own,
                      "id",
                      "d-2",
                      "lang",
                      "en",
                      "act",
                      "stop",
                      "why",
                      "x",
                      "key",
                      "6004:d-1",
                      "key",
                      "6001:d-1")
                  .body())
          .contains("not allowed for you", "d-1: Stop reminders, done");
      assertThat(service.tree(viewer.get("/api/cases/6004/d-1")).get("orders")).isEmpty();

      for (var path : List.of("/", "/board.csv", "/board/charts", "/api/cases", "/board/trail")) {
        assertThat(stranger.get(path).statusCode()).as(path).isEqualTo(403);
      }
    }
  }

  @Test
  void dead_letters_are_for_admins() {
    try (var anna = browser("anna", "act");
        var olga = browser("olga", "own")) {
      var path = "/api/dead-letters/none/redrive";
      assertThat(json(anna, path)).isEqualTo(403);
      assertThat(json(olga, path)).isNotEqualTo(403);
      assertThat(anna.get("/api/dead-letters").statusCode()).isEqualTo(200);
    }
  }

  /** Which stores there are is counted anew only after four times as long as counting took. */
  private static void awaitChart(Browser browser, String store) {
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> browser.get("/board/charts").body().contains(">" + store + "<"));
  }

  private static int json(Browser browser, String path) {
    return browser
        .send(
            browser
                .request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"reason\":\"x\"}")))
        .statusCode();
  }

  @Test
  void the_charts_show_each_store_with_a_table_behind_each_picture() {
    waits("6005", "e-1");
    try (var viewer = browser("wei", "look")) {
      awaitChart(viewer, "6005");
      for (var lang : List.of("zh", "en", "ru")) {
        var page = viewer.get("/board/charts?lang=" + lang + "&store=6005");
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        var html = page.body();
        assertThat(html).contains("<html lang=\"" + lang + "\">").doesNotContain("style=");
        assertThat(html.split("<figcaption>", -1)).hasSameSizeAs(html.split("<table>", -1));
        BoardPagesTest.wellFormed(html);
      }
      assertThat(viewer.get("/board/charts?lang=en&store=6005").body())
          .contains("Error index of store 6005", "green zone")
          .doesNotContain("Error index of store 6001");
    }
  }
}
