package io.orderwatch.journey.passport;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.orderwatch.journey.passport.Doors.PATIENCE;
import static io.orderwatch.journey.passport.Doors.inTransit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.orderwatch.local.ServiceName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** The board of a running set as an operator sees it, in a real browser. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BoardJourneyTest {

  /** As they come, some always wait, however slow the machine is. */
  private static final int POSTINGS = 240;

  private @Nullable Journey journey;
  private @Nullable Browser browser;
  private @Nullable Page page;

  @BeforeAll
  void start() {
    assumeTrue(
        Browser.program().isPresent(), "no chromium on this machine: apt-get install chromium");
    PlaywrightAssertions.setDefaultAssertionTimeout((double) PATIENCE.toMillis());
    journey =
        Journey.begin(
            "board",
            Journey.paced(480),
            """
            {"seed": 11, "postings": %d, "arrivalWindow": "PT168H", "awaitingShare": 0.6, "lifePace": 8,
             "buyers": {"suppliesAfterMessage1": 1, "suppliesAfterMessage2": 1, "never": 2},
             "suppliesDelay": "PT90M", "rateLimit": 200}"""
                .formatted(POSTINGS),
            Map.of());
    browser = Browser.started();
    page = browser.window(ColorScheme.LIGHT, true);
  }

  @AfterAll
  void stop() {
    if (browser != null) {
      browser.close();
    }
    if (journey != null) {
      journey.close();
    }
  }

  private Journey journey() {
    return java.util.Objects.requireNonNull(journey);
  }

  private Browser browser() {
    return java.util.Objects.requireNonNull(browser);
  }

  private Page page() {
    return java.util.Objects.requireNonNull(page);
  }

  private String address(String path) {
    return journey().set.url(ServiceName.COMPLIANCE) + path;
  }

  private static void login(Page window, String address, String name) {
    window.navigate(address);
    window.locator("button[value='" + name + "']").click();
    assertThat(window.locator(".guest")).containsText(name);
  }

  private static Locator rows(Page window) {
    return window.locator("#list tr[data-key]");
  }

  @Test
  @Order(1)
  void who_only_looks_sees_a_case_open_and_no_button() {
    page().navigate(address("/?lang=en"));
    Journey.await(
        PATIENCE,
        () -> {
          page().reload();
          return rows(page()).count() > 1;
        });
    assertThat(page().locator("[form=acts]")).hasCount(0);
    var answer = page().request().post(address("/board/actions"));
    assertThat(answer.status()).isBetween(400, 499);
    Browser.accessible(page(), "the list of who only looks");
  }

  @Test
  @Order(2)
  void an_operator_sends_now_and_the_drawer_tells_it_and_who_did() {
    login(page(), address("/board/login?lang=en"), "operator");
    var button = page().locator("button[value^='send-now ']").last();
    assertThat(button).isVisible();
    var key = button.getAttribute("value").substring("send-now ".length());
    button.click();
    assertThat(page().locator("#drawer #result"))
        .containsText(Pattern.compile("Send now, (done|refused)"));
    page().locator("#close").click();
    page().locator("tr[data-key='" + key + "'] .open").click();
    assertThat(page().locator("#drawer #posting-title")).isFocused();
    assertThat(page().locator("#drawer")).containsText("Who did what");
    assertThat(page().locator("#drawer")).containsText("operator");
    for (var part : List.of("#chat", "#tasks", "#commands", "#tickets")) {
      assertThat(page().locator("#drawer #around " + part)).isVisible();
    }
    assertThat(page().locator("#drawer #commands .missing, #drawer #tickets .missing")).hasCount(0);
    Browser.accessible(page(), "the drawer");
    page().keyboard().press("Escape");
    assertThat(page().locator("#drawer")).isHidden();
  }

  @Test
  @Order(3)
  void a_cancel_is_previewed_and_refused_while_passport_data_is_awaited() {
    // another one if the buyer of this one gives his data meanwhile
    Awaitility.await()
        .pollInSameThread()
        .atMost(PATIENCE)
        .until(
            () -> {
              page().navigate(address("/?lang=en&state=waiting"));
              page().locator(".open").last().click();
              cancel(page().locator("#drawer"));
              page().locator("#drawer #result").waitFor();
              return page().locator("#drawer #result").textContent().contains("refused");
            });
    assertThat(page().locator("#drawer #result")).containsText("Cancel the posting, refused");
    assertThat(page().locator("#drawer #result")).containsText("passport-awaited");
    assertThat(page().locator("#drawer button:has-text('Do it')")).hasCount(0);
    Browser.accessible(page(), "a refusal");
  }

  private static void cancel(Locator in) {
    in.locator("#cancel summary").click();
    in.locator("#cancel input[name=why]").fill("asked by a person");
    in.locator("#cancel button[type=submit]").click();
  }

  @Test
  @Order(4)
  void a_case_is_handed_over_and_taken_and_the_strip_says_how_fresh_it_is() {
    page().navigate(address("/?lang=en"));
    // told while the page stays as it is
    assertThat(page().locator("td[data-fresh] [data-until]:visible").first())
        .containsText("All known until");
    assertThat(page().locator("td[data-fresh] b.unknown")).hasCount(0);
    assertThat(page().locator("td[data-fresh] [data-unknown]").first()).isHidden();
    assertThat(page().locator("td[data-fresh] [data-push]:visible").first())
        .containsText("Last push");
    // another one if this one is over meanwhile
    Awaitility.await()
        .pollInSameThread()
        .atMost(PATIENCE)
        .until(
            () -> {
              page().navigate(address("/?lang=en&state=waiting"));
              var tick = page().locator("input[name=key]").last();
              var key = tick.getAttribute("value");
              tick.check();
              page().locator("#acts select[name=act]").selectOption("hand-over");
              page().locator("#acts input[name=to]").fill(" Li Na ");
              page().locator("#acts button").click();
              page().locator("#drawer #result").waitFor();
              page().navigate(address("/?lang=en&with=Li+Na"));
              return page().locator("tr[data-key='" + key + "'] .holder:has-text('Li Na')").count()
                      == 1
                  && taken(key);
            });
    Browser.accessible(page(), "a case that was taken");
  }

  private boolean taken(String key) {
    page().locator("tr[data-key='" + key + "'] .open").click();
    page().locator("#drawer #posting-title").waitFor();
    var take = page().locator("#drawer #hand button[value=take]");
    if (take.count() == 0) {
      return false;
    }
    take.click();
    page().locator("#drawer #result").waitFor();
    if (!page().locator("#drawer #result").textContent().contains("Take it myself, done")) {
      return false;
    }
    page().navigate(address("/postings/" + key.replace(':', '/') + "?lang=en"));
    assertThat(page().locator("main")).containsText("Hand over → Li Na");
    assertThat(page().locator("main")).containsText("Take it myself → operator");
    page().navigate(address("/?lang=en"));
    page().locator(".views a:has-text('Mine')").click();
    assertThat(page().locator(".views [aria-current]")).hasText("Mine");
    return page().locator("tr[data-key='" + key + "'] .holder:has-text('operator')").count() == 1;
  }

  @Test
  @Order(8)
  void a_cancel_on_the_way_is_refused_with_what_to_do_instead_for_ozon_and_done_for_the_seller() {
    var doors = new Doors(journey());
    Journey.await(
        Duration.ofMinutes(4),
        () ->
            Stream.of("ozon", "non_integrated")
                .noneMatch(integration -> doors.those(inTransit(integration)).isEmpty()));
    var byOzon = doors.await(inTransit("ozon"));
    page().navigate(address("/postings/" + byOzon.replace(':', '/') + "?lang=en"));
    cancel(page().locator("main"));
    assertThat(page().locator("#result")).containsText("ozon-logistics-in-transit");
    assertThat(page().locator("#result")).containsText("Instead: Let it arrive");

    var bySeller = doors.await(inTransit("non_integrated"));
    page().navigate(address("/postings/" + bySeller.replace(':', '/') + "?lang=en"));
    cancel(page().locator("main"));
    assertThat(page().locator("#result")).containsText("would be tried");
    page().locator("button:has-text('Do it')").click();
    assertThat(page().locator("#result")).containsText("accepted");
    Journey.await(PATIENCE, () -> doors.ledger(bySeller, "posting_cancelled").size() == 1);
  }

  @Test
  @Order(5)
  void keys_do_what_the_mouse_does() {
    Journey.await(
        PATIENCE,
        () -> {
          page().navigate(address("/?lang=en"));
          return rows(page()).count() > 0;
        });
    var keys = page().keyboard();
    keys.press("j");
    keys.press("j");
    keys.press("k");
    assertThat(page().locator("#list .open").first()).isFocused();
    keys.press("Enter");
    assertThat(page().locator("#drawer #posting-title")).isFocused();
    keys.press("Escape");
    assertThat(page().locator("#drawer")).isHidden();
    keys.press("/");
    assertThat(page().locator("#search")).isFocused();
    page().locator("#search").blur();
    keys.press("?");
    assertThat(page().locator("#keys p")).isVisible();
    keys.press("r");
    assertThat(page().locator("#cases")).isFocused();
    page().locator("#filter select[name=hours]").selectOption("24");
    page().locator("#filter button").click();
    assertThat(page()).hasURL(Pattern.compile(".*hours=24.*"));
  }

  @Test
  @Order(6)
  void without_a_script_the_list_is_read_and_a_case_is_stopped() {
    var plain = browser().window(ColorScheme.LIGHT, false);
    login(plain, address("/board/login?lang=en"), "operator-1001");
    Journey.await(
        PATIENCE,
        () -> {
          plain.navigate(address("/?lang=en&state=waiting&store=&q="));
          return plain.locator("input[name=key]").count() > 0;
        });
    var tick = plain.locator("input[name=key]").last();
    var key = tick.getAttribute("value");
    assertThat(key).startsWith("1001:");
    tick.check();
    plain.locator("#acts select[name=act]").selectOption("stop");
    plain.locator("#acts input[name=why]").fill("the buyer called");
    plain.locator("#acts button").click();
    assertThat(plain.locator("#result"))
        .containsText(Pattern.compile("Stop reminders, (done|refused)"));
    assertThat(plain.locator("#result")).containsText(key.substring(key.indexOf(':') + 1));
    plain.navigate(address("/postings/" + key.replace(':', '/') + "?lang=en"));
    plain.locator("#around-slot a").click();
    assertThat(plain.locator("#around #tickets")).isVisible();
    var csv = plain.request().get(address("/board.csv?state=waiting"));
    assertThat(csv.text().lines().skip(1)).allMatch(line -> line.startsWith("1001,"));
    assertThat(plain.request().get(address("/board/trail")).status()).isEqualTo(403);
    plain.context().close();
  }

  @Test
  @Order(7)
  void every_view_is_accessible_in_every_language_light_and_dark() {
    page().navigate(address("/?lang=en"));
    page().locator("nav a[hreflang=ru]").click();
    assertThat(page().locator("html")).hasAttribute("lang", "ru");
    for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      var window = browser().window(scheme, true);
      login(window, address("/board/login?lang=en"), "admin");
      for (var lang : List.of("en", "ru", "zh")) {
        look(window, lang, lang + "-" + scheme.name().toLowerCase(java.util.Locale.ROOT));
      }
      window.setViewportSize(375, 700);
      window.navigate(address("/?lang=en"));
      assertThat((int) window.evaluate("document.documentElement.scrollWidth"))
          .as("nothing but tables is wider than a phone")
          .isLessThanOrEqualTo(375);
      window.context().close();
    }
  }

  private void look(Page window, String lang, String name) {
    window.navigate(address("/?lang=" + lang));
    assertThat(rows(window).first()).isVisible();
    Browser.accessible(window, "the list, " + name);
    Browser.picture(window, "board-" + name, false);
    window.locator(".open").last().click();
    assertThat(window.locator("#drawer #posting-title")).isFocused();
    Browser.accessible(window, "the drawer, " + name);
    Browser.picture(window, "drawer-" + name, false);
    window.navigate(address("/board/charts?lang=" + lang));
    assertThat(window.locator("svg.chart").first()).isVisible();
    Browser.accessible(window, "the charts, " + name);
    window.navigate(address("/board/charts?store=1001&lang=" + lang));
    Browser.picture(window, "charts-" + name, true);
    window.navigate(address("/board/trail?lang=" + lang));
    Browser.accessible(window, "the trail, " + name);
  }

  @Test
  @Order(9)
  void what_support_is_to_read_is_copied_by_its_button() {
    var doors = new Doors(journey());
    var key = doors.await(inTransit("ozon"));
    var ask =
        Map.of("trackingNumber", "RB123456785CN", "reason", "a wrong label", "requestedBy", "olga");
    assertThat(doors.ask(key, "tracking-number", ask).body().path("ticketId").asText())
        .isNotEmpty();
    page()
        .context()
        .grantPermissions(
            List.of("clipboard-read", "clipboard-write"),
            new BrowserContext.GrantPermissionsOptions()
                .setOrigin(journey().set.url(ServiceName.COMPLIANCE)));
    page().navigate(address("/postings/" + key.replace(':', '/') + "?lang=en"));
    var copy = page().locator("#tickets .copy").first();
    copy.locator("button").click();
    assertThat(copy.locator("[role=status]")).hasText("Copied");
    var text = copy.locator("textarea").inputValue();
    assertThat(text).contains("RB123456785CN");
    assertThat((String) page().evaluate("navigator.clipboard.readText()")).isEqualTo(text);
    Browser.accessible(page(), "a ticket");
  }

  @Test
  @Order(10)
  void no_console_ever_said_that_something_is_wrong() {
    var policies = new ArrayList<String>();
    for (var path : List.of("/", "/board/charts", "/board/login", "/board/board.js")) {
      policies.add(
          page()
              .request()
              .get(address(path))
              .headers()
              .getOrDefault("content-security-policy", ""));
    }
    assertThat(policies).allMatch(each -> each.contains("default-src 'none'"));
    assertThat(policies).noneMatch(each -> each.contains("unsafe"));
    assertThat(browser().errors).isEmpty();
  }
}
