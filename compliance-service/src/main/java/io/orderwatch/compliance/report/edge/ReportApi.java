package io.orderwatch.compliance.report.edge;

import io.orderwatch.clock.ScaledClock;
import io.orderwatch.compliance.report.Report;
import io.orderwatch.compliance.report.Report.Line;
import io.orderwatch.compliance.report.Span;
import io.orderwatch.compliance.report.Span.By;
import io.orderwatch.contracts.Money;
import io.orderwatch.operations.edge.rest.BadInput;
import io.quarkiverse.resteasy.problem.validation.Violation;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** What became of cases, a span of days at a time. */
@Path("/api/report")
public class ReportApi {

  /** So many days if nobody says how many. */
  static final int USUAL = 30;

  /**
   * Cases that ended, and how.
   *
   * @param of a day, a week of ISO 8601 (2026-W48), a month, or a store's Client-Id
   * @param cases that ended, supplied or lost; what was split counts by what was split off it
   * @param supplied of which the data came
   * @param share of these; null without cases
   * @param low of the share, with 95 per cent confidence (Wilson)
   * @param high of the share, with 95 per cent confidence (Wilson)
   * @param unasked of those supplied, before any message reached the buyer
   * @param lost that were cancelled
   * @param lostByOzon of those lost, by Ozon itself
   * @param lostByBuyer of those lost, by the buyer
   * @param lostBySeller of those lost, by the seller
   * @param lostByOthers of those lost, by the carrier, nobody, or whoever Ozon has a new word for
   * @param counted of those lost, how many Ozon counts against the store
   * @param called for how many a person was called
   * @param calledSupplied of those, of how many the data came
   * @param saved what the goods of those supplied are worth, a sum a currency
   * @param gone what the goods of those lost were worth, a sum a currency
   * @param unpriced cases of whose goods that is not known
   * @param halfTook seconds that half of the data took at most, from when the case was opened; null
   *     if none came
   * @param nineOfTenTook the same for nine of ten; null if none came
   */
  public record Counts(
      String of,
      long cases,
      long supplied,
      @Nullable Double share,
      double low,
      double high,
      long unasked,
      long lost,
      long lostByOzon,
      long lostByBuyer,
      long lostBySeller,
      long lostByOthers,
      long counted,
      long called,
      long calledSupplied,
      List<Money> saved,
      List<Money> gone,
      long unpriced,
      @Nullable Long halfTook,
      @Nullable Long nineOfTenTook) {}

  /**
   * @param from its first day
   * @param to its last day
   * @param zone whose days they are, by IANA's name
   * @param over whether its last day is over; else its counts still grow
   * @param total of all
   * @param before of as many days right before
   * @param lines a day, a week, a month or a store each; days without cases too
   */
  public record Reported(
      LocalDate from,
      LocalDate to,
      String zone,
      boolean over,
      Counts total,
      Counts before,
      List<Counts> lines) {}

  private final ReportRows rows;
  private final ScaledClock clock;

  ReportApi(ReportRows rows, ScaledClock clock) {
    this.rows = rows;
    this.clock = clock;
  }

  /**
   * What became of the cases that ended in a span of days: how many were supplied and lost, by
   * whom, what their goods are worth, and how long data took. A table for who accepts text/csv.
   *
   * @param from its first day; 29 days before {@code to} if not said
   * @param to its last day; today if not said. A span has 400 days at most
   * @param zone whose days they are, by IANA's name
   * @param by what a line is about
   */
  @GET
  @Produces({MediaType.APPLICATION_JSON, ReportTable.TYPE})
  @APIResponse(
      responseCode = "200",
      description = "The report.",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = Reported.class)),
        @Content(mediaType = ReportTable.TYPE)
      })
  public RestResponse<Object> report(
      @QueryParam("from") @Nullable LocalDate from,
      @QueryParam("to") @Nullable LocalDate to,
      @QueryParam("zone") @DefaultValue("Europe/Moscow") String zone,
      @QueryParam("by") @DefaultValue("day") @Pattern(regexp = "day|week|month|store") String by,
      @QueryParam("store") @DefaultValue("") @Pattern(regexp = "|[0-9]{1,20}") String store,
      @Context HttpHeaders headers) {
    var span = span(from, to, zone);
    var report =
        rows.of(
            span,
            By.valueOf(by.toUpperCase(Locale.ROOT)),
            store.isEmpty() ? Set.of() : Set.of(store));
    var table = headers.getAcceptableMediaTypes().contains(ReportTable.MEDIA);
    return RestResponse.ResponseBuilder.<Object>ok(
            table ? ReportTable.of(report.lines(), report.total()) : told(span, report))
        .type(table ? ReportTable.MEDIA.withCharset("utf-8") : MediaType.APPLICATION_JSON_TYPE)
        .build();
  }

  private Span span(@Nullable LocalDate from, @Nullable LocalDate to, String zone) {
    if (!ZoneId.getAvailableZoneIds().contains(zone)) {
      throw BadInput.of(Violation.In.query, "zone", "must be a zone of IANA's like Asia/Shanghai");
    }
    var days = ZoneId.of(zone);
    var last = to != null ? to : LocalDate.ofInstant(clock.now(), days);
    if (last.getYear() < Span.FIRST_YEAR || last.getYear() > Span.LAST_YEAR) {
      throw BadInput.of(Violation.In.query, "to", "must be a day of the years 2000 to 2100");
    }
    try {
      return from == null ? Span.last(USUAL, last, days) : new Span(from, last, days);
    } catch (IllegalArgumentException _) {
      throw BadInput.of(
          Violation.In.query, "from", "must be at most " + (Span.MOST - 1) + " days before to");
    }
  }

  private Reported told(Span span, Report report) {
    return new Reported(
        span.from(),
        span.to(),
        span.zone().getId(),
        span.over(clock.now()),
        counts(report.total()),
        counts(report.before()),
        report.lines().stream().map(ReportApi::counts).toList());
  }

  private static Counts counts(Line line) {
    var interval = line.interval();
    var lost = line.lost();
    var took = line.took();
    return new Counts(
        line.name(),
        line.cases(),
        line.supplied(),
        line.cases() == 0 ? null : Double.valueOf(line.share()),
        interval.low(),
        interval.high(),
        line.unasked(),
        lost.cases(),
        lost.byOzon(),
        lost.byBuyer(),
        lost.bySeller(),
        lost.byOthers(),
        lost.counted(),
        line.called(),
        line.calledSupplied(),
        line.saved(),
        line.gone(),
        line.unpriced(),
        took == null ? null : Long.valueOf(took.half().toSeconds()),
        took == null ? null : Long.valueOf(took.nineOfTen().toSeconds()));
  }
}
