package io.orderwatch.kubernetes.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whoever reads the page of the manifests finds every switch that there is, and none besides. */
class ComponentsTest {

  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z-]+)` \\| [^|]+ \\|$");

  @Test
  void every_component_has_its_row_on_the_page() throws IOException {
    assertThat(rows(Files.readString(Kustomize.MODULE.resolve("README.md"))))
        .containsExactlyInAnyOrderElementsOf(Kustomize.COMPONENTS);
  }

  @Test
  void a_component_without_a_row_is_found() {
    assertThat(rows("| component | what |\n|---|---|\n| `oidc` | a login |\n"))
        .containsExactly("oidc");
  }

  private static List<String> rows(String page) {
    var table = page.substring(page.indexOf("| component |"));
    var end = table.indexOf("\n\n");
    return ROW.matcher(end < 0 ? table : table.substring(0, end))
        .results()
        .map((MatchResult each) -> each.group(1))
        .toList();
  }
}
