package io.orderwatch.compliance.board.edge;

import io.orderwatch.clock.ScaledClock;
import io.orderwatch.compliance.board.Filter;
import io.orderwatch.compliance.board.Mark;
import io.orderwatch.compliance.board.Row;
import io.orderwatch.compliance.board.Say;
import io.orderwatch.compliance.board.Store;
import io.orderwatch.compliance.board.Story;
import io.orderwatch.compliance.board.View;
import io.orderwatch.compliance.passport.Holder;
import io.orderwatch.compliance.passport.PassportPolicy;
import io.orderwatch.compliance.past.AsOf;
import io.orderwatch.compliance.past.Chronicle;
import io.orderwatch.compliance.past.Moment;
import io.orderwatch.compliance.past.Ways;
import io.orderwatch.compliance.past.edge.PastRows;
import io.orderwatch.compliance.wording.Language;
import io.orderwatch.compliance.wording.Texts;
import io.orderwatch.compliance.wording.edge.TextFiles;
import io.orderwatch.contracts.PostingRef;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The pages of the operators as they were: nothing is done here, and nothing is live. */
@Singleton
class PastPages {

  private static final int PAGE = 50;

  /**
   * The board of a moment.
   *
   * @param at the moment; now if it cannot be read
   * @param stores with the figures of that moment
   * @param rows those of the list, with what is unsure of them
   * @param next the page after this one; null after the last one
   * @param holders who has cases in hand now, to choose from
   */
  public record Past(
      Say say,
      Filter filter,
      Instant at,
      Banner banner,
      Ways ways,
      List<Store> stores,
      List<PastRows.Seen> rows,
      @Nullable Filter next,
      List<String> holders,
      BoardPages.Guest guest) {

    /** Why people had been called, in words. */
    public List<String> called(PastRows.Seen seen) {
      return PastPages.called(say, seen.asOf());
    }

    /** The address with another filter, at the same moment. */
    public String to(Filter other) {
      return "/?" + banner.query() + other.query();
    }

    /** What deserved attention then is not reckoned. */
    public List<View> views() {
      return View.all(filter, guest.name() != null).stream()
          .filter(view -> !view.filter().byAttention())
          .toList();
    }

    /** Names to choose from in the filter: those of then and of now. */
    public List<String> held() {
      var names = new TreeSet<>(holders);
      rows.stream().map(seen -> seen.row().holder()).filter(Objects::nonNull).forEach(names::add);
      Holder.read(filter.with()).ifPresent(names::add);
      return List.copyOf(names);
    }

    public String me() {
      return Holder.ME;
    }

    public String nobody() {
      return Holder.NOBODY;
    }

    public List<Filter.State> states() {
      return List.of(Filter.State.values());
    }

    public List<Mark> marks() {
      return List.of(Mark.values());
    }

    public List<Integer> hours() {
      return Filter.HOURS;
    }

    public List<Language> languages() {
      return List.of(Language.values());
    }
  }

  /**
   * What is said above all that is past.
   *
   * @param moment that was asked for
   * @param since from when on the past is kept; null if nothing is
   * @param back the address of the same as it is now
   */
  public record Banner(Say say, Moment moment, @Nullable Instant since, String back) {

    public boolean known() {
      return moment.kind() == Moment.Kind.KNOWN;
    }

    /** Why there is nothing to show. */
    public String why() {
      return say.of("past." + moment.kind().word());
    }

    /** With an ampersand at its end; "" for a moment that cannot be read. */
    public String query() {
      var at = moment.at();
      return at == null ? "" : Ways.query(at) + "&";
    }
  }

  /**
   * A posting at a moment.
   *
   * @param seen its case; null if there was none yet, or nothing is kept
   * @param until what had happened
   * @param story what was to come, by the ladder of today
   * @param trail what was asked for at the page until then
   */
  public record Page(
      Say say,
      Banner banner,
      String store,
      String posting,
      PastRows.@Nullable Seen seen,
      List<Chronicle.Line> until,
      List<Story.Moment> story,
      List<Trail.Line> trail,
      BoardPages.Guest guest) {

    public List<Language> languages() {
      return List.of(Language.values());
    }

    public String path() {
      return Row.path(store, posting);
    }

    /** Why people had been called, in words. */
    public List<String> causes() {
      return seen == null ? List.of() : called(say, seen.asOf());
    }
  }

  /** Why people had been called until then, in words, the most serious first. */
  static List<String> called(Say say, AsOf asOf) {
    return asOf.then().file().told().causes().stream().map(say::cause).toList();
  }

  @CheckedTemplate
  public static class Templates {
    public static native TemplateInstance board(Past past);

    public static native TemplateInstance posting(Page page);

    private Templates() {}
  }

  private final PastRows past;
  private final BoardReader reader;
  private final Trail trail;
  private final PassportPolicy policy;
  private final ScaledClock clock;
  private final Texts texts = TextFiles.texts("board");

  PastPages(
      PastRows past, BoardReader reader, Trail trail, PassportPolicy policy, ScaledClock clock) {
    this.past = past;
    this.reader = reader;
    this.trail = trail;
    this.policy = policy;
    this.clock = clock;
  }

  /**
   * @param asked is sorted by time left, whatever it says
   * @param said which moment is asked for
   * @param guest may do nothing here
   */
  TemplateInstance board(Filter asked, String said, Set<String> scope, BoardPages.Guest guest) {
    var filter = asked.by(Filter.Sort.DEADLINE);
    var now = clock.now();
    var say = new Say(filter.language(), texts);
    var since = past.knownFrom(now).orElse(null);
    var moment = Moment.read(said, since, now);
    var ways = new Ways(filter, now, moment.at());
    var banner = new Banner(say, moment, since, ways.present());
    var at = moment.at() == null ? now : moment.at();
    var found =
        banner.known()
            ? past.rows(filter.of(guest.name()), scope, at, PAGE + 1)
            : List.<PastRows.Seen>of();
    var rows = found.subList(0, Math.min(PAGE, found.size()));
    return Templates.board(
        new Past(
            say,
            filter,
            at,
            banner,
            ways,
            stores(scope, banner, at),
            rows,
            found.size() > PAGE ? filter.after(rows.getLast().row().cursor()) : null,
            reader.holders(scope),
            guest));
  }

  private List<Store> stores(Set<String> scope, Banner banner, Instant at) {
    var figures = banner.known() ? past.figures(at) : Map.<String, Store.Figures>of();
    return reader.stores().stream()
        .map(Store::id)
        .filter(id -> scope.isEmpty() || scope.contains(id))
        .map(id -> Store.heard(id, null, figures.getOrDefault(id, Store.Figures.NONE)))
        .toList();
  }

  TemplateInstance posting(Language language, String said, PostingRef ref, BoardPages.Guest guest) {
    var now = clock.now();
    var say = new Say(language, texts);
    var since = past.knownFrom(now).orElse(null);
    var moment = Moment.read(said, since, now);
    var store = ref.store().value();
    var posting = ref.posting().value();
    var banner =
        new Banner(say, moment, since, Row.path(store, posting) + "?lang=" + language.code());
    var at = banner.known() ? Objects.requireNonNull(moment.at()) : null;
    var seen = at == null ? null : past.of(ref, at).orElse(null);
    return Templates.posting(
        new Page(
            say,
            banner,
            store,
            posting,
            seen,
            at == null || seen == null ? List.of() : until(ref, seen, at),
            at == null || seen == null ? List.of() : coming(seen, at),
            at == null
                ? List.of()
                : trail.ofPosting(ref.key()).stream()
                    .filter(line -> !line.at().isAfter(at))
                    .toList(),
            guest));
  }

  private List<Chronicle.Line> until(PostingRef ref, PastRows.Seen seen, Instant at) {
    var orders =
        seen.asOf().then().file().hand().orders().stream()
            .filter(order -> !order.at().isAfter(at))
            .toList();
    return Chronicle.of(past.told(ref, at), orders);
  }

  private List<Story.Moment> coming(PastRows.Seen seen, Instant at) {
    var file = seen.asOf().then().file();
    return Story.of(
            file.openedAt(),
            file.deadline(),
            file.stepsTaken(),
            file.told().remindedAt(),
            seen.asOf().coming(policy, at),
            seen.row().state(),
            seen.row().closedAt(),
            at)
        .stream()
        .filter(moment -> !moment.past())
        .toList();
  }
}
