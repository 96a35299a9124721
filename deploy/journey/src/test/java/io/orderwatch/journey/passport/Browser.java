package io.orderwatch.journey.passport;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The Chromium of this machine, and what its console said. */
final class Browser implements AutoCloseable {

  private static final Path ROOT = Path.of(System.getProperty("orderwatch.root"));

  private final Playwright playwright;
  private final com.microsoft.playwright.Browser chromium;

  /** What a page's console called an error, and what it threw. */
  final List<String> errors = new ArrayList<>();

  private Browser(Path program) {
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    chromium =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(program)
                    .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage")));
  }

  /** Empty where there is none. */
  static Optional<Path> program() {
    return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  static Browser started() {
    return new Browser(program().orElseThrow());
  }

  /** A window of somebody's own, in that colour scheme. */
  Page window(ColorScheme scheme, boolean scripts) {
    BrowserContext context =
        chromium.newContext(
            new com.microsoft.playwright.Browser.NewContextOptions()
                .setViewportSize(1280, 800)
                .setColorScheme(scheme)
                .setLocale("en")
                .setJavaScriptEnabled(scripts));
    context.setDefaultTimeout((double) Doors.PATIENCE.toMillis());
    var page = context.newPage();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            errors.add(message.text() + " at " + message.location());
          }
        });
    page.onPageError(errors::add);
    return page;
  }

  /** Fails with what axe finds on what is shown. */
  static void accessible(Page page, String what) {
    var violations = new AxeBuilder(page).setLegacyMode(true).analyze().getViolations();
    assertThat(
            violations.stream()
                .map(
                    rule ->
                        rule.getId()
                            + ": "
                            + rule.getNodes().stream().map(node -> node.getHtml()).toList())
                .toList())
        .as("what axe finds on " + what)
        .isEmpty();
  }

  /**
   * Keeps what is shown; with -Dorderwatch.write=true in docs/screenshots too.
   *
   * @param whole with what only scrolling shows
   */
  static void picture(Page page, String name, boolean whole) {
    var picture =
        page.screenshot(
            new Page.ScreenshotOptions()
                .setType(ScreenshotType.JPEG)
                .setQuality(70)
                .setFullPage(whole));
    try {
      for (var folder : folders()) {
        Files.createDirectories(folder);
        Files.write(folder.resolve(name + ".jpg"), picture);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Path> folders() {
    var target = ROOT.resolve("deploy/journey/target/screenshots");
    return Boolean.getBoolean("orderwatch.write")
        ? List.of(target, ROOT.resolve("docs/screenshots"))
        : List.of(target);
  }

  @Override
  public void close() {
    chromium.close();
    playwright.close();
  }
}
