package io.orderwatch.compliance.passport.edge;

import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Cases for a spreadsheet: RFC 4180, UTF-8. */
final class CasesTable {

  static final String TYPE = "text/csv";

  static final MediaType MEDIA = new MediaType("text", "csv");

  private static final String HEAD =
      "store,posting,order,state,opened,deadline,basis,steps_taken,reminded,sent_step,closed,cancelled_by,affects_rating,zone,holder";

  private CasesTable() {}

  static String of(List<PassportCaseRow> rows) {
    return rows.stream().map(CasesTable::line).collect(Collectors.joining("", HEAD + "\r\n", ""));
  }

  private static String line(PassportCaseRow row) {
    var colon = row.key.indexOf(':');
    return Stream.of(
            row.key.substring(0, colon),
            row.key.substring(colon + 1),
            row.orderNumber,
            row.state,
            row.openedAt,
            row.deadlineAt,
            row.deadlineBasis,
            row.stepsTaken,
            row.remindedAt,
            row.sentStep,
            row.closedAt,
            row.cancelledBy,
            row.affectsRating,
            row.zone,
            row.holder)
        .map(value -> safe(Objects.toString(value, "")))
        .collect(Collectors.joining(",", "", "\r\n"));
  }

  /** What a spreadsheet would take for a formula is made text, and so is what would part fields. */
  private static String safe(String text) {
    var plain = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    return plain.chars().anyMatch(each -> ",\"\r\n".indexOf(each) >= 0)
        ? "\"" + plain.replace("\"", "\"\"") + "\""
        : plain;
  }
}
