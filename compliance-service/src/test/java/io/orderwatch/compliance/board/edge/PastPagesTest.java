package io.orderwatch.compliance.board.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderwatch.clock.ScaledClock;
import io.orderwatch.compliance.edge.Backing;
import io.orderwatch.compliance.edge.Service;
import io.orderwatch.contracts.MessageEvent;
import io.orderwatch.contracts.PostingRef;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The past as a browser and as a program get it. */
@QuarkusTest
@QuarkusTestResource(Backing.class)
class PastPagesTest {

  private static final Pattern KEY = Pattern.compile("data-key=\"([^\"]+)\"");
  private static final Pattern LINK = Pattern.compile("href=\"(/[^\"]*)\"");

  @Inject ScaledClock clock;

  private final Service service = new Service();

  @AfterEach
  void close() {
    service.close();
  }

  private Instant now() {
    return clock.now().truncatedTo(ChronoUnit.MILLIS);
  }

  private String page(String path) {
    var answer = service.get(path);
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    BoardPagesTest.wellFormed(answer.body());
    return answer.body();
  }

  private static List<String> all(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(found -> found.group(1)).toList();
  }

  /** A case that somebody took, and that was stopped later; the moment in between. */
  private Instant lived(String store) {
    var ref = PostingRef.of(store, "w-1");
    service.owes(store, "w-1");
    await().until(() -> service.get("/api/cases/" + store + "/w-1").statusCode() == 200);
    service.tell(new MessageEvent.Sent(ref, 1, "chat"), now());
    await()
        .until(() -> service.get("/api/cases/" + store + "/w-1").body().contains("\"sentStep\":1"));
    service.json(service.post("/api/cases/" + store + "/w-1/take", "{\"requestedBy\":\"Li Na\"}"));
    var between = now();
    service.json(
        service.post(
            "/api/cases/" + store + "/w-1/stop",
            "{\"requestedBy\":\"anna\",\"reason\":\"he called\"}"));
    await()
        .until(
            () ->
                service
                    .get("/api/cases/" + store + "/w-1/timeline")
                    .body()
                    .contains("message.sent.v1"));
    return between;
  }

  @Test
  void the_board_of_a_moment_says_that_it_is_past_and_nothing_can_be_done_on_it() {
    var at = lived("9201");
    for (var lang : List.of("zh", "en", "ru")) {
      var html = page("/?lang=" + lang + "&store=9201&at=" + at);
      assertThat(all(KEY, html)).containsExactly("9201:w-1");
      assertThat(html)
          .contains("<html lang=\"" + lang + "\">", "id=\"past-banner\"", "datetime=\"" + at)
          .contains("<td class=\"holder\">Li Na</td>")
          .doesNotContain(
              "method=\"post\"", "id=\"main\"", "data-deadline", "data-event", "hx-get");
    }
    var html = page("/?lang=en&store=9201&at=" + at);
    assertThat(html)
        .contains("This is the past:", "Back to now")
        .doesNotContain("stopped by a person")
        .containsPattern("data-store=\"9201\">(?s).*?data-figure=\"waiting\">1<");
    assertThat(page("/?lang=en&store=9201")).contains("Look back", "1 h ago", "24 h ago");
    assertThat(page("/?lang=en&store=9201&at=" + now())).contains("stopped by a person");
  }

  @Test
  void every_link_of_a_past_page_leads_to_a_page() {
    var at = lived("9202");
    for (var path :
        List.of("/?lang=en&store=9202&at=" + at, "/postings/9202/w-1?lang=ru&at=" + at)) {
      var links = all(LINK, page(path)).stream().map(link -> link.replace("&amp;", "&")).toList();
      assertThat(links).hasSizeGreaterThan(5);
      for (var link : links) {
        assertThat(service.get(link).statusCode()).as("%s on %s", link, path).isEqualTo(200);
      }
    }
  }

  @Test
  void the_filters_are_those_of_the_board_and_stay_at_the_moment() {
    var at = lived("9203");
    var past = "/?lang=en&store=9203&at=" + at;
    assertThat(all(KEY, page(past + "&with=Li+Na&mark=unread&q=w-&hours=24"))).hasSize(1);
    assertThat(all(KEY, page(past + "&with=nobody"))).isEmpty();
    assertThat(all(KEY, page(past + "&mark=read"))).isEmpty();
    assertThat(all(KEY, page(past + "&state=lost"))).isEmpty();
    assertThat(page(past + "&sort=attention"))
        .as("what deserved attention then is not reckoned")
        .contains("data-key=\"9203:w-1\"")
        .doesNotContain("sort=attention");
    assertThat(page(past + "&with=Li+Na")).contains("<option value=\"Li Na\" selected>");
    assertThat(all(LINK, page(past)).stream().filter(link -> link.contains("state=lost")))
        .isNotEmpty()
        .allMatch(link -> link.contains("at=2026-11-01T12%3A"));
  }

  @Test
  void the_story_of_a_posting_ends_at_the_moment() {
    var at = lived("9204");
    var then = page("/postings/9204/w-1?lang=en&at=" + at);
    assertThat(then)
        .contains("A message reached the buyer (reminder 1)", "Ordered: Hand over", "Li Na")
        .contains("What was to come", "Reminder 2")
        .doesNotContain("he called", "Stop reminders", "method=\"post\"");
    assertThat(page("/postings/9204/w-1?lang=en&at=" + now())).contains("he called");
    assertThat(page("/postings/9204/w-1?lang=en&at=" + Service.NOON.minusSeconds(1)))
        .doesNotContain("A message reached");
    assertThat(service.get("/postings/9204/none?at=" + at).statusCode()).isEqualTo(404);
  }

  @Test
  void a_moment_that_cannot_be_shown_is_answered_in_words() {
    lived("9205");
    var path = "/?lang=en&at=";
    assertThat(page(path + now().plusSeconds(3600))).contains("That moment lies in the future.");
    assertThat(page(path + "2020-01-01T00:00")).contains("Nothing is kept of that moment");
    for (var wrong : List.of("soon", "%EF%BF%BF", "%2B10000-01-01T00:00:00Z", "2026-02-30T00:00")) {
      assertThat(page(path + wrong)).as(wrong).contains("This is no moment.", "Show that moment");
      assertThat(page("/postings/9205/w-1?lang=en&at=" + wrong)).contains("This is no moment.");
    }
    assertThat(service.get(path + "%00").statusCode()).as("as in every address").isEqualTo(400);
    assertThat(page(path)).as("no moment is now").contains("id=\"main\"");
    assertThat(page(path + "2026-11-01T12:00:30")).contains("This is the past:");
  }

  @Test
  void programs_get_the_same_rows_page_by_page() {
    var at = lived("9206");
    for (var n = 2; n < 6; n++) {
      service.owes("9206", "w-" + n);
      var path = "/api/cases/9206/w-" + n;
      await().until(() -> service.get(path).statusCode() == 200);
    }
    var later = now();
    var path = "/api/board/past?store=9206&at=";
    var one = service.json(service.get(path + at));
    assertThat(one.get("at").asText()).isEqualTo(at.toString());
    assertThat(one.get("cases")).hasSizeGreaterThanOrEqualTo(1);
    var first = one.get("cases").get(0);
    assertThat(first.get("holder").asText()).isEqualTo("Li Na");
    assertThat(first.get("mark").asText()).isEqualTo("unread");
    assertThat(first.get("stopped").asBoolean()).isFalse();
    assertThat(first.get("unsure")).isEmpty();
    var postings = new ArrayList<String>();
    var cursor = "";
    do {
      var page =
          service.json(
              service.get(
                  path + later + "&limit=2" + (cursor.isEmpty() ? "" : "&cursor=" + cursor)));
      assertThat(page.get("cases").size()).isLessThanOrEqualTo(2);
      postings.addAll(page.get("cases").findValuesAsText("posting"));
      cursor = page.get("next").isNull() ? "" : page.get("next").asText();
    } while (!cursor.isEmpty());
    assertThat(postings).containsExactly("w-1", "w-2", "w-3", "w-4", "w-5");
    assertThat(service.json(service.get(path + later + "&state=lost")).get("cases")).isEmpty();
  }
}
