package io.orderwatch.notification.conversation;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds what has digits and is neither a document nor a contact: the order's own numbers, those of
 * postings and parcels, dates, times, prices, quantities. Each takes linear time.
 */
final class Tokens {

  /** Chinese writes without spaces. */
  private static final String BEFORE = "(?<![[\\p{L}\\p{N}]&&[^\\p{IsHan}]])(?<!\\p{N}[./:-])";

  private static final String BEHIND = "(?![[\\p{L}\\p{N}]&&[^\\p{IsHan}]])(?![./:-]\\p{N})";

  private static final String DAY = "(?:0?[1-9]|[12][0-9]|3[01])";
  private static final String MONTH = "(?:0?[1-9]|1[0-2])";
  private static final String YEAR = "(?:19|20)[0-9]{2}";
  private static final String MONTHS =
      "(?:янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\\p{L}{0,6}";
  private static final String DATE =
      "(?:"
          + String.join(
              "|",
              YEAR + "-" + MONTH + "-" + DAY,
              numeric("\\."),
              numeric("/"),
              numeric("-"),
              DAY + "\\." + MONTH,
              DAY + "\\s?" + MONTHS + "(?:,?\\s" + YEAR + ")?",
              MONTHS + "\\s" + DAY + ",?\\s" + YEAR)
          + ")";

  private static String numeric(String between) {
    return DAY + between + MONTH + between + "(?:" + YEAR + "|[0-9]{2})(?:\\s?г(?:\\.|ода?)?)?";
  }

  private static final String CLOCK = "(?:[01]?[0-9]|2[0-3])[:.][0-5][0-9](?::[0-5][0-9])?";
  private static final String TIME = CLOCK + "(?:\\s?[-~]\\s?" + CLOCK + ")?";

  /** Below ten million, in groups of three, or below a hundred thousand in none. */
  private static final String SUM =
      "(?:[0-9]{1,5}|[0-9]{1,3}[ .,'][0-9]{3}|[0-9](?:[ .,'][0-9]{3}){2})(?:[.,][0-9]{2})?";

  /** What may stand before a currency, and where one begins: a quick look ahead. */
  private static final String PRICED = "(?=[0-9 .,'x×х*-]{1,40}+[₽$€¥₸元рrcueюткb])";

  private static final String PRICE =
      "(?:"
          + PRICED
          + "(?:[0-9]{1,3}\\s?[x×х*]\\s?)?(?:"
          + SUM
          + "(?:\\s?-\\s?"
          + SUM
          + ")?|[0-9]{6})\\s?(?:[₽$€¥₸元]|(?:руб\\p{L}{0,4}|р|rub|rur|cny|rmb|usd|eur|юан\\p{L}{0,3}|тенге|kzt|byn)(?!\\p{L})\\.?)"
          + "|[$€¥]\\s?"
          + SUM
          + ")";
  private static final String QUANTITY =
      "[0-9]{1,3}(?:[.,][0-9]{1,2})?(?:\\s?[x×х*]\\s?[0-9]{1,3}(?:[.,][0-9])?){0,2}\\s?"
          + "(?:(?:шт|дн|день|дней|сут|час|мин|недел|месяц|раз|процент|звезд)\\p{L}{0,4}|ч|кг|г|гр|см|мм|м|л|мл|гб|тб|мб|вт|мач"
          + "|pcs|pc|days?|hours?|min|h|kg|g|cm|mm|gb|tb|mb|%)(?!\\p{L})|[0-9]{1,3}\\s?[件天个次小分]";

  /** It counts the lines of a list. */
  private static final String COUNTING = "(?<=^|\\n)[0-9]{1,2}[.)]\\s(?=" + DATE + "|\\p{L})";

  private static final String POSTING = "[0-9]{8,10}-0[0-9]{3}-[0-9]{1,3}";

  /** Of the Universal Postal Union's standard S10, whose last digit checks the others. */
  private static final String PARCEL = "[a-z]{2}[0-9]{9}[a-z]{2}";

  private static final int[] WEIGHTS = {8, 6, 4, 2, 3, 5, 9, 7};

  /** No document has so many digits behind letters. */
  private static final Pattern TRACKED =
      Pattern.compile(
          "(?=[тонt单运])(?<!\\p{L})(?:трек\\p{L}{0,3}|отслеживани\\p{L}{1,2}|накладн\\p{L}{1,3}|track|tracking|单号|运单)"
              + "(?:[ -](?:номер|number|no))?[ :№#-]{0,4}([a-z]{2,4}[0-9]{10,20}[a-z]{0,3})(?![\\p{L}\\p{N}])");

  enum Kind {
    /** It stands for itself. */
    OWN,
    QUANTITY,
    /** A date, a time or a price. */
    PLAIN
  }

  record Token(int from, int to, Kind kind) {}

  private static final Pattern TOKENS =
      Pattern.compile(
          "(?=[0-9a-z$€¥])"
              + BEFORE
              + "(?:(?<parcel>"
              + PARCEL
              + BEHIND
              + ")|(?<plain>(?:"
              + String.join("|", PRICE, DATE, TIME)
              + ")"
              + BEHIND
              + ")|(?:"
              + String.join("|", QUANTITY, COUNTING)
              + "))");

  private final Pattern own;

  /**
   * @param own the numbers that may stand; empty ones count for nothing
   */
  Tokens(Collection<String> own) {
    this.own =
        Pattern.compile(
            Stream.concat(
                    own.stream()
                        .filter(each -> !each.isBlank())
                        .sorted(Comparator.comparing(String::length).reversed())
                        .map(each -> Pattern.quote(Seen.of(each).plain())),
                    Stream.of(POSTING))
                .collect(
                    Collectors.joining("|", "(?=[\\p{L}\\p{N}])" + BEFORE + "(?:", ")" + BEHIND)));
  }

  /** In their order; of those that begin together what stands for itself is the first. */
  List<Token> in(String plain) {
    return Stream.of(
            TOKENS.matcher(plain).results().flatMap(Tokens::token),
            own.matcher(plain)
                .results()
                .map(found -> new Token(found.start(), found.end(), Kind.OWN)),
            TRACKED
                .matcher(plain)
                .results()
                .map(found -> new Token(found.start(1), found.end(1), Kind.OWN)))
        .flatMap(found -> found)
        .sorted(Comparator.comparingInt(Token::from).thenComparing(Token::kind))
        .toList();
  }

  private static Stream<Token> token(MatchResult found) {
    if (found.group("parcel") != null) {
      return checked(found.group())
          ? Stream.of(new Token(found.start(), found.end(), Kind.OWN))
          : Stream.empty();
    }
    var kind = found.group("plain") == null ? Kind.QUANTITY : Kind.PLAIN;
    return Stream.of(new Token(found.start(), found.end(), kind));
  }

  private static boolean checked(String parcel) {
    var sum = 0;
    for (var at = 0; at < WEIGHTS.length; at++) {
      sum += WEIGHTS[at] * (parcel.charAt(at + 2) - '0');
    }
    var check = 11 - sum % 11;
    return (check == 10 ? 0 : check == 11 ? 5 : check) == parcel.charAt(10) - '0';
  }
}
