package io.orderwatch.notification.texts;

import io.orderwatch.contracts.PostingNumber;
import io.orderwatch.notification.linter.Linter;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the buyer reads. Every step of every round has words of its own and names its order and
 * time: that is how a message is recognised in the chat, where Ozon gives it no other mark.
 */
public final class Wording {

  /** Ozon shows buyers Moscow time. */
  private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");

  /** Ozon does not say when it will cancel: the buyer is told a time that is surely before. */
  static final Duration MARGIN = Duration.ofMinutes(30);

  /** Nothing else gets into a text; what looks otherwise is left out. */
  private static final Pattern NUMBER = Pattern.compile("\\d{1,16}(-\\d{1,8}){0,3}");

  /** Universal Postal Union, S10, and carriers' own numbers. */
  private static final Pattern TRACKING = Pattern.compile("[A-Z]{0,4}\\d{6,22}[A-Z]{0,2}");

  private Wording() {}

  /** The text that is sent: the store's own, or the shipped one if it has none that may be sent. */
  public static String text(Texts texts, Situation situation, Occasion occasion) {
    var values = values(texts, Language.RU, occasion, situation);
    return texts
        .override(occasion.store(), situation)
        .map(template -> template.filled(values))
        .filter(text -> Linter.refused(text, named(occasion)).isEmpty())
        .orElseGet(() -> texts.shipped(Language.RU, situation).filled(values));
  }

  /** A store's template, which the shipped phrases complete. */
  static String filled(Texts texts, Template template, Occasion occasion) {
    return template.filled(values(texts, Language.RU, occasion, template.situation()));
  }

  /** The shipped text in a language that whoever works at the store reads. */
  public static String translated(
      Texts texts, Language language, Situation situation, Occasion occasion) {
    return texts.shipped(language, situation).filled(values(texts, language, occasion, situation));
  }

  /** The step's text for its postings. */
  public static String ofLadder(Texts texts, Occasion occasion) {
    return text(texts, occasion.ofLadder(), occasion);
  }

  /** The numbers in a text: their digits are no telephone's. */
  public static String[] named(Occasion occasion) {
    return Stream.concat(
            occasion.postings().stream().map(PostingNumber::value),
            Stream.of(occasion.order(), occasion.tracking()))
        .filter(number -> !number.isEmpty())
        .toArray(String[]::new);
  }

  /** Whether a text can name this tracking number. */
  public static boolean tracking(String number) {
    return TRACKING.matcher(number).matches();
  }

  private static Map<String, String> values(
      Texts texts, Language language, Occasion occasion, Situation situation) {
    var values = new HashMap<String, String>();
    var told = told(texts, language, occasion);
    values.put("order", order(texts, language, occasion));
    values.put("where", texts.phrase(language, "where"));
    values.put("count", "" + occasion.postings().size());
    values.put("again", times(texts, language, "again", occasion.round()));
    values.put("told", told.isEmpty() ? "" : " (" + told + ")");
    values.put("reminder", situation == Situation.LAST ? last(texts, language, occasion) : told);
    values.put("tracking", tracking(occasion.tracking()) ? occasion.tracking() : "");
    var deadline = occasion.deadline();
    if (deadline != null) {
      values.put("until", moscow(texts, language, until(deadline, occasion.at())));
    }
    return values;
  }

  private static String order(Texts texts, Language language, Occasion occasion) {
    if (NUMBER.matcher(occasion.order()).matches()) {
      return texts.phrase(language, "order").formatted(occasion.order());
    }
    var posting = occasion.postings().getFirst().value();
    return occasion.postings().size() == 1 && NUMBER.matcher(posting).matches()
        ? texts.phrase(language, "posting").formatted(posting)
        : "";
  }

  private static String told(Texts texts, Language language, Occasion occasion) {
    var told = new ArrayList<String>();
    if (occasion.step() > 1) {
      var phrase = occasion.step() == occasion.steps() ? "last-reminder" : "reminder";
      told.add(texts.phrase(language, phrase).formatted(occasion.step()));
    }
    if (occasion.round() > 1) {
      told.add(times(texts, language, "asked", occasion.round()));
    }
    return String.join(", ", told);
  }

  private static String last(Texts texts, Language language, Occasion occasion) {
    var number = texts.phrase(language, "last").formatted(occasion.step());
    return occasion.round() > 1
        ? number + ", " + times(texts, language, "asked", occasion.round())
        : number;
  }

  /** That it is not the first time, from the third on with which. */
  private static String times(Texts texts, Language language, String phrase, int round) {
    var name = phrase.equals("asked") && round < 3 ? "asked-again" : phrase;
    return round < 3
        ? texts.phrase(language, name)
        : texts.phrase(language, phrase + "-more").formatted(round);
  }

  /** The time that the buyer is told: before the deadline, unless that is too near. */
  static Instant until(Instant deadline, Instant at) {
    var before = deadline.minus(MARGIN);
    return before.isBefore(at.plus(MARGIN)) ? deadline : before;
  }

  /** For example {@code 15:30 24 ноября по московскому времени}; never 00:00, which is no day's. */
  static String moscow(Texts texts, Language language, Instant until) {
    var shown = until.atZone(MOSCOW).truncatedTo(ChronoUnit.MINUTES);
    var clear = shown.toLocalTime().equals(LocalTime.MIDNIGHT) ? shown.minusMinutes(1) : shown;
    return DateTimeFormatter.ofPattern(texts.phrase(language, "until"), language.locale())
        .format(clear);
  }

  /**
   * Whether two texts say the same. Ozon gives messages back as Markdown, with marks and spaces of
   * its own: only letters and digits count.
   */
  public static boolean same(String one, String other) {
    return bare(one).equals(bare(other));
  }

  private static String bare(String text) {
    return text.codePoints()
        .filter(Character::isLetterOrDigit)
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }
}
