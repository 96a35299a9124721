package io.orderwatch.compliance.board;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rows of the board as RFC 4180 has it; what a spreadsheet would take for a formula is quoted. */
public final class Csv {

  private static final String HEAD =
      "store,posting,order,state,deadline,closed,steps_taken,next_step,mark,value,currency,holder";

  private Csv() {}

  public static String of(List<Row> rows) {
    return rows.stream().map(Csv::line).collect(Collectors.joining("", HEAD + "\r\n", ""));
  }

  private static String line(Row row) {
    var value = row.value();
    return Stream.of(
            row.store(),
            row.posting(),
            row.order(),
            row.state(),
            row.deadline().toString(),
            text(row.closedAt()),
            Integer.toString(row.stepsTaken()),
            text(row.nextStep()),
            row.mark().word(),
            value == null ? "" : value.amount().toPlainString(),
            value == null ? "" : value.currency(),
            text(row.holder()))
        .map(Csv::field)
        .collect(Collectors.joining(",", "", "\r\n"));
  }

  private static String text(@Nullable Object value) {
    return Objects.toString(value, "");
  }

  static String field(String text) {
    var safe = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    return safe.chars().anyMatch(c -> "\",\r\n".indexOf(c) >= 0)
        ? '"' + safe.replace("\"", "\"\"") + '"'
        : safe;
  }
}
