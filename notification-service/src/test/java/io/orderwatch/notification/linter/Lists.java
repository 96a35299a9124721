package io.orderwatch.notification.linter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lists of texts, one a line. */
final class Lists {

  private static final Pattern CHARACTER = Pattern.compile("\\\\u([0-9a-fA-F]{4})");

  private Lists() {}

  static List<String> own(String name) {
    try (var stream =
        Objects.requireNonNull(Lists.class.getResourceAsStream("/linter/" + name), name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The last column of a table with tabs; {@code \}{@code u200b} is that character. */
  static List<String> table(Path file) {
    try {
      return Files.readAllLines(file).stream()
          .filter(line -> !line.isBlank())
          .map(line -> line.substring(line.lastIndexOf('\t') + 1))
          .map(
              text ->
                  CHARACTER
                      .matcher(text)
                      .replaceAll(
                          each ->
                              Matcher.quoteReplacement(
                                  "" + (char) Integer.parseInt(each.group(1), 16))))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
