package io.orderwatch.notification.linter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Holds the linter against an editor's lists, where they are at hand: they are not ours to publish.
 */
class EditorsListsTest {

  private static final Path LISTS = Path.of("../../shared/russian").toAbsolutePath().normalize();

  private static List<String> list(String name) {
    assumeTrue(Files.exists(LISTS.resolve(name)), "the editor's lists are not at hand");
    return Lists.table(LISTS.resolve(name));
  }

  private static double share(List<String> texts, List<String> of) {
    return 100.0 * texts.size() / of.size();
  }

  @Test
  void of_what_breaks_the_rules_nine_in_ten_are_caught() {
    var texts = list("breaks-rules.tsv");
    var refused = texts.stream().filter(text -> !Linter.refused(text).isEmpty()).toList();
    var caught = texts.stream().filter(text -> !Linter.findings(text).isEmpty()).toList();
    System.out.printf(
        "broken rules: %.1f%% refused, %.1f%% caught%n",
        share(refused, texts), share(caught, texts));
    assertThat(share(refused, texts)).isGreaterThanOrEqualTo(90);
    assertThat(share(caught, texts)).isGreaterThanOrEqualTo(95);
  }

  @Test
  void of_what_is_harmless_at_most_three_in_a_hundred_are_refused() {
    var texts = list("harmless.tsv");
    var refused = texts.stream().filter(text -> !Linter.refused(text).isEmpty()).toList();
    var warned = texts.stream().filter(text -> !Linter.findings(text).isEmpty()).toList();
    System.out.printf(
        "harmless: %.1f%% refused, %.1f%% refused or warned of%n",
        share(refused, texts), share(warned, texts));
    assertThat(share(refused, texts)).isLessThanOrEqualTo(3);
    assertThat(share(warned, texts)).isLessThanOrEqualTo(6);
  }
}
