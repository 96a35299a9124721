package io.orderwatch.journey.passport;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.orderwatch.journey.passport.Doors.PATIENCE;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.orderwatch.backing.edge.Issuer;
import io.orderwatch.local.ServiceName;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Somebody logs in at a real issuer with a real browser, and all services know him by that. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LoginJourneyTest {

  private static final String ANNA =
      "{\"preferred_username\": \"anna\", \"groups\": [\"orderwatch-operators\"]}";

  private final Issuer issuer = new Issuer();
  private @Nullable Journey journey;
  private @Nullable Browser browser;
  private @Nullable Page page;

  @BeforeAll
  void start() {
    assumeTrue(
        Browser.program().isPresent(), "no chromium on this machine: apt-get install chromium");
    PlaywrightAssertions.setDefaultAssertionTimeout((double) PATIENCE.toMillis());
    issuer.arrives();
    journey =
        Journey.begin(
            "login",
            Journey.paced(480),
            """
            {"seed": 12, "postings": 60, "arrivalWindow": "PT48H", "awaitingShare": 0.8, "rateLimit": 200,
             "buyers": {"never": 1}}""",
            environment(issuer.settings()));
    browser = Browser.started();
    page = browser.window(ColorScheme.LIGHT, true);
  }

  private static Map<String, String> environment(Map<String, String> settings) {
    var variables = new HashMap<String, String>();
    settings.forEach(
        (name, value) ->
            variables.put(name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"), value));
    return variables;
  }

  @AfterAll
  void stop() {
    if (browser != null) {
      browser.close();
    }
    if (journey != null) {
      journey.close();
    }
    issuer.close();
  }

  private Page page() {
    return Objects.requireNonNull(page);
  }

  private String address(String path) {
    var set = Objects.requireNonNull(journey).set;
    return set.url(ServiceName.COMPLIANCE).replace("127.0.0.1", "localhost") + path;
  }

  private void logsIn() {
    page().locator("input[name=username]").fill("anna");
    page().locator("textarea[name=claims]").fill(ANNA);
    page().locator("input[type=submit]").click();
    assertThat(page().locator(".guest")).containsText("anna, operator");
  }

  @Test
  @Order(1)
  void a_person_logs_in_acts_and_sees_what_the_other_services_know() {
    page().navigate(address("/?lang=en"));
    logsIn();
    assertThat(page()).hasURL(address("/?lang=en"));
    assertThat(page().locator("#live")).hasText("Live");
    Journey.await(
        PATIENCE,
        () -> {
          page().reload();
          return page().locator("button[value^='snooze '], #list tr[data-key]").count() > 0;
        });
    page().locator("#list .open").first().click();
    for (var part : List.of("#chat", "#tasks", "#commands", "#tickets")) {
      assertThat(page().locator("#drawer #around " + part)).isVisible();
    }
    assertThat(page().locator("#drawer #commands .missing, #drawer #tickets .missing")).hasCount(0);
    page().locator("#drawer button[value=snooze]").click();
    assertThat(page().locator("#drawer #result"))
        .containsText(Pattern.compile("Snooze, (done|refused)"));
    page().locator("#close").click();
  }

  @Test
  @Order(2)
  void who_has_no_session_any_more_is_told_so_and_logs_in_again_when_he_wants_to() {
    page().context().clearCookies();
    page().locator("#filter button[type=submit]").click();
    assertThat(page().locator("#ended a")).isVisible();
    assertThat(page().locator("#live")).containsText("Your login has ended");
    page().locator("#ended a").click();
    logsIn();
  }

  @Test
  @Order(3)
  void what_is_told_live_stops_with_the_session() {
    page().context().clearCookies();
    issuer.lifetime(Duration.ofSeconds(2));
    page().navigate(address("/?lang=en"));
    logsIn();
    assertThat(page().locator("#live")).hasText("Live");
    issuer.forgets(true);
    assertThat(page().locator("#ended a")).isVisible();
    issuer.forgets(false);
    issuer.lifetime(Duration.ofHours(1));
    page().locator("#ended a").click();
    logsIn();
  }

  @Test
  @Order(4)
  void who_logs_out_must_log_in_again() {
    page().locator(".guest a[href='/oauth2/logout']").click();
    assertThat(page().locator("body")).containsText("logged out");
    page().navigate(address("/?lang=en"));
    assertThat(page().locator("input[name=username]")).isVisible();
  }
}
