package io.orderwatch.compliance.board.edge;

import io.orderwatch.clock.ScaledClock;
import io.orderwatch.compliance.board.Bars;
import io.orderwatch.compliance.board.Charts;
import io.orderwatch.compliance.board.Filter;
import io.orderwatch.compliance.board.Foresight;
import io.orderwatch.compliance.board.IndexLine;
import io.orderwatch.compliance.board.Say;
import io.orderwatch.compliance.board.Store;
import io.orderwatch.compliance.board.edge.BoardPages.Guest;
import io.orderwatch.compliance.outlook.edge.Foreseeing;
import io.orderwatch.compliance.passport.PassportPolicy;
import io.orderwatch.compliance.wording.Language;
import io.orderwatch.compliance.wording.Texts;
import io.orderwatch.compliance.wording.edge.TextFiles;
import io.orderwatch.operations.Role;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The charts of the operators' page: pictures, each with its table. */
@Path("/board/charts")
@Singleton
@Blocking
public class BoardCharts {

  /**
   * All that the charts show.
   *
   * @param atRisk by currency
   * @param foresight what is to be expected of each store that is shown
   */
  public record Page(
      Say say,
      Filter filter,
      Guest guest,
      List<String> stores,
      List<IndexLine> indexes,
      Bars funnel,
      Bars timeToSupply,
      Bars byHour,
      Map<String, Bars> atRisk,
      Map<String, String> foresight) {

    public List<Language> languages() {
      return List.of(Language.values());
    }
  }

  @CheckedTemplate
  public static class Templates {
    public static native TemplateInstance charts(Page page);

    private Templates() {}
  }

  private final BoardFigures figures;
  private final BoardReader reader;
  private final BoardPages pages;
  private final PassportPolicy policy;
  private final Guests guests;
  private final Foreseeing foreseeing;
  private final ScaledClock clock;
  private final Texts texts = TextFiles.texts("board");

  BoardCharts(
      BoardFigures figures,
      BoardReader reader,
      BoardPages pages,
      PassportPolicy policy,
      Guests guests,
      Foreseeing foreseeing,
      ScaledClock clock) {
    this.foreseeing = foreseeing;
    this.figures = figures;
    this.reader = reader;
    this.pages = pages;
    this.policy = policy;
    this.guests = guests;
    this.clock = clock;
  }

  @GET
  @Produces(MediaType.TEXT_HTML)
  @Operation(hidden = true)
  public TemplateInstance charts(
      @QueryParam("lang") @DefaultValue("") String lang,
      @QueryParam("store") @DefaultValue("") String store) {
    var visitor = guests.with(Role.VIEWER);
    var filter = Filter.read(lang, store, "", "", "", "", "", "");
    var stores =
        reader.stores().stream().map(Store::id).filter(id -> visitor.is(Role.VIEWER, id)).toList();
    var shown =
        stores.stream()
            .filter(id -> filter.store().isEmpty() || id.equals(filter.store()))
            .toList();
    var now = clock.now();
    var counted = figures.of(Set.copyOf(shown), now);
    var say = new Say(filter.language(), texts);
    var foreseen = new Foresight(say, foreseeing.last());
    var foresight = new TreeMap<String, String>();
    shown.forEach(id -> foresight.put(id, foreseen.store(id)));
    return Templates.charts(
        new Page(
            say,
            filter,
            pages.guest(visitor, visitor.is(Role.OPERATOR)),
            stores,
            shown.stream().flatMap(id -> figures.index(id, now).stream()).toList(),
            Charts.funnel(counted.ends()),
            Charts.timeToSupply(counted.took(), policy.ladder().steps()),
            Charts.byBuyersHour(counted.came()),
            Charts.atRisk(counted.atRisk()),
            foresight));
  }
}
