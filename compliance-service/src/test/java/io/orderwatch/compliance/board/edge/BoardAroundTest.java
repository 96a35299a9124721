package io.orderwatch.compliance.board.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderwatch.compliance.edge.Backing;
import io.orderwatch.compliance.edge.Service;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What other services know of a posting, as its page shows it; none of them is ours here. */
@QuarkusTest
@TestProfile(BoardAroundTest.Grouped.class)
@QuarkusTestResource(value = Backing.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = Neighbours.class, restrictToAnnotatedClass = true)
class BoardAroundTest {

  /** A proxy says who asks and to which groups he belongs. */
  public static final class Grouped implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "orderwatch.requester.headers", "X-User",
          "orderwatch.roles.header", "X-Groups",
          "orderwatch.roles.groups",
              "look=viewer;act=operator;odd=viewer;act-7002=operator@7002;act-7003=operator@7003");
    }
  }

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

  private String around(String posting, String lang) {
    try (var viewer = browser("wei", "look")) {
      var page = viewer.get("/postings/7001/" + posting + "/around?lang=" + lang);
      assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
      assertThat(page.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
      assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
          .contains("default-src 'none'");
      BoardPagesTest.wellFormed(page.body());
      return page.body();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"zh", "en", "ru"})
  void what_each_service_knows_is_shown_and_what_strangers_wrote_is_text(String lang) {
    assertThat(around("a-1", lang))
        .contains("<html lang=\"" + lang + "\">")
        .contains("Нужны паспортные данные", "Текст 1 a-1", "tracking-is-ozons", "Прошу сменить")
        .contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&quot;&amp;")
        .doesNotContain("<script>alert", "\0", "\u202E", "style=", "onclick")
        .doesNotContain("class=\"missing\"")
        .doesNotContain("Текст 1 another");
  }

  @Test
  void a_reader_sees_who_wrote_what_is_due_and_where_it_goes() {
    assertThat(around("a-2", "en"))
        .containsPattern("Seller, <time[^>]*>2026-11-01 10:00 UTC</time>, read<")
        .containsPattern(
            "Buyer, <time[^>]*>2026-11-01 10:00 UTC</time>, not read, personal data hidden<")
        .contains("Older messages are in Ozon", "robot, <time")
        .contains("Reminder: to be sent", "Where: Chats, then the order", "In English")
        .contains("Give a tracking number: refused", "boris", "Ask support.")
        .contains("Another tracking number: to be filed", "Where: Path", "Please change")
        .as("who only looks does nothing")
        .doesNotContain("method=\"post\"");
    assertThat(around("a-2", "zh"))
        .as("what logistics-service explains is asked for in the reader's language")
        .contains("请联系客服。", "Ozon 未对此货件提供聊天")
        .doesNotContain("Ask support.", "CHAT_NOT_OFFERED");
  }

  @ParameterizedTest
  @CsvSource({
    "n-500-1,notification-service did not answer",
    "n-500-1,logistics-service did not answer",
    "n-half-1,notification-service did not answer",
    "n-half-1,logistics-service did not answer",
    "n-silent-1,notification-service did not answer",
    "n-silent-1,logistics-service did not answer",
    "n-empty-1,notification-service did not answer",
    "n-empty-1,logistics-service did not answer",
    "n-nochat-1,This order has no chat.",
    "n-ozon-1,Ozon did not answer notification-service"
  })
  void what_does_not_come_is_said_and_waited_for_once(String posting, String said) {
    var began = System.nanoTime();
    assertThat(around(posting, "en")).contains(said);
    assertThat(Duration.ofNanos(System.nanoTime() - began))
        .as("four questions of two seconds each, asked at once")
        .isLessThan(Duration.ofSeconds(7));
  }

  @Test
  void what_one_service_keeps_for_itself_does_not_hide_what_the_other_says() {
    assertThat(around("n-nochat-2", "en"))
        .contains("This order has no chat.", "Текст 1 n-nochat-2", "tracking-is-ozons");
  }

  @Test
  void groups_are_passed_on_and_a_refusal_of_another_service_is_told() {
    try (var odd = browser("odd", "odd");
        var stranger = browser("nobody", "others");
        var scoped = browser("petr", "act-7002")) {
      assertThat(odd.get("/postings/7001/a-3/around?lang=en").body())
          .contains("notification-service: not allowed for you.")
          .contains("logistics-service: not allowed for you.");
      assertThat(stranger.get("/postings/7001/a-3/around").statusCode()).isEqualTo(403);
      assertThat(scoped.get("/postings/7001/a-3/around").statusCode()).isEqualTo(403);
      assertThat(scoped.get("/postings/7002/a-3/around").statusCode()).isEqualTo(200);
      assertThat(odd.get("/postings/7001/%00/around").statusCode()).isBetween(400, 499);
    }
  }

  @Test
  void an_operator_says_that_he_sent_or_leaves_it_and_it_is_kept_who_did() {
    waits("7001", "b-1");
    try (var anna = browser("anna", "act");
        var viewer = browser("wei", "look")) {
      assertThat(anna.get("/postings/7001/b-1/around?lang=en").body())
          .contains("I have sent it", "value=\"7001.b-1.1.1\"", "not worth it");
      assertThat(task(anna, "act", "task-sent", "task", "7001.b-1.1.1"))
          .contains("b-1: I have sent it, done");
      assertThat(anna.get("/postings/7001/b-1/around?lang=en").body())
          .contains("Reminder: sent")
          .doesNotContain("value=\"7001.b-1.1.1\"");
      assertThat(task(anna, "act", "task-sent", "task", "7001.b-1.1.1"))
          .contains("b-1: I have sent it, refused", "skipped");
      assertThat(task(anna, "act", "task-skip", "task", "7001.b-1.1.2", "reason", "NOT_WORTH_IT"))
          .contains("b-1: Leave it, done");
      assertThat(task(anna, "act", "task-sent", "task", "7001.another.1.1"))
          .as("a task of another posting")
          .contains("refused", "task-unknown");
      assertThat(task(anna, "act", "task-skip", "task", "7001.b-1.1.2", "reason", "because"))
          .contains("Choose why the task is left");
      assertThat(task(anna, "act", "task-sent", "task", "../../dead-letters"))
          .contains("There is no such task: load the page again");
      assertThat(anna.get("/postings/7001/b-1?lang=en").body())
          .contains("/postings/7001/b-1/around?lang=en")
          .containsPattern("<td>anna</td><td>7001:b-1</td><td>I have sent it</td><td>done</td>")
          .containsPattern("<td>Leave it</td><td>done</td><td>NOT_WORTH_IT</td>");
      viewer.get("/postings/7001/b-1");
      assertThat(task(viewer, "act", "task-sent", "task", "7001.b-1.1.2"))
          .contains("takes the role operator");
    }
  }

  @Test
  void the_strip_says_how_fresh_each_store_is_to_whom_it_shows_it() {
    waits("7001", "f-1");
    waits("7002", "f-2");
    waits("7003", "f-3");
    waits("7004", "f-4");
    try (var viewer = browser("wei", "look");
        var scoped = browser("petr", "act-7002")) {
      await()
          .untilAsserted(
              () ->
                  assertThat(viewer.get("/?lang=en").body())
                      .containsPattern(
                          "data-store=\"7001\">(?s).*?up to date.*?All known until .*?2031-05-01 09:58<"
                              + ".*?0 h 02 min ago.*?Last push .*?2031-05-01 08:55<.*?1 h 05 min ago")
                      .containsPattern(
                          "data-store=\"7002\">(?s).*?⚠ old.*?09:20<.*?0 h 40 min ago"
                              + ".*?last round: <span>&lt;script&gt;")
                      .containsPattern("data-store=\"7003\">(?s).*?⚠ never read to the end")
                      .containsPattern(
                          "data-store=\"7004\">(?s).*?not known.*?does not read this store"));
      assertThat(scoped.get("/?lang=en").body())
          .contains("⚠ old", "data-store=\"7002\"")
          .doesNotContain("up to date</b>", "data-store=\"7001\"");
      for (var lang : List.of("zh", "en", "ru")) {
        var page = viewer.get("/?lang=" + lang).body();
        BoardPagesTest.wellFormed(page);
        assertThat(page).doesNotContain("<script>alert", "\0", "\u202E");
      }
    }
  }

  private static String task(Browser browser, String... fields) {
    return browser.post("/postings/7001/b-1/actions", browser.form(fields)).body();
  }

  private void waits(String store, String number) {
    service.owes(store, number);
    try (var anyone = browser("somebody", "look")) {
      await().until(() -> anyone.get("/postings/" + store + "/" + number).statusCode() == 200);
    }
  }
}
