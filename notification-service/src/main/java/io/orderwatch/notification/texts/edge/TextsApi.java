package io.orderwatch.notification.texts.edge;

import io.orderwatch.clock.ScaledClock;
import io.orderwatch.contracts.PostingNumber;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.notification.linter.Finding;
import io.orderwatch.notification.linter.Linter;
import io.orderwatch.notification.linter.Rule;
import io.orderwatch.notification.texts.Language;
import io.orderwatch.notification.texts.Occasion;
import io.orderwatch.notification.texts.Overrides;
import io.orderwatch.notification.texts.Situation;
import io.orderwatch.notification.texts.Wording;
import io.orderwatch.operations.edge.rest.Refuses;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What buyers read, and whether a text of one's own may be sent. Nothing here sends anything. */
@Path("/api")
public class TextsApi {

  /**
   * A text with its placeholders.
   *
   * @param situation in which it is sent
   * @param text in the language that was asked for
   * @param russian what the buyer reads
   * @param ladder whether it is sent by itself
   * @param stores those that have put a text of their own in its place
   * @param refused what stores have written and is not used, with the reason
   */
  public record Shipped(
      String situation,
      String lang,
      String text,
      String russian,
      boolean ladder,
      List<String> stores,
      List<Overrides.Mistake> refused) {}

  /**
   * A text as a buyer would read it.
   *
   * @param situation in which it is sent
   * @param text the shipped one in the language that was asked for
   * @param russian what is sent
   * @param own whether that is the store's own
   * @param characters how long what is sent is
   * @param findings what is wrong with what is sent
   */
  public record Preview(
      String situation,
      String lang,
      String text,
      String russian,
      boolean own,
      int characters,
      List<Found> findings) {}

  /**
   * @param rule which was broken
   * @param level {@code refuse}: such a text is not sent; {@code warn}: somebody should look at it
   * @param offset of the first character, from 0
   * @param length in characters
   * @param instead what to write in its place
   * @param source where the rule comes from
   * @param date when it was read there
   */
  public record Found(
      Rule rule, String level, int offset, int length, String instead, String source, String date) {

    static Found of(Finding finding) {
      var rule = finding.rule();
      return new Found(
          rule,
          rule.level() == Rule.Level.REFUSE ? "refuse" : "warn",
          finding.offset(),
          finding.length(),
          rule.instead(),
          rule.source().named(),
          rule.source().date());
    }
  }

  /**
   * A text that somebody would like to send.
   *
   * @param text what buyers would read
   */
  public record Draft(@NotNull @Size(max = 10_000) String text) {}

  /**
   * @param sendable whether nothing in it is refused
   * @param findings what is wrong with it
   */
  public record Verdict(boolean sendable, List<Found> findings) {}

  private static final String UNKNOWN = "no such situation";

  private final StoreTexts texts;
  private final ScaledClock clock;

  TextsApi(StoreTexts texts, ScaledClock clock) {
    this.texts = texts;
    this.clock = clock;
  }

  /** All texts, beside each the Russian one. */
  @GET
  @Path("/templates")
  public List<Shipped> templates(
      @QueryParam("lang") @DefaultValue("ru") @Pattern(regexp = "ru|zh|en") String lang) {
    return Arrays.stream(Situation.values()).map(each -> shipped(each, language(lang))).toList();
  }

  private Shipped shipped(Situation situation, Language language) {
    var now = texts.get();
    var overrides = texts.overrides();
    return new Shipped(
        situation.code(),
        language.code(),
        now.shipped(language, situation).text(),
        now.shipped(Language.RU, situation).text(),
        Situation.ladder().contains(situation),
        now.overrides().keySet().stream()
            .filter(store -> now.override(store, situation).isPresent())
            .map(StoreId::value)
            .sorted()
            .toList(),
        overrides.mistakes().stream()
            .filter(each -> each.key().equals(situation.code()) || each.key().isEmpty())
            .toList());
  }

  /**
   * A text as a buyer would read it.
   *
   * @param situation in which it is sent
   * @param store whose own text counts
   * @param order as Ozon shows it; left out, as if Ozon showed none
   * @param deadline an instant; a day from now if it is left out
   * @param step which reminder it is
   * @param round how often Ozon has asked
   * @param postings how many it stands for
   * @param tracking the number that it names
   */
  @GET
  @Path("/templates/{situation}/preview")
  @Refuses(status = 404, because = UNKNOWN)
  public Preview preview(
      @PathParam("situation") String situation,
      @QueryParam("store") @DefaultValue("1") @Pattern(regexp = "[0-9]{1,20}") String store,
      @QueryParam("order") @DefaultValue("") @Pattern(regexp = "|[0-9]{1,16}(-[0-9]{1,8}){0,3}")
          String order,
      @QueryParam("deadline") @Nullable Instant deadline,
      @QueryParam("lang") @DefaultValue("ru") @Pattern(regexp = "ru|zh|en") String lang,
      @QueryParam("step") @DefaultValue("2") @Min(1) @Max(20) int step,
      @QueryParam("round") @DefaultValue("1") @Min(1) @Max(20) int round,
      @QueryParam("postings") @DefaultValue("1") @Min(1) @Max(20) int postings,
      @QueryParam("tracking")
          @DefaultValue("RB123456789CN")
          @Pattern(regexp = "[A-Z]{0,4}[0-9]{6,22}[A-Z]{0,2}")
          String tracking) {
    var which = Situation.of(situation).orElseThrow(() -> new NotFoundException(UNKNOWN));
    var now = clock.now();
    var occasion =
        new Occasion(
            new StoreId(store),
            order,
            numbers(order, postings),
            deadline == null ? now.plus(Duration.ofDays(1)) : deadline,
            now,
            which == Situation.ASKED_AGAIN ? Math.max(2, round) : round,
            step,
            which == Situation.LAST ? step : 20,
            tracking);
    var texts = this.texts.get();
    var russian = Wording.text(texts, which, occasion);
    var language = language(lang);
    return new Preview(
        which.code(),
        language.code(),
        Wording.translated(texts, language, which, occasion),
        russian,
        !russian.equals(Wording.translated(texts, Language.RU, which, occasion)),
        russian.length(),
        Linter.findings(russian, Wording.named(occasion)).stream().map(Found::of).toList());
  }

  private static List<PostingNumber> numbers(String order, int postings) {
    return IntStream.rangeClosed(1, postings)
        .mapToObj(n -> new PostingNumber((order.isEmpty() ? "1" : order) + "-" + n))
        .toList();
  }

  private static Language language(String code) {
    return Language.of(code).orElseThrow();
  }

  /** What is wrong with a text; nothing of it is kept. */
  @POST
  @Path("/lint")
  public Verdict lint(@NotNull @Valid Draft draft) {
    var findings = Linter.findings(draft.text());
    return new Verdict(
        findings.stream().noneMatch(Finding::refused), findings.stream().map(Found::of).toList());
  }
}
