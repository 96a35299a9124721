package io.orderwatch.compliance.board;

import io.orderwatch.compliance.past.Chronicle;
import io.orderwatch.compliance.past.Unsure;
import io.orderwatch.compliance.report.Span;
import io.orderwatch.compliance.wording.Language;
import io.orderwatch.compliance.wording.Texts;
import io.orderwatch.contracts.Money;
import io.orderwatch.contracts.PassportEvent;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The words, numbers and times of the page in one language. */
public record Say(Language language, Texts texts) {

  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
  private static final DateTimeFormatter TIME_OF_DAY = DateTimeFormatter.ofPattern("HH:mm");
  private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");

  public String of(String key) {
    return texts.say(language, key, Map.of());
  }

  /**
   * @param value fills in {@code {it}}
   */
  public String of(String key, Object value) {
    return texts.say(language, key, Map.of("it", value.toString()));
  }

  /** The text with a word's form that fits the number, which fills in {@code {n}}. */
  public String count(String key, long n) {
    return texts.say(language, key + "." + form(language, n), Map.of("n", Long.toString(n)));
  }

  /** The text with its names left as they stand, for the browser to fill in. */
  public String pattern(String key) {
    return Objects.requireNonNull(texts.of().getOrDefault(language, Map.of()).get(key), key);
  }

  public String state(String word) {
    return of("state." + word);
  }

  public String name(Language other) {
    return of("lang." + other.code());
  }

  /** Why a person was called; a word of another version's keeps its name. */
  public String cause(String word) {
    return PassportEvent.Cause.of(word)
        .map(cause -> of("cause." + cause.word()))
        .orElse(of("cause.other") + " " + word);
  }

  /** A zone that a pack of rules names otherwise keeps its name. */
  public String zone(String name) {
    return texts.has("zone." + name) ? of("zone." + name) : of("zone.other") + " " + name;
  }

  public String moment(Story.Moment moment) {
    return moment.what().equals("step")
        ? of("moment.step", moment.step())
        : of("moment." + moment.what());
  }

  /** What cannot be known any more of a case of the past. */
  public String unsure(Unsure what) {
    return of("past.unsure." + what.word());
  }

  /** What had happened at a moment of the past. */
  public String happened(Chronicle.Line line) {
    return switch (line.what()) {
      case "called" -> of("past.told.called") + " " + cause(line.it());
      case "ordered" -> of("past.told.ordered", act(line.it()));
      case String what -> of("past.told." + what, line.it());
    };
  }

  /**
   * @param shown as the explainer has it: offered, absent or unknown
   */
  public String shown(String shown) {
    return of(shown);
  }

  /** The word of {@link #urgency}. */
  public String urgent(Instant now, Instant until) {
    return of("urgency." + urgency(now, until));
  }

  /** Unicode's plural rules for whole numbers: CLDR 48. */
  static String form(Language language, long n) {
    var number = Math.abs(n);
    return switch (language) {
      case ZH -> "many";
      case EN -> number == 1 ? "one" : "many";
      case RU -> {
        var teens = number % 100 >= 11 && number % 100 <= 14;
        var last = number % 10;
        yield !teens && last == 1 ? "one" : !teens && last >= 2 && last <= 4 ? "few" : "many";
      }
    };
  }

  /** Hours and minutes from one time until the other, or by how much it is over. */
  public String left(Instant now, Instant until) {
    var minutes = Math.abs(Duration.between(now, until).toMinutes());
    return texts.say(
        language,
        until.isBefore(now) ? "left.over" : "left",
        Map.of("h", Long.toString(minutes / 60), "m", "%02d".formatted(minutes % 60)));
  }

  /** How long something took, in hours and minutes. */
  public String took(Duration time) {
    return left(Instant.EPOCH, Instant.EPOCH.plus(time));
  }

  /** What a line of a report is about. */
  public String by(Span.By by) {
    return of("report.by." + by.word());
  }

  /** How urgent that is, in a word: over, critical below two hours, soon below six, or calm. */
  public String urgency(Instant now, Instant until) {
    var left = Duration.between(now, until);
    return left.isNegative()
        ? "over"
        : left.compareTo(Duration.ofHours(2)) < 0
            ? "critical"
            : left.compareTo(Duration.ofHours(6)) < 0 ? "soon" : "calm";
  }

  /**
   * The buyer's zone, Moscow's where it is not known.
   *
   * @param name IANA's; null if it is not known
   */
  public static ZoneId zoneOf(@Nullable String name) {
    try {
      return name == null ? MOSCOW : ZoneId.of(name);
    } catch (DateTimeException _) {
      return MOSCOW; // a producer with newer zones than ours
    }
  }

  /** The time of day where the buyer lives. */
  public String buyersTime(Instant at, @Nullable String zone) {
    return TIME_OF_DAY.format(at.atZone(zoneOf(zone)));
  }

  /** How long ago that was. */
  public String ago(Instant now, Instant at) {
    return ago(Math.max(0, Duration.between(at, now).toMinutes()));
  }

  private String ago(long minutes) {
    return texts.say(
        language,
        "ago",
        Map.of("h", Long.toString(minutes / 60), "m", "%02d".formatted(minutes % 60)));
  }

  /** How long ago that was when it was told. */
  public String ago(Freshness.Moment moment) {
    return ago(moment.minutes());
  }

  public String fresh(Freshness.Mark mark) {
    return of("fresh." + mark.word());
  }

  /** Why it is not known how fresh a store is; of what was told, why it will not be. */
  public String unknown(Around.End end) {
    return of("fresh.unknown." + (end == Around.End.CAME ? Around.End.SILENT : end).word());
  }

  public String key(Access.Key key) {
    return of("access.key." + key.word());
  }

  public String chat(Access.Chat chat) {
    return of("access.chat." + chat.word());
  }

  public String mark(Mark mark) {
    return of("mark." + mark.word());
  }

  public String act(String word) {
    return of("act." + word);
  }

  /** What other services name by words of theirs; a word that is new to us is shown as it is. */
  public String word(String group, String word) {
    var key = group + "." + word.toLowerCase(Locale.ROOT).replace('_', '-');
    return texts.has(key) ? of(key) : word;
  }

  /** Why a part of a page is not there. */
  public String missing(Around.End end, String service) {
    return of("around." + end.word(), service);
  }

  public String end(String word) {
    return of("end." + word);
  }

  /** Why it was not done, as its service explains it, else in words of ours. */
  public String why(Outcome outcome) {
    if (outcome.field() != null) {
      return wrong(outcome.act(), outcome.field());
    }
    var why = outcome.why();
    return why == null || why.isBlank()
        ? refusal(Objects.toString(outcome.code(), ""), "refused.other")
        : why;
  }

  /** What a field of a form must be. */
  public String wrong(@Nullable Act act, String field) {
    var name = act == Act.HAND_OVER && field.equals("to") ? "whom" : field;
    return of(texts.has("wrong." + name) ? "wrong." + name : "wrong.other");
  }

  /** Why something was not done; of what another service refused it stands elsewhere. */
  public String refusal(String code) {
    return refusal(code, "refused.elsewhere");
  }

  private String refusal(String code, String otherwise) {
    return of(texts.has("refused." + code) ? "refused." + code : otherwise);
  }

  /** Where a rule comes from. */
  public String source(String source) {
    return of("source", Citing.in(language, texts, source));
  }

  public String role(String word) {
    return of("role." + word);
  }

  /**
   * @param part title, why or ask
   */
  public String turned(Turned why, String part) {
    return of("turned." + why.word() + "." + part);
  }

  /** That one of that name has no role. */
  public String lacks(String name) {
    return of("turned.no-role.named", name);
  }

  public String sort(Filter.Sort sort) {
    return of("sort." + sort.word());
  }

  public String view(String name) {
    return of("view." + name);
  }

  public String funnel(String stage) {
    return of("funnel." + stage);
  }

  public String utc(Instant at) {
    return MINUTE.format(at.atOffset(ZoneOffset.UTC));
  }

  public String moscow(Instant at) {
    return MINUTE.format(at.atZone(MOSCOW));
  }

  /** To the hundredth, with the currency's code. */
  public String money(Money money) {
    return money.amount().setScale(2, RoundingMode.HALF_UP).toPlainString()
        + " "
        + money.currency();
  }
}
