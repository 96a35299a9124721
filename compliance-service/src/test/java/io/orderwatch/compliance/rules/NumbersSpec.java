package io.orderwatch.compliance.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * A number on a page is a rule of Ozon's unless it is 0, 1, 2 or the 100 of per cent: it belongs
 * into a pack, or its comment names source and date. The lines of packs and tables name theirs, or
 * they are not read at all (RulePackSpec).
 */
class NumbersSpec {

  private static final Path PAGES =
      Path.of(
          System.getProperty("orderwatch.root"),
          "compliance-service/src/main/java/io/orderwatch/compliance");
  private static final Pattern NUMBER =
      Pattern.compile("(?<![\\w.\"])[0-9][0-9_]*(\\.[0-9]+)?[LlFfDd]?\\b");
  private static final Pattern TEXT = Pattern.compile("\"(\\\\.|[^\"\\\\])*\"");
  private static final Pattern DATED = Pattern.compile("20[0-9]{2}-[0-9]{2}");
  private static final Set<String> PLAIN = Set.of("0", "1", "2", "100");

  @Test
  void every_number_on_a_page_names_its_source_and_date() throws IOException {
    var found = new ArrayList<String>();
    try (var files = Files.walk(PAGES)) {
      for (var file : files.filter(NumbersSpec::page).sorted().toList()) {
        unnamed(Files.readAllLines(file))
            .forEach(each -> found.add(file.getFileName() + ":" + each));
      }
    }
    assertThat(found).isEmpty();
  }

  @Test
  void a_number_without_them_is_found() {
    assertThat(
            unnamed(
                List.of(
                    "/** How long it takes. */",
                    "static final int DAYS = 14;",
                    "",
                    "// docs.ozon.com, read 2026-10-01",
                    "static final int HOURS = 24;",
                    "",
                    "/* 37 */ int a = 2 * 100; // 5 is no number here",
                    "var text = \"7 days\" + 1.5 + list.get(3) + v2;")))
        .containsExactly("2: 14", "8: 1.5", "8: 3");
  }

  private static boolean page(Path file) {
    return file.toString().endsWith(".java")
        && !file.toString().contains("/edge/")
        && !file.toString().contains("/board/"); // how many rows a page has is no rule of Ozon's
  }

  private static List<String> unnamed(List<String> lines) {
    var found = new ArrayList<String>();
    var dated = false;
    for (var i = 0; i < lines.size(); i++) {
      var line = lines.get(i).strip();
      var comment = line.startsWith("*") || line.startsWith("/**") || line.startsWith("//");
      if (line.isEmpty()) {
        dated = false;
      } else if (comment) {
        dated |= DATED.matcher(line).find();
      } else if (!dated) {
        var code = TEXT.matcher(line).replaceAll("\"\"").replaceAll("/\\*.*?\\*/|//.*", "");
        var line1 = i + 1;
        NUMBER
            .matcher(code)
            .results()
            .map(match -> match.group())
            .filter(number -> !PLAIN.contains(number))
            .forEach(number -> found.add(line1 + ": " + number));
      }
    }
    return found;
  }
}
