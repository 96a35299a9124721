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
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Somebody logs in at a real issuer with a real browser, and all services know him by that. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LoginJourneyTest {

  private static final String ANNA =
      "{\"preferred_username\": \"anna\", \"groups\": [\"orderwatch-operators\"]}";

  private static final String OLGA =
      "{\"preferred_username\": \"olga <b>\", \"groups\": [\"others\"]}";

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
    logsIn(page(), "anna", ANNA);
    assertThat(page().locator(".guest")).containsText("anna, operator");
  }

  private static void logsIn(Page window, String name, String claims) {
    window.locator("input[name=username]").fill(name);
    window.locator("textarea[name=claims]").fill(claims);
    window.locator("input[type=submit]").click();
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

  @ParameterizedTest
  @Order(5)
  @EnumSource(names = {"LIGHT", "DARK"})
  void who_has_no_role_reads_so_in_every_language_and_leaves(ColorScheme scheme) {
    var here = Objects.requireNonNull(browser);
    var before = here.errors.size();
    var window = here.window(scheme, true);
    window.navigate(address("/?store=1001"));
    logsIn(window, "olga", OLGA);
    assertThat(window.locator("h1")).hasText("You have no role here");
    assertThat(window).hasTitle("You have no role here – Orderwatch");
    assertThat(window.locator("main")).containsText("You are logged in as olga <b>, and none");
    for (var lang : List.of("ru", "zh", "en")) {
      window.locator("nav a[hreflang=" + lang + "]").click();
      assertThat(window.locator("html")).hasAttribute("lang", lang);
      var what = "no-role-" + lang + "-" + scheme.name().toLowerCase(Locale.ROOT);
      Browser.accessible(window, what);
      Browser.picture(window, what, false);
    }
    window.setViewportSize(375, 700);
    Assertions.assertThat((int) window.evaluate("document.documentElement.scrollWidth"))
        .as("no wider than a phone")
        .isLessThanOrEqualTo(375);
    Browser.picture(window, "no-role-phone-" + scheme.name().toLowerCase(Locale.ROOT), false);
    for (var n = 0; n < 4; n++) {
      window.keyboard().press("Tab"); // three languages before it
    }
    assertThat(window.locator("main a[href='/oauth2/logout']")).isFocused();
    window.keyboard().press("Enter");
    assertThat(window.locator("body")).containsText("logged out");
    window.context().close();
    Assertions.assertThat(here.errors.subList(before, here.errors.size()))
        .filteredOn(each -> each.contains(address("/"))) // the issuer's pages are not ours
        .as("its status, and nothing that a policy forbids")
        .hasSizeGreaterThanOrEqualTo(4)
        .allMatch(each -> each.contains("the server responded with a status of 403"));
  }
}
