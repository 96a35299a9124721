package io.orderwatch.notification.edge;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tables for spreadsheets, RFC 4180, UTF-8. */
public final class Csv {

  public static final String TYPE = "text/csv;charset=UTF-8";

  private Csv() {}

  /**
   * @param head the names of the columns
   * @param rows with as many values; null is empty
   */
  public static String of(List<String> head, Stream<@Nullable Object[]> rows) {
    return Stream.concat(Stream.of(line(head.toArray())), rows.map(Csv::line))
        .collect(Collectors.joining());
  }

  private static String line(@Nullable Object[] values) {
    return Arrays.stream(values).map(Csv::value).collect(Collectors.joining(",", "", "\r\n"));
  }

  /** What a spreadsheet would take for a formula is made text. */
  private static String value(@Nullable Object value) {
    var text = value == null ? "" : value.toString();
    var safe = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    return safe.chars().anyMatch(each -> ",\"\r\n".indexOf(each) >= 0)
        ? "\"" + safe.replace("\"", "\"\"") + "\""
        : safe;
  }
}
