package io.orderwatch.ingest.posting.edge;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Records as RFC 4180 writes a table: a line of names, then a line each. */
final class Csv {

  private Csv() {}

  static <T extends Record> String of(List<T> rows, Class<T> type) {
    var columns = type.getRecordComponents();
    var table = new StringBuilder();
    line(table, Arrays.stream(columns).map(RecordComponent::getName).toList());
    for (var row : rows) {
      line(table, Arrays.stream(columns).map(column -> cell(column, row)).toList());
    }
    return table.toString();
  }

  private static void line(StringBuilder table, List<String> cells) {
    table.append(cells.stream().map(Csv::quoted).collect(Collectors.joining(","))).append("\r\n");
  }

  /** What a spreadsheet would take for a formula is text to it. */
  private static String quoted(String cell) {
    var text = cell.matches("(?s)[=+@\t\r-].*") ? "'" + cell : cell;
    return text.matches("(?s).*[\",\r\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }

  private static String cell(RecordComponent column, Record row) {
    try {
      @Nullable Object value = column.getAccessor().invoke(row);
      return value == null ? "" : value.toString();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(column + " cannot be read", e);
    }
  }
}
