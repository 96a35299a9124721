package io.orderwatch.compliance.board.edge;

import io.orderwatch.clock.ScaledClock;
import io.orderwatch.compliance.advice.edge.AdviceApi;
import io.orderwatch.compliance.board.Csv;
import io.orderwatch.compliance.board.Filter;
import io.orderwatch.compliance.board.Foresight;
import io.orderwatch.compliance.board.Freshness;
import io.orderwatch.compliance.board.Mark;
import io.orderwatch.compliance.board.Row;
import io.orderwatch.compliance.board.Say;
import io.orderwatch.compliance.board.Store;
import io.orderwatch.compliance.board.Story;
import io.orderwatch.compliance.board.View;
import io.orderwatch.compliance.explainer.edge.ExplainerApi;
import io.orderwatch.compliance.passport.Hand;
import io.orderwatch.compliance.passport.Holder;
import io.orderwatch.compliance.passport.PassportPolicy;
import io.orderwatch.compliance.passport.edge.PassportCaseRow;
import io.orderwatch.compliance.passport.edge.PassportSettings;
import io.orderwatch.compliance.past.Ways;
import io.orderwatch.compliance.posting.Goods;
import io.orderwatch.compliance.posting.edge.LatestPostingRow;
import io.orderwatch.compliance.wording.Language;
import io.orderwatch.compliance.wording.Texts;
import io.orderwatch.compliance.wording.edge.Asked;
import io.orderwatch.compliance.wording.edge.TextFiles;
import io.orderwatch.contracts.Deadline;
import io.orderwatch.contracts.Money;
import io.orderwatch.contracts.PostingNumber;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.operations.Role;
import io.orderwatch.operations.Visitor;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.runtime.Startup;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The page of the operators: the board, and a page a posting. {@link BoardActions} act. */
@Path("/")
@Singleton
@Startup
@Blocking
public class BoardPages {

  private static final int PAGE = 50;
  private static final int MOST_IN_CSV = 5000;

  /** An order that moves from minute to minute has no second page. */
  private static final int MOST_BY_ATTENTION = 200;

  /**
   * Who looks.
   *
   * @param name null if nobody says it
   * @param acts whether he may act, on what this page shows
   * @param parcels whether what changes parcels can be asked for
   * @param admin whether he sees the trail
   * @param logins whether he may choose another name
   * @param leaves whether he logged in and can log out
   * @param token what his forms bring back
   * @param id under which what this page's forms ask for is done once
   */
  public record Guest(
      @Nullable String name,
      String role,
      boolean acts,
      boolean parcels,
      boolean admin,
      boolean logins,
      boolean leaves,
      String token,
      String id) {}

  /**
   * All that the board shows.
   *
   * @param rate seconds of the story per second of the machine
   * @param next the page after this one; null after the last one
   * @param event the event after which the page is live
   * @param holders who has cases in hand, to choose from
   * @param guest who looks, and how his forms are known
   * @param foresight what is to be expected
   * @param order by what the list is sorted and how much of it is shown; "" if by time left
   */
  public record Board(
      Say say,
      Filter filter,
      Instant now,
      double rate,
      List<Store> stores,
      List<Row> rows,
      @Nullable Filter next,
      String event,
      List<String> holders,
      Guest guest,
      Foresight foresight,
      String order) {

    public List<View> views() {
      return View.all(filter, guest.name() != null);
    }

    /** Names to choose from in the filter, that which it has among them. */
    public List<String> held() {
      var names = new TreeSet<>(holders);
      if (Holder.read(filter.with()).isPresent()) {
        names.add(filter.with());
      }
      return List.copyOf(names);
    }

    public String me() {
      return Holder.ME;
    }

    public String nobody() {
      return Holder.NOBODY;
    }

    public List<Filter.Sort> sorts() {
      return List.of(Filter.Sort.values());
    }

    public List<Filter.State> states() {
      return List.of(Filter.State.values());
    }

    /** From so many minutes on what is known of a store is old. */
    public long old() {
      return Freshness.OLD.toMinutes();
    }

    public List<Mark> marks() {
      return List.of(Mark.values());
    }

    public List<Integer> hours() {
      return Filter.HOURS;
    }

    /** To the board as it was. */
    public Ways ways() {
      return new Ways(filter, now, null);
    }

    public List<Language> languages() {
      return List.of(Language.values());
    }
  }

  /**
   * All that the page of a posting shows.
   *
   * @param opened its passport case; null if there never was one
   * @param explained why Ozon offers what it offers; null if the posting was never heard of
   * @param advice null likewise
   * @param holders who has cases in hand, to choose from
   */
  public record Page(
      Say say,
      Filter filter,
      Instant now,
      String store,
      String posting,
      @Nullable PassportCaseRow opened,
      List<Story.Moment> story,
      @Nullable Money value,
      ExplainerApi.@Nullable Explanations explained,
      AdviceApi.@Nullable Advice advice,
      List<Trail.Line> trail,
      List<String> holders,
      Guest guest) {

    public List<Language> languages() {
      return List.of(Language.values());
    }

    /** The address of this page. */
    public String path() {
      return Row.path(store, posting);
    }

    /** Why people were called, in words, the most serious first. */
    public List<String> causes() {
      return opened == null ? List.of() : opened.told().causes().stream().map(say::cause).toList();
    }
  }

  @CheckedTemplate
  public static class Templates {
    public static native TemplateInstance board(Board board);

    public static native TemplateInstance posting(Page page);

    private Templates() {}
  }

  private final BoardRows rows;
  private final ByAttention attention;
  private final BoardReader reader;
  private final ExplainerApi explainer;
  private final AdviceApi advisor;
  private final PassportPolicy policy;
  private final Guests guests;
  private final AskingLogistics logistics;
  private final Trail trail;
  private final PastPages past;
  private final ScaledClock clock;

  /** A text that a language lacks stops the start. */
  private final Texts texts = TextFiles.texts("board");

  BoardPages(
      BoardRows rows,
      ByAttention attention,
      BoardReader reader,
      ExplainerApi explainer,
      AdviceApi advisor,
      PassportSettings settings,
      Guests guests,
      AskingLogistics logistics,
      Trail trail,
      PastPages past,
      ScaledClock clock) {
    this.rows = rows;
    this.attention = attention;
    this.reader = reader;
    this.explainer = explainer;
    this.advisor = advisor;
    this.policy = settings.policy();
    this.guests = guests;
    this.logistics = logistics;
    this.trail = trail;
    this.past = past;
    this.clock = clock;
  }

  @GET
  @Produces(MediaType.TEXT_HTML)
  @Operation(hidden = true)
  public TemplateInstance board(
      @QueryParam("lang") @DefaultValue("") String lang,
      @QueryParam("store") @DefaultValue("") String store,
      @QueryParam("state") @DefaultValue("") String state,
      @QueryParam("hours") @DefaultValue("") String hours,
      @QueryParam("q") @DefaultValue("") String search,
      @QueryParam("mark") @DefaultValue("") String mark,
      @QueryParam("with") @DefaultValue("") String with,
      @QueryParam("sort") @DefaultValue("") String sort,
      @QueryParam("after") @DefaultValue("") String after,
      @QueryParam("at") @DefaultValue("") String at,
      @RestHeader("Accept-Language") @Nullable String accepted) {
    var filter =
        Filter.read(language(lang, accepted), store, state, hours, search, mark, with, after)
            .by(sort);
    var visitor = guests.with(Role.VIEWER);
    var scope = visitor.stores();
    if (!at.isBlank()) {
      return past.board(filter, at, scope, guest(visitor, false));
    }
    var now = clock.now();
    // What changes from here on is told: the number goes before the rows.
    var event = reader.epoch() + "-" + reader.number();
    var say = new Say(filter.language(), texts);
    var foresight = new Foresight(say, attention.foreseen());
    var his = filter.of(visitor.name());
    var most = filter.byAttention() ? attention.most(his, scope, now, MOST_BY_ATTENTION) : null;
    var found = most == null ? rows.rows(his, scope, now, PAGE + 1) : most.rows();
    var page = most == null ? found.subList(0, Math.min(PAGE, found.size())) : found;
    return Templates.board(
        new Board(
            say,
            filter,
            now,
            clock.rate(),
            reader.stores().stream()
                .filter(each -> scope.isEmpty() || scope.contains(each.id()))
                .toList(),
            page,
            most == null && found.size() > PAGE ? filter.after(page.getLast().cursor()) : null,
            event,
            reader.holders(scope),
            guest(visitor, visitor.is(Role.OPERATOR)),
            foresight,
            most == null ? "" : foresight.order(page.size(), most.of())));
  }

  Guest guest(Visitor visitor, boolean acts) {
    return new Guest(
        visitor.name(),
        visitor.role().map(Role::word).orElse(""),
        acts,
        acts && logistics.reachable(),
        visitor.is(Role.ADMIN),
        !guests.logins().isEmpty(),
        guests.loggedIn(),
        guests.token(),
        UUID.randomUUID().toString());
  }

  /** What the filter lets through, from the page that is shown on; at most 5000 rows. */
  @GET
  @Path("/board.csv")
  @Produces("text/csv; charset=utf-8")
  @Operation(hidden = true)
  public RestResponse<String> csv(
      @QueryParam("store") @DefaultValue("") String store,
      @QueryParam("state") @DefaultValue("") String state,
      @QueryParam("hours") @DefaultValue("") String hours,
      @QueryParam("q") @DefaultValue("") String search,
      @QueryParam("mark") @DefaultValue("") String mark,
      @QueryParam("with") @DefaultValue("") String with,
      @QueryParam("sort") @DefaultValue("") String sort,
      @QueryParam("after") @DefaultValue("") String after) {
    var visitor = guests.with(Role.VIEWER);
    var filter =
        Filter.read("", store, state, hours, search, mark, with, after).by(sort).of(visitor.name());
    var scope = visitor.stores();
    var now = clock.now();
    var found =
        filter.byAttention()
            ? attention.most(filter, scope, now, MOST_IN_CSV).rows()
            : rows.rows(filter, scope, now, MOST_IN_CSV);
    return RestResponse.ResponseBuilder.ok(Csv.of(found, attention.foreseen()))
        .header("Content-Disposition", "attachment; filename=\"board.csv\"")
        .build();
  }

  @GET
  @Path("/postings/{store}/{posting}")
  @Produces(MediaType.TEXT_HTML)
  @Operation(hidden = true)
  public TemplateInstance posting(
      @PathParam("store") StoreId store,
      @PathParam("posting") PostingNumber posting,
      @QueryParam("lang") @DefaultValue("") String lang,
      @QueryParam("at") @DefaultValue("") String at,
      @RestHeader("Accept-Language") @Nullable String accepted) {
    var filter = Filter.open(language(lang, accepted));
    var ref = new PostingRef(store, posting);
    var visitor = guests.with(Role.VIEWER);
    if (!visitor.is(Role.VIEWER, store.value())) {
      throw new ForbiddenException("this store is another's");
    }
    var opened = PassportCaseRow.<PassportCaseRow>findByIdOptional(ref.key()).orElse(null);
    var known = LatestPostingRow.of(ref).orElse(null);
    if (opened == null && known == null) {
      throw new NotFoundException("no such posting was ever heard of");
    }
    if (!at.isBlank()) {
      return past.posting(filter.language(), at, ref, guest(visitor, false));
    }
    var now = clock.now();
    var code = filter.language().code();
    return Templates.posting(
        new Page(
            new Say(filter.language(), texts),
            filter,
            now,
            store.value(),
            posting.value(),
            opened,
            opened == null ? List.of() : story(opened, now),
            known == null ? null : Goods.value(known.posting()).orElse(null),
            known == null ? null : explainer.actions(store, posting, code),
            known == null ? null : advisor.advice(store, posting, code),
            trail.ofPosting(ref.key()),
            reader.holders(visitor.stores()),
            guest(visitor, visitor.is(Role.OPERATOR, store.value()))));
  }

  private List<Story.Moment> story(PassportCaseRow opened, Instant now) {
    var deadline = new Deadline(opened.deadlineAt, opened.deadlineBasis);
    return Story.of(
        opened.openedAt,
        deadline,
        opened.stepsTaken,
        opened.remindedAt,
        policy.slots(
            deadline,
            opened.stepsTaken,
            opened.remindedAt,
            opened.told().heed(),
            opened.zone,
            new Hand(opened.snoozedUntil, opened.stopped, null, List.of()),
            now),
        opened.state,
        opened.closedAt,
        now);
  }

  /** What the address says, else the first of the browser's languages that we have. */
  static String language(String asked, @Nullable String accepted) {
    if (asked.matches(Asked.LANGUAGES) || accepted == null) {
      return asked;
    }
    try {
      return Optional.ofNullable(
              Locale.lookup(
                  Locale.LanguageRange.parse(accepted),
                  List.of(Locale.CHINESE, Locale.ENGLISH, Locale.of("ru"))))
          .map(Locale::getLanguage)
          .orElse("");
    } catch (IllegalArgumentException _) {
      return "";
    }
  }
}
