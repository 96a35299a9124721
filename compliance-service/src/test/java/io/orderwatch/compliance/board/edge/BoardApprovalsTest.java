package io.orderwatch.compliance.board.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderwatch.compliance.edge.Backing;
import io.orderwatch.compliance.edge.Service;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What awaits a second person, as the page shows it and by its forms; logistics-service is none of
 * ours here.
 */
@QuarkusTest
@TestProfile(BoardAroundTest.Grouped.class)
@QuarkusTestResource(value = Backing.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = Neighbours.class, restrictToAnnotatedClass = true)
class BoardApprovalsTest {

  private static final String LIST = "/board/approvals?lang=en";

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

  @Test
  void what_awaits_a_second_person_is_listed_the_oldest_first_to_whom_it_concerns() {
    try (var viewer = browser("wei", "look");
        var scoped = browser("petr", "act-7002");
        var idle = browser("ivan", "act-7003");
        var stranger = browser("nobody", "others");
        var odd = browser("odd", "odd")) {
      for (var lang : List.of("zh", "en", "ru")) {
        var page = viewer.get("/board/approvals?lang=" + lang);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        BoardPagesTest.wellFormed(page.body());
        assertThat(page.body())
            .contains("<html lang=\"" + lang + "\">", "&lt;script&gt;", "/postings/7002/p-3?lang=")
            .doesNotContain(
                "<script>alert", "\0", "\u202E", "method=\"post\"", "type=\"checkbox\"");
      }
      assertThat(viewer.get(LIST).body()).contains("Cancel the posting", "This cannot be undone.");
      var some = scoped.get(LIST).body();
      assertThat(some).contains("value=\"approve 7002:p-3/c p-3\"").doesNotContain("7001");
      assertThat(scoped.get("/board/approvals/count").body()).isEqualTo("(1)");
      var none = idle.get(LIST);
      BoardPagesTest.wellFormed(none.body());
      assertThat(none.body()).contains("Nothing here").doesNotContain("class=\"missing\"");
      assertThat(idle.get("/board/approvals/count").body()).isEmpty();
      assertThat(stranger.get(LIST).statusCode()).isEqualTo(403);
      assertThat(odd.get(LIST).body()).contains("logistics-service: not allowed for you.");
      assertThat(odd.get("/board/approvals/count").body()).isEmpty();
      assertThat(scoped.get("/?lang=en").body())
          .contains("/board/approvals?lang=en", "hx-get=\"/board/approvals/count?lang=en\"");
      assertThat(viewer.get("/?lang=en").body()).doesNotContain("/board/approvals");
    }
  }

  @Test
  void a_second_person_approves_by_the_dozen_and_declines_one_and_it_is_kept_who_did() {
    waits("7001", "p-1");
    try (var vera = browser("vera", "act");
        var viewer = browser("wei", "look");
        var scoped = browser("petr", "act-7002")) {
      var list = vera.get(LIST).body();
      assertThat(list)
          .containsSubsequence("7001:p-1/c p-1", "7001:p-2/c p-2", "7002:p-3/c p-3")
          .as("what vera asked for herself she may withdraw")
          .contains("value=\"decline 7002:p-3/c p-3\"", "You asked for it")
          .doesNotContain("value=\"approve 7002:p-3/c p-3\"", "name=\"key\" value=\"7002:p-3");
      assertThat(
              vera.post("/board/approvals", vera.form("one", "decline 7001:p-2/c p-2", "why", " "))
                  .body())
          .contains("Say why, in one line of at most 500 characters.");
      var both =
          vera.post(
              "/board/approvals",
              vera.form("act", "approve", "key", "7001:p-1/c p-1", "key", "7002:p-3/c p-3"));
      assertThat(both.statusCode()).isEqualTo(200);
      BoardPagesTest.wellFormed(both.body());
      assertThat(both.body())
          .contains("p-1: Approve, accepted, goes on")
          .contains("p-3: Approve, refused", "same-person", "A second one has to.", LIST);
      assertThat(vera.get(LIST).body()).doesNotContain("p-1/c");
      var declined =
          vera.post(
              "/board/approvals",
              vera.form("one", "decline 7001:p-2/c p-2", "why", "not this", "at", "posting"));
      assertThat(declined.body()).contains("p-2: Decline, done", "/postings/7001/p-2?lang=en");
      assertThat(vera.post("/board/approvals", vera.form("one", "approve 7001:p-2/c p-2")).body())
          .contains("p-2: Approve, refused", "approved-before");
      assertThat(vera.get("/postings/7001/p-1?lang=en").body())
          .containsPattern(
              "<td>vera</td><td>7001:p-1</td><td>Approve</td><td>accepted, goes on</td>");

      assertThat(vera.post("/board/approvals", vera.form("one", "approve 7001:p-9/unknown")).body())
          .contains("There is no such command for this posting any more.");
      scoped.get(LIST);
      assertThat(
              scoped.post("/board/approvals", scoped.form("one", "approve 7001:p-1/c p-1")).body())
          .contains("p-1: Approve, not allowed for you");
      viewer.get("/");
      assertThat(
              viewer
                  .post("/board/approvals", viewer.form("one", "approve 7001:p-1/c p-1"))
                  .statusCode())
          .isEqualTo(403);
    }
  }

  @Test
  void a_form_that_cannot_be_used_does_nothing_and_says_why() {
    try (var vera = browser("vera", "act");
        var other = browser("oleg", "act")) {
      vera.get(LIST);
      for (var wrong :
          List.of("approve", "approve 7001:p-1", "cancel 7001:p-1/c", "approve 7001:p-1/a/b")) {
        var refused = vera.post("/board/approvals", vera.form("one", wrong));
        assertThat(refused.statusCode()).as(wrong).isEqualTo(400);
        BoardPagesTest.wellFormed(refused.body());
      }
      assertThat(vera.post("/board/approvals", vera.form("act", "approve")).statusCode())
          .as("nothing is ticked")
          .isEqualTo(400);
      other.get(LIST);
      var foreign =
          other.post(
              "/board/approvals",
              "form",
              vera.token(),
              "id",
              "x",
              "lang",
              "en",
              "one",
              "approve 7001:p-1/c p-1");
      assertThat(foreign.statusCode()).isEqualTo(403);
    }
  }

  @Test
  void a_service_that_does_not_answer_is_not_waited_for_once_a_command() {
    try (var vera = browser("vera", "act")) {
      vera.get(LIST);
      var silent =
          vera.post(
              "/board/approvals",
              vera.form("act", "approve", "key", "7001:n-silent-1/c", "key", "7001:n-silent-2/c"));
      assertThat(silent.body())
          .contains("n-silent-1: Approve, no answer", "n-silent-2: Approve, refused", "not-asked");
    }
  }

  @Test
  void the_drawer_shows_what_is_proposed_with_the_forms_that_fit_who_looks() {
    try (var anna = browser("anna", "act");
        var boris = browser("Boris", "act");
        var viewer = browser("wei", "look")) {
      var around = "/postings/7001/p-5/around?lang=en";
      assertThat(anna.get(around).body())
          .contains("Cancel the posting: awaits a second person", "To be approved until")
          .contains("This cannot be undone.")
          .contains("value=\"approve 7001:p-5/c p-5\"", "value=\"decline 7001:p-5/c p-5\">Decline");
      assertThat(boris.get(around).body())
          .as("who asked")
          .contains("You asked for it", "value=\"decline 7001:p-5/c p-5\">Withdraw")
          .doesNotContain("value=\"approve 7001:p-5/c p-5\"");
      assertThat(viewer.get(around).body())
          .contains("awaits a second person")
          .doesNotContain("method=\"post\"");
      for (var page : List.of(anna.get(around), boris.get(around), viewer.get(around))) {
        BoardPagesTest.wellFormed(page.body());
      }
    }
  }

  private void waits(String store, String number) {
    service.owes(store, number);
    try (var anyone = browser("somebody", "look")) {
      await().until(() -> anyone.get("/postings/" + store + "/" + number).statusCode() == 200);
    }
  }
}
