package io.orderwatch.observability.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.orderwatch.observability.Setting;
import io.orderwatch.observability.SettingsPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./mvnw -pl deploy/observability test -Dorderwatch.write=true} writes the tables anew. */
class ConfigurationTest {

  private static final Path ROOT = Path.of(System.getProperty("orderwatch.root"));
  private static final Path PAGE = ROOT.resolve("docs/configuration.md");

  @Test
  void the_page_says_what_the_code_says() throws IOException {
    var settings = new Services(ROOT).settings();
    var page = new SettingsPage(Files.readString(PAGE));
    var made = page.with(settings);
    if (Boolean.getBoolean("orderwatch.write")) {
      Files.writeString(PAGE, made.text());
    } else {
      assertThat(page.text())
          .as("docs/configuration.md: write it anew with -Dorderwatch.write=true")
          .isEqualTo(made.text());
    }
    assertThat(page.faults(settings)).isEmpty();
  }

  @Test
  void every_mapping_and_injected_property_of_the_services_is_in_a_table() throws IOException {
    var declared =
        Pattern.compile("@Config(?:Mapping\\(prefix|Property\\(\\s*name) = \"([^\"]+)\"");
    var settings = new Services(ROOT).settings();
    for (var service : Services.NAMES) {
      var names =
          settings.getOrDefault(service, List.of()).stream().map(Setting::property).toList();
      var inText = new TreeSet<String>();
      for (var module : new Services(ROOT).modules(ROOT.resolve(service))) {
        try (var files = Files.walk(module.resolve("src/main/java"))) {
          for (var file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
            declared.matcher(Files.readString(file)).results().forEach(d -> inText.add(d.group(1)));
          }
        }
      }
      assertThat(inText)
          .as(service)
          .contains("orderwatch.mailbox", "orderwatch.clock")
          .allMatch(name -> names.stream().anyMatch(each -> each.startsWith(name)));
    }
  }

  @Test
  void a_mapping_is_read_with_its_names_defaults_and_meanings(@TempDir Path home)
      throws IOException {
    var source =
        written(
            home,
            """
            @ConfigMapping(prefix = "orderwatch.ozon")
            public interface Planted {
              String HOST = "api.example";
              /** Where it is. */
              @WithDefault("https://" + HOST) URI url();
              /** How {@code often},
               *  at most. */
              @WithDefault("12") double callsPerSecond();
              /** Who. */
              @WithName("who-else") Optional<Set<String>> who();
              /** How long. */
              Duration wait_();
              /** When (real time). */
              @WithDefault("PT1S,PT2S") List<Duration> steps();
              default int twice() { return 2; }
            }
            /** The one clock. */
            class Clock {
              Clock(@ConfigProperty(name = "orderwatch.clock", defaultValue = "real") String clock) {}
            }
            """);
    assertThat(Mappings.read(List.of(source)))
        .containsExactly(
            new Setting("orderwatch.ozon.url", "URL", "https://api.example", false, "Where it is."),
            new Setting(
                "orderwatch.ozon.calls-per-second", "number", "12", false, "How `often`, at most."),
            new Setting("orderwatch.ozon.who-else", "list of text, with commas", "", false, "Who."),
            new Setting("orderwatch.ozon.wait_", "duration", "", true, "How long."),
            new Setting(
                "orderwatch.ozon.steps",
                "list of duration of real time, with commas",
                "PT1S,PT2S",
                false,
                "When (real time)."),
            new Setting("orderwatch.clock", "text", "real", false, "The one clock."));
  }

  @Test
  void a_planted_property_without_a_word_is_caught(@TempDir Path home) throws IOException {
    var source =
        written(
            home,
            """
            /** All of it. */
            @ConfigMapping(prefix = "orderwatch.planted") public interface Planted {
              @WithDefault("1") int unsaid();
              /** How long. */ @WithDefault("PT1S") Duration wait_();
            }
            class Other { Other(@ConfigProperty(name = "quarkus.unlisted") String name) {} }
            """);
    var tables = Map.of("service", Mappings.read(List.of(source)));
    assertThat(new SettingsPage("| `OTHER` | \n").faults(tables))
        .containsExactly(
            "service: nobody says what orderwatch.planted.unsaid means",
            "service: nobody says which time orderwatch.planted.wait_ counts in",
            "service: QUARKUS_UNLISTED is not in the table of all services");
    assertThat(new SettingsPage("| `QUARKUS_UNLISTED` | \n").faults(tables)).hasSize(2);
  }

  @Test
  void a_planted_change_of_a_default_is_seen() {
    var page =
        new SettingsPage("by hand\n<!-- made from the code: x -->\nold\n<!-- end -->\nby hand\n");
    var one =
        page.with(Map.of("x", List.of(new Setting("orderwatch.a", "text", "1", false, "A."))));
    var two =
        page.with(Map.of("x", List.of(new Setting("orderwatch.a", "text", "2", false, "A."))));
    assertThat(one.text())
        .startsWith("by hand\n")
        .endsWith("| `ORDERWATCH_A` | `1` | text | A. |\n<!-- end -->\nby hand\n")
        .isNotEqualTo(two.text());
    assertThat(
            two.with(Map.of("x", List.of(new Setting("orderwatch.a", "text", "1", false, "A.")))))
        .isEqualTo(one);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> page.with(Map.of("y", List.of())))
        .withMessageContaining("y");
  }

  @Test
  void what_cannot_be_read_is_refused(@TempDir Path home) throws IOException {
    for (var body :
        List.of("/** A. */ Map<String, String> a();", "interface Nested {} /** A. */ int a();")) {
      var source =
          written(
              home, "@ConfigMapping(prefix = \"orderwatch.x\") interface Planted {" + body + "}");
      assertThatIllegalArgumentException().isThrownBy(() -> Mappings.read(List.of(source)));
    }
  }

  private static Path written(Path home, String source) throws IOException {
    return Files.writeString(home.resolve("Planted.java"), source);
  }
}
