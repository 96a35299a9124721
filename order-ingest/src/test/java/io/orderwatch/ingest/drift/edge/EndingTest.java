package io.orderwatch.ingest.drift.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.orderwatch.clock.ScaledClock;
import io.orderwatch.clock.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The calendar, its page and the code say the same. */
class EndingTest {

  private static final Path ROOT = Path.of(System.getProperty("orderwatch.root", ".."));

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Endings endings =
      new Endings(
          registry,
          new ScaledClock(
              Instant.EPOCH,
              Instant.EPOCH,
              1,
              ZoneOffset.UTC,
              new SettableClock(Instant.parse("2026-11-01T10:00:00Z"))));

  /** Every method that the client names, by its source. */
  private static Set<String> called() throws IOException {
    var source =
        ROOT.resolve("libs/ozon-seller/src/main/java/io/orderwatch/ozon/edge/OzonSeller.java");
    var methods = new TreeSet<String>();
    Pattern.compile("\"(/v[0-9]/[a-z/-]+)\"")
        .matcher(Files.readString(source))
        .results()
        .forEach(method -> methods.add(method.group(1)));
    return methods;
  }

  @Test
  void what_is_called_used_is_what_the_client_calls() throws IOException {
    var called = called();
    assertThat(called).contains("/v4/posting/fbs/list", "/v3/posting/fbs/get");
    assertThat(endings.all())
        .isNotEmpty()
        .allSatisfy(
            each ->
                assertThat(
                        called.stream()
                            .anyMatch(
                                method ->
                                    each.method().endsWith("*")
                                        ? method.startsWith(each.method().replace("*", ""))
                                        : method.equals(each.method())))
                    .as(each.method())
                    .isEqualTo(each.used()));
  }

  @Test
  void the_page_has_the_same_rows() throws IOException {
    var page = Files.readAllLines(ROOT.resolve("docs/ozon-calendar.md"));
    assertThat(page.stream().filter(line -> line.matches("\\| [0-9].*")).map(EndingTest::plain))
        .containsExactlyElementsOf(
            endings.all().stream()
                .map(
                    each ->
                        plain(
                            "| %s | %s | %s | %s | %s |"
                                .formatted(
                                    each.day(),
                                    each.used() ? "used" : "unused",
                                    each.method(),
                                    each.instead(),
                                    each.source())))
                .toList());
  }

  private static String plain(String row) {
    return row.replace("`", "").replaceAll(" +", " ");
  }

  @Test
  void the_gauge_is_infinite_while_no_end_of_a_used_method_is_announced() {
    var used =
        endings.all().stream().filter(Endings.Left::used).mapToDouble(Endings.Left::daysLeft);
    assertThat(registry.get("ozon.method.end.days").gauge().value())
        .isEqualTo(used.min().orElse(Double.POSITIVE_INFINITY));
  }
}
