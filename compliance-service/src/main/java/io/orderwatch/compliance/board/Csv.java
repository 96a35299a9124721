package io.orderwatch.compliance.board;

import io.orderwatch.compliance.outlook.Attention.Ranked;
import io.orderwatch.compliance.outlook.Chance.Stated;
import io.orderwatch.compliance.outlook.Foreseen;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rows of the board as RFC 4180 has it; what a spreadsheet would take for a formula is quoted. */
public final class Csv {

  private static final String HEAD =
      "store,posting,order,state,deadline,closed,steps_taken,next_step,mark,value,currency,holder,chance,attention";

  private Csv() {}

  /**
   * @param foreseen what is to be expected of open cases
   */
  public static String of(List<Row> rows, Foreseen foreseen) {
    return rows.stream()
        .map(row -> line(row, foreseen.of(row.key()).orElse(null)))
        .collect(Collectors.joining("", HEAD + "\r\n", ""));
  }

  private static String line(Row row, @Nullable Ranked ranked) {
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
            text(row.holder()),
            ranked != null && ranked.judged().chance() instanceof Stated(var chance, _, _, _)
                ? number(chance)
                : "",
            ranked == null ? "" : number(ranked.attention()))
        .map(Csv::field)
        .collect(Collectors.joining(",", "", "\r\n"));
  }

  private static String number(double number) {
    return String.format(Locale.ROOT, "%.4f", number);
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
