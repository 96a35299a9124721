package io.orderwatch.compliance.board.edge;

import io.orderwatch.clock.ScaledClock;
import io.orderwatch.compliance.board.Filter;
import io.orderwatch.compliance.board.Say;
import io.orderwatch.compliance.board.Store;
import io.orderwatch.compliance.board.edge.BoardPages.Guest;
import io.orderwatch.compliance.report.Report;
import io.orderwatch.compliance.report.Report.Line;
import io.orderwatch.compliance.report.Span;
import io.orderwatch.compliance.report.Span.By;
import io.orderwatch.compliance.report.edge.ReportRows;
import io.orderwatch.compliance.report.edge.ReportTable;
import io.orderwatch.compliance.wording.Language;
import io.orderwatch.compliance.wording.Texts;
import io.orderwatch.compliance.wording.edge.TextFiles;
import io.orderwatch.operations.Role;
import io.orderwatch.operations.Visitor;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Singleton;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** What became of cases, for whoever answers for the stores: figures, a table, a CSV. */
@Path("/board/report")
@Singleton
@Blocking
public class BoardReport {

  private static final int USUAL = 30;

  /** Ozon's days, those of the sellers' people, and those of the table of cases. */
  private static final List<String> ZONES = List.of("Europe/Moscow", "Asia/Shanghai", "UTC");

  /** What stands in the address; what cannot be understood asks for nothing. */
  public static class Asked {
    @QueryParam("store")
    @DefaultValue("")
    String store = "";

    @QueryParam("from")
    @DefaultValue("")
    String from = "";

    @QueryParam("to")
    @DefaultValue("")
    String to = "";

    @QueryParam("by")
    @DefaultValue("")
    String by = "";

    @QueryParam("zone")
    @DefaultValue("")
    String zone = "";
  }

  /**
   * All that the report shows.
   *
   * @param stores to choose from
   * @param over whether its last day is over
   */
  public record Page(
      Say say,
      Filter filter,
      Guest guest,
      List<String> stores,
      Span span,
      By by,
      boolean over,
      Report report) {

    public List<Language> languages() {
      return List.of(Language.values());
    }

    public List<By> kinds() {
      return List.of(By.values());
    }

    public List<String> zones() {
      return ZONES;
    }

    /** The part of the address that asks for the same in a language. */
    public String query(Language language) {
      return "lang=%s&store=%s&from=%s&to=%s&by=%s&zone=%s"
          .formatted(
              language.code(), filter.store(), span.from(), span.to(), by.word(), span.zone());
    }

    public String here() {
      return query(say.language());
    }

    public String days() {
      return span.from() + " – " + span.to();
    }

    /** A share in per cent, "–" of nothing. */
    public String percent(double share) {
      return Double.isNaN(share) ? "–" : say.of("index.of", "%.1f".formatted(100 * share));
    }

    public String share(Line line) {
      return percent(line.share());
    }
  }

  @CheckedTemplate
  public static class Templates {
    public static native TemplateInstance report(Page page);

    private Templates() {}
  }

  private final ReportRows rows;
  private final BoardReader reader;
  private final BoardPages pages;
  private final Guests guests;
  private final ScaledClock clock;
  private final Texts texts = TextFiles.texts("board");

  BoardReport(
      ReportRows rows, BoardReader reader, BoardPages pages, Guests guests, ScaledClock clock) {
    this.rows = rows;
    this.reader = reader;
    this.pages = pages;
    this.guests = guests;
    this.clock = clock;
  }

  @GET
  @Produces(MediaType.TEXT_HTML)
  @Operation(hidden = true)
  public TemplateInstance report(
      @QueryParam("lang") @DefaultValue("") String lang,
      @BeanParam Asked asked,
      @RestHeader("Accept-Language") @Nullable String accepted) {
    var visitor = guests.with(Role.VIEWER);
    var filter = filter(BoardPages.language(lang, accepted), asked);
    var stores = stores(visitor);
    var span = span(asked);
    var by = by(asked);
    return Templates.report(
        new Page(
            new Say(filter.language(), texts),
            filter,
            pages.guest(visitor, visitor.is(Role.OPERATOR)),
            stores,
            span,
            by,
            span.over(clock.now()),
            rows.of(span, by, shown(filter, stores))));
  }

  /** The same as a table. */
  @GET
  @Path("/csv")
  @Produces("text/csv; charset=utf-8")
  @Operation(hidden = true)
  public RestResponse<String> csv(@BeanParam Asked asked) {
    var stores = stores(guests.with(Role.VIEWER));
    var span = span(asked);
    var report = rows.of(span, by(asked), shown(filter("", asked), stores));
    return RestResponse.ResponseBuilder.ok(ReportTable.of(report.lines(), report.total()))
        .header(
            "Content-Disposition",
            "attachment; filename=\"report-%s-%s.csv\"".formatted(span.from(), span.to()))
        .build();
  }

  private List<String> stores(Visitor visitor) {
    return reader.stores().stream()
        .map(Store::id)
        .filter(id -> visitor.is(Role.VIEWER, id))
        .toList();
  }

  private static Filter filter(String language, Asked asked) {
    return Filter.read(language, asked.store, "", "", "", "", "", "");
  }

  /** Never empty, which would be all. */
  private static Set<String> shown(Filter filter, List<String> stores) {
    var shown =
        stores.stream()
            .filter(id -> filter.store().isEmpty() || id.equals(filter.store()))
            .toList();
    return shown.isEmpty() ? Set.of("none") : Set.copyOf(shown);
  }

  private Span span(Asked asked) {
    var zone = ZoneId.of(ZONES.contains(asked.zone) ? asked.zone : ZONES.getFirst());
    var today = LocalDate.ofInstant(clock.now(), zone);
    var last = day(asked.to, today);
    try {
      return new Span(day(asked.from, last.minusDays(USUAL - 1L)), last, zone);
    } catch (IllegalArgumentException _) {
      return Span.last(USUAL, last, zone);
    }
  }

  private static LocalDate day(String text, LocalDate otherwise) {
    try {
      var day = LocalDate.parse(text);
      return day.getYear() < Span.FIRST_YEAR || day.getYear() > Span.LAST_YEAR ? otherwise : day;
    } catch (DateTimeException _) {
      return otherwise;
    }
  }

  private static By by(Asked asked) {
    return Arrays.stream(By.values())
        .filter(each -> each.word().equals(asked.by))
        .findFirst()
        .orElse(By.DAY);
  }
}
