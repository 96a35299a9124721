package io.orderwatch.notification.edge;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tables for spreadsheets, RFC 4180, UTF-8. */
public final class Csv {

  public static final String TYPE = "text/csv";

  private static final MediaType UTF_8 = new MediaType("text", "csv", "UTF-8");

  private Csv() {}

  /**
   * A page, or its table for who accepts text/csv.
   *
   * @param accept the header; null if there is none
   * @param next cursor of the page after, which a table has in the header Next-Cursor; null for
   *     none
   */
  public static Response answer(
      @Nullable String accept, Record page, @Nullable String next, Supplier<String> table) {
    if (accept == null || !accepts(accept)) {
      return Response.ok(page, MediaType.APPLICATION_JSON_TYPE).build();
    }
    return Response.ok(table.get(), UTF_8).header("Next-Cursor", next).build();
  }

  /** Whether a table is named, and not only to say that none is wanted (RFC 9110, 12.4.2). */
  static boolean accepts(String accept) {
    return Arrays.stream(accept.split(",", -1))
        .map(each -> each.replaceAll("\\s", ""))
        .anyMatch(each -> each.startsWith(TYPE) && !each.matches(".*;q=0(\\.0*)?(;.*)?"));
  }

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
