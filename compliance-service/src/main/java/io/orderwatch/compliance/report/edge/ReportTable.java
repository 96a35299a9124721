package io.orderwatch.compliance.report.edge;

import io.orderwatch.compliance.report.Report.Line;
import io.orderwatch.contracts.Money;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A report for a spreadsheet: RFC 4180, UTF-8. Names, numbers and sums, nothing that needs quotes.
 */
public final class ReportTable {

  static final String TYPE = "text/csv";

  static final MediaType MEDIA = new MediaType("text", "csv");

  private static final String HEAD =
      "of,cases,supplied,share,unasked,lost,lost_by_ozon,lost_by_buyer,lost_by_seller,lost_by_others,"
          + "counted_against_store,called,called_supplied,saved,gone,unpriced,half_took_seconds,"
          + "nine_of_ten_took_seconds";

  private ReportTable() {}

  /** The lines, and the total as the last of them. */
  public static String of(List<Line> lines, Line total) {
    return Stream.concat(lines.stream(), Stream.of(total))
        .map(ReportTable::line)
        .collect(Collectors.joining("", HEAD + "\r\n", ""));
  }

  private static String line(Line line) {
    var lost = line.lost();
    var took = line.took();
    return Stream.of(
            line.name(),
            line.cases(),
            line.supplied(),
            line.cases() == 0 ? null : "%.4f".formatted(line.share()),
            line.unasked(),
            lost.cases(),
            lost.byOzon(),
            lost.byBuyer(),
            lost.bySeller(),
            lost.byOthers(),
            lost.counted(),
            line.called(),
            line.calledSupplied(),
            money(line.saved()),
            money(line.gone()),
            line.unpriced(),
            took == null ? null : took.half().toSeconds(),
            took == null ? null : took.nineOfTen().toSeconds())
        .map(ReportTable::text)
        .collect(Collectors.joining(",", "", "\r\n"));
  }

  private static String text(@Nullable Object value) {
    return Objects.toString(value, "");
  }

  private static String money(List<Money> sums) {
    return sums.stream()
        .map(each -> each.amount().toPlainString() + " " + each.currency())
        .collect(Collectors.joining("; "));
  }
}
