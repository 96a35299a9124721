package io.orderwatch.compliance.board.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderwatch.backing.edge.Issuer;
import io.orderwatch.backing.edge.quarkus.Issued;
import io.orderwatch.backing.edge.quarkus.Surfer;
import io.orderwatch.compliance.edge.Backing;
import io.orderwatch.compliance.edge.Service;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** People log in at an issuer, programs bring a token of it; nobody else gets past the door. */
@QuarkusTest
@TestProfile(LoginTest.Grouped.class)
@QuarkusTestResource(value = Backing.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = Neighbours.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = Issued.class, restrictToAnnotatedClass = true)
class LoginTest {

  public static final class Grouped implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "orderwatch.roles.groups", "look=viewer;act=operator;own=admin;part=operator@7002");
    }
  }

  private static final String PROBLEM = "application/problem+json";

  private final Service service = new Service();

  @SuppressWarnings("NullAway.Init") // set by the framework
  @TestHTTPResource("/")
  URI address;

  @SuppressWarnings("NullAway.Init") // set by the framework
  Issuer issuer;

  @AfterEach
  void close() {
    issuer.lifetime(Duration.ofHours(1));
    issuer.forgets(false);
    service.close();
  }

  private Surfer surfer(String name, String... groups) {
    return new Surfer(address, name, groups);
  }

  private static String header(HttpResponse<String> answer, String name) {
    return String.join("\n", answer.headers().allValues(name));
  }

  @Test
  void who_goes_to_a_page_is_sent_to_the_issuer_and_comes_back_to_where_he_wanted() {
    try (var anna = surfer("anna", "act")) {
      var sent = anna.opens("/?lang=en&state=supplied");
      assertThat(sent.statusCode()).isEqualTo(302);
      assertThat(header(sent, "Location"))
          .startsWith(issuer.address() + "/authorize?")
          .contains("response_type=code", "client_id=orderwatch", "code_challenge_method=S256")
          .contains("nonce=", "state=", "scope=openid", "%2Foauth2%2Fcallback");
      assertThat(header(sent, "Set-Cookie"))
          .as("what he comes back with")
          .startsWith("q_auth_")
          .contains("HTTPOnly")
          .doesNotContain("supplied");

      var page = anna.visits("/?lang=en&state=supplied");
      assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
      assertThat(page.uri()).hasPath("/").hasQuery("lang=en&state=supplied");
      assertThat(page.body())
          .contains("anna, operator", "<a href=\"/oauth2/logout\">Log out</a>")
          .contains("<option value=\"supplied\" selected>");
      assertThat(header(page, "Content-Security-Policy"))
          .contains("default-src 'none'", "connect-src 'self'", "form-action 'self'");
      var second = anna.opens("/board/charts");
      assertThat(second.statusCode()).as("who is logged in is not asked again").isEqualTo(200);
    }
  }

  @Test
  void the_session_is_a_cookie_that_nobody_reads_and_no_script_and_no_other_site_sends() {
    try (var anna = surfer("anna", "act")) {
      anna.visits("/");
      var session = anna.given().stream().filter(each -> each.startsWith("q_session=")).toList();
      assertThat(session).hasSize(1);
      assertThat(session.getFirst()).contains("HTTPOnly", "SameSite=Lax");
      assertThat(session(anna).split("\\.", -1))
          .as("encrypted: five parts, where a token that is only signed has three")
          .hasSize(5);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"code=made-up", "error=access_denied", "code=made-up&state=another"})
  void who_comes_back_with_what_lets_nobody_in_stays_outside_and_is_told_so(String made) {
    try (var boris = surfer("boris", "act")) {
      var sent = header(boris.opens("/"), "Location");
      var state = sent.replaceFirst(".*[?&](state=[^&]+).*", "$1");
      var back =
          boris.opens("/oauth2/callback?" + made + (made.contains("state=") ? "" : "&" + state));
      if (made.contains("state=")) {
        assertThat(header(back, "Location"))
            .as("a state that is not his")
            .startsWith(issuer.address());
      } else {
        assertThat(Shown.page(back, 401, "zh"))
            .contains("登录服务器没有让您通过", "<a class=\"open\" href=\"/?lang=zh\">")
            .doesNotContain("made-up", "access_denied", "?lang=en", "/oauth2/logout");
      }
      assertThat(boris.opens("/").statusCode()).as("still outside").isEqualTo(302);
    }
  }

  @ParameterizedTest(name = "{0}: page {1}, acts {2}, trail {3}")
  @CsvSource({"look, 200, false, 403", "act, 200, true, 403", "own, 200, true, 200"})
  void groups_are_roles(String group, int page, boolean acts, int trail) {
    try (var surfer = surfer("somebody", "some-other-group", group)) {
      var board = surfer.visits("/?lang=en");
      assertThat(board.statusCode()).isEqualTo(page);
      assertThat(board.body().contains("id=\"acts\"")).isEqualTo(acts);
      assertThat(surfer.opens("/board/trail").statusCode()).isEqualTo(trail);
      assertThat(surfer.opens("/api/log-levels").statusCode()).as("looking").isEqualTo(200);
      var level =
          surfer.send(
              surfer
                  .request("/api/log-levels/io.orderwatch")
                  .header("Content-Type", "application/json")
                  .PUT(HttpRequest.BodyPublishers.ofString("{\"level\":\"INFO\"}")));
      assertThat(level.statusCode()).isEqualTo(group.equals("own") ? 200 : 403);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/postings/7001/x-1",
        "/board.csv",
        "/board/charts",
        "/board/report",
        "/board/trail"
      })
  void who_is_in_no_group_reads_who_he_is_what_he_lacks_and_how_to_leave(String path) {
    try (var stranger = surfer("<script>alert(1)</script>&", "others")) {
      stranger.visits(path);
      for (var lang : List.of("en", "ru", "zh")) {
        assertThat(Shown.page(stranger.opens(path + "?lang=" + lang), 403, lang))
            .contains("&lt;script&gt;alert(1)&lt;/script&gt;&amp;", "ORDERWATCH_ROLES_GROUPS")
            .contains("<a class=\"open\" href=\"/oauth2/logout\">");
      }
      assertThat(Shown.page(in(stranger, path, "ru;q=0.8,en;q=0.9"), 403, "en"))
          .contains("You have no role here</h1>", "and none of your groups has a role here.");
      assertThat(Shown.page(in(stranger, path, "fr, ru"), 403, "ru"))
          .contains("ни у одной из ваших групп здесь нет роли.");
    }
  }

  private static HttpResponse<String> in(Surfer surfer, String path, String languages) {
    return surfer.send(
        surfer
            .request(path)
            .header("Accept", "text/html,*/*;q=0.8")
            .header("Accept-Language", languages)
            .GET());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/postings/7001/x-1", "/board.csv", "/board/events", "/api/cases"})
  void a_script_or_a_program_of_somebody_in_no_group_is_told_so(String path) {
    try (var stranger = surfer("olga", "others")) {
      stranger.visits("/");
      for (var asked :
          List.of(
              stranger.request(path).GET(),
              stranger.request(path).header("Accept", "application/json,*/*").GET(),
              stranger
                  .request(path)
                  .header("Accept", "text/html,*/*")
                  .header("HX-Request", "true")
                  .GET())) {
        var refused = stranger.send(asked);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(header(refused, "Content-Type")).startsWith(PROBLEM);
        assertThat(refused.body())
            .contains("olga is logged in and in no group that has a role here")
            .contains("this takes the role viewer");
      }
      assertThat(header(stranger.opens("/api/cases"), "Content-Type"))
          .as("an API speaks JSON to everybody")
          .startsWith(PROBLEM);
    }
  }

  @Test
  void whose_role_is_for_less_is_led_back_to_the_board() {
    try (var petr = surfer("petr", "part")) {
      petr.visits("/");
      assertThat(Shown.page(petr.opens("/postings/7001/x-1?lang=en"), 403, "en"))
          .contains("petr, operator", "Your role is for other stores")
          .contains("<a class=\"open\" href=\"/?lang=en\">Back to the board</a>");
      assertThat(Shown.page(petr.opens("/board/trail?lang=en"), 403, "en"))
          .contains("petr, operator", "Your role does not open this page")
          .contains("<a class=\"open\" href=\"/?lang=en\">");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/nothing/%3Cscript%3Ealert(1)%3C/script%3E?lang=en&x=%22%3E%3Cscript%3E, 404",
    "/postings/7001/never-heard-of?lang=en, 404",
    "/postings/%3Cscript%3E/x-1?lang=en, 400",
    "/board/nothing.css?lang=en, 404",
    "/board/actions?lang=en, 405",
  })
  void who_asks_for_what_is_not_there_is_led_back_to_the_board(String path, int status) {
    try (var anna = surfer("anna", "look")) {
      anna.visits("/");
      assertThat(Shown.page(anna.opens(path), status, "en"))
          .contains("There is nothing here</h1>", "anna, viewer")
          .contains("<a class=\"open\" href=\"/?lang=en\">Back to the board</a>")
          .doesNotContain("nothing/", "script", "alert");
      var program = anna.send(anna.request(path).GET());
      assertThat(program.statusCode()).isEqualTo(status);
      assertThat(header(program, "Content-Type")).startsWith(PROBLEM);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/board.csv", "/board/events", "/board/board.js", "/api/cases", "/q/openapi"})
  void a_script_or_a_program_without_a_login_is_told_401_and_not_sent_away(String path) {
    try (var nobody = surfer("nobody")) {
      for (var asked :
          List.of(
              nobody.request(path).GET(),
              nobody.request(path).header("Accept", "text/html").header("HX-Request", "true").GET(),
              nobody.request(path).header("Accept", "text/event-stream").GET(),
              nobody.request(path).POST(HttpRequest.BodyPublishers.ofString("a=b")))) {
        var answer = nobody.send(asked);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(header(answer, "WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(header(answer, "Content-Type")).isEqualTo(PROBLEM);
        assertThat(answer.body()).contains("there is no valid login");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/q/health",
        "/q/health/live",
        "/q/health/ready",
        "/q/health/started",
        "/q/health/well",
        "/q/metrics"
      })
  void probes_and_prometheus_are_not_asked(String path) {
    assertThat(service.managed(path).statusCode()).isIn(200, 503);
    assertThat(service.managed(path).body())
        .contains("/q/metrics".equals(path) ? "# HELP" : "checks");
    assertThat(service.get(path).statusCode()).as("where people log in").isEqualTo(401);
    try (var anna = surfer("anna", "own")) {
      anna.visits("/");
      assertThat(anna.opens(path).statusCode()).as("who is logged in").isEqualTo(404);
    }
  }

  @Test
  void the_issuer_is_in_well() {
    assertThat(service.managed("/q/health/well").body())
        .containsPattern("\"issuer of the login answers\",\\s+\"status\": \"UP\"");
  }

  private int asked(String token) {
    try (var program = surfer("program")) {
      var answer =
          program.send(
              program
                  .request("/api/cases?limit=1")
                  .header("Authorization", "Bearer " + token)
                  .GET());
      if (answer.statusCode() == 401) {
        assertThat(header(answer, "WWW-Authenticate")).startsWith("Bearer");
      }
      return answer.statusCode();
    }
  }

  @Test
  void a_program_brings_a_token_that_is_for_us_of_our_issuer_and_good() {
    assertThat(asked(issuer.token("robot", "look"))).isEqualTo(200);
    assertThat(asked(issuer.token("robot", "others"))).isEqualTo(403);
    assertThat(asked(issuer.token("robot"))).isEqualTo(403);
    assertThat(asked(issuer.expired("robot", "look"))).isEqualTo(401);
    assertThat(asked(issuer.foreign("robot", "look"))).isEqualTo(401);
    assertThat(asked(issuer.forAnother("robot", "look"))).isEqualTo(401);
    assertThat(asked("x.y.z")).isEqualTo(401);
    var good = issuer.token("robot", "look");
    assertThat(asked(good.substring(0, good.lastIndexOf('.') + 1))).as("unsigned").isEqualTo(401);
  }

  @Test
  void headers_that_a_proxy_would_write_count_for_nothing() {
    try (var liar = surfer("olga", "others")) {
      liar.visits("/");
      var answer =
          liar.send(
              liar.request("/api/cases")
                  .header("X-Forwarded-Groups", "own")
                  .header("X-Groups", "own")
                  .header("X-Forwarded-Preferred-Username", "anna")
                  .GET());
      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.body()).contains("olga is logged in");
    }
  }

  @Test
  void what_a_person_does_is_kept_under_the_name_he_logged_in_with() {
    waits("7001", "l-1");
    try (var anna = surfer("anna", "act")) {
      assertThat(anna.visits("/?lang=en").body()).contains("l-1").doesNotContain("requestedBy");
      var done =
          anna.posts(
              "/board/actions",
              form(anna, "act", "snooze", "hours", "2", "key", "7001:l-1", "requestedBy", "boss"));
      assertThat(done.body()).contains("l-1: Snooze, done");
      assertThat(anna.opens("/postings/7001/l-1?lang=en").body())
          .containsPattern("<td>anna</td><td>7001:l-1</td>")
          .doesNotContain("boss");
    }
    try (var stranger = surfer("eve", "act")) {
      stranger.visits("/");
      var forged =
          stranger.posts(
              "/board/actions", "form", "0".repeat(32), "act", "stop", "key", "7001:l-1");
      assertThat(forged.statusCode()).as("a form from elsewhere").isEqualTo(403);
    }
  }

  @Test
  void other_services_are_asked_with_his_token() {
    waits("7001", "l-2");
    try (var anna = surfer("anna", "act");
        var odd = surfer("odd", "own")) {
      // The page waits for its neighbours no longer than a moment, which on a busy machine is
      // short.
      await()
          .untilAsserted(
              () ->
                  assertThat(anna.visits("/postings/7001/l-2/around?lang=en").body())
                      .contains("Текст 1 l-2", "Прошу сменить", "I have sent it"));
      var sent =
          anna.posts(
              "/postings/7001/l-2/actions", form(anna, "act", "task-sent", "task", "7001.l-2.1.1"));
      assertThat(sent.body()).contains("l-2: I have sent it, done");
      assertThat(odd.visits("/postings/7001/l-2/around?lang=en").body())
          .as("whom they refuse")
          .contains("notification-service: not allowed for you.");
    }
  }

  @Test
  void a_login_is_renewed_without_asking_while_the_issuer_knows_the_session() {
    issuer.lifetime(Duration.ofSeconds(2));
    try (var anna = surfer("anna", "act")) {
      anna.visits("/");
      var first = session(anna);
      await()
          .pollInterval(Duration.ofMillis(500))
          .untilAsserted(
              () -> {
                assertThat(anna.opens("/").statusCode()).isEqualTo(200);
                assertThat(session(anna)).isNotEqualTo(first);
              });
      issuer.forgets(true);
      await()
          .pollInterval(Duration.ofMillis(500))
          .untilAsserted(
              () -> {
                var script = anna.send(anna.request("/").header("HX-Request", "true").GET());
                assertThat(script.statusCode()).as("a script").isEqualTo(401);
              });
      var page = anna.opens("/");
      assertThat(page.statusCode()).as("a page").isEqualTo(302);
      assertThat(header(page, "Location")).startsWith(issuer.address());
    }
  }

  @Test
  void what_is_told_live_ends_with_the_login_and_goes_on_with_the_next() {
    issuer.lifetime(Duration.ofSeconds(3));
    try (var anna = surfer("anna", "look")) {
      anna.visits("/");
      var began = System.nanoTime();
      var told =
          anna.send(anna.request("/board/events").header("Accept", "text/event-stream").GET());
      assertThat(told.statusCode()).isEqualTo(200);
      assertThat(told.body()).contains("\"stores\"");
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
      assertThat(anna.opens("/").statusCode()).as("renewed").isEqualTo(200);
      issuer.forgets(true);
      await()
          .pollInterval(Duration.ofMillis(500))
          .untilAsserted(
              () ->
                  assertThat(
                          anna.send(
                                  anna.request("/board/events")
                                      .header("Accept", "text/event-stream")
                                      .GET())
                              .statusCode())
                      .isEqualTo(401));
    }
  }

  @Test
  void who_logs_out_is_logged_out_here_and_at_the_issuer() {
    try (var anna = surfer("anna", "act")) {
      anna.visits("/");
      var sent = anna.opens("/oauth2/logout");
      assertThat(sent.statusCode()).isEqualTo(303);
      assertThat(header(sent, "Location"))
          .startsWith(issuer.address() + "/endsession?id_token_hint=ey")
          .as("sent back only where we are told to")
          .doesNotContain("post_logout_redirect_uri");
      assertThat(anna.follows(sent).body()).contains("logged out");
      assertThat(anna.cookies()).noneMatch(each -> each.getName().startsWith("q_session"));
      assertThat(anna.opens("/").statusCode()).isEqualTo(302);
    }
  }

  private static String session(Surfer surfer) {
    return surfer.cookies().stream()
        .filter(each -> each.getName().startsWith("q_session"))
        .map(HttpCookie::getValue)
        .findFirst()
        .orElseThrow();
  }

  private static String[] form(Surfer surfer, String... fields) {
    var token =
        surfer.cookies().stream()
            .filter(cookie -> cookie.getName().equals("orderwatch-form"))
            .map(HttpCookie::getValue)
            .findFirst()
            .orElseThrow();
    var all = new ArrayList<>(List.of("form", token, "id", "f-" + fields.length));
    all.addAll(List.of("lang", "en"));
    all.addAll(List.of(fields));
    return all.toArray(String[]::new);
  }

  private void waits(String store, String number) {
    service.owes(store, number);
    try (var anyone = surfer("somebody", "look")) {
      anyone.visits("/");
      await().until(() -> anyone.opens("/postings/" + store + "/" + number).statusCode() == 200);
    }
  }
}
