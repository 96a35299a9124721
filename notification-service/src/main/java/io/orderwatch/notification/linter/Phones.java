package io.orderwatch.notification.linter;

import io.orderwatch.notification.linter.Reading.Sentence;
import io.orderwatch.notification.linter.Reading.Word;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds what has the shape of a telephone or of a card, however its digits are written. */
final class Phones {

  /** Digits that stand together: a number, or words that mean one. */
  private record Group(String digits, int start, int end, boolean plus) {}

  private static final Pattern NO_PHONE =
      Pattern.compile(
          "(?<!\\d)(\\d{8,10}-\\d{4}(-\\d{1,3})?"
              + "|\\d{1,2}\\.\\d{2}\\.\\d{4}|\\d{4}-\\d{2}-\\d{2}|\\d{1,2}:\\d{2}"
              + "|\\d{1,2}\\.\\d{2} ?- ?\\d{1,2}\\.\\d{2}|[A-Z]{2}\\d{9,14}(?!\\d)([A-Z]{2})?)(?!\\d)");

  private static final Map<String, Integer> WORDS = Map.ofEntries(words());

  /** The numbers after such a word are no telephones. */
  private static final Stems LABELS =
      new Stems(
          "трек отслежив артикул арт= ean= штрихкод штрих серийн заводск индекс imei= sku= модел парти заказ= заказа= заказу= отправлени= отправления= накладн размер цен стоимост габарит цвет");

  private static final Stems CALLING =
      new Stems(
          "звон позвон перезвон созвон набер наберите мобильн сотов тел= телефон контакт вотсап ватсап whatsapp wechat горячая связи= смс= sms= city= городск");

  private static final Set<String> OWNERS =
      Set.of(
          "наш",
          "мой",
          "нашему",
          "моему",
          "менеджера",
          "оператора",
          "склада",
          "магазина",
          "продавца",
          "личный");

  private static final int MOST = 15;

  private static final Set<List<Integer>> SHAPES =
      Set.of(
          List.of(3, 3, 2, 2),
          List.of(3, 3, 4),
          List.of(3, 7),
          List.of(10),
          List.of(4, 6),
          List.of(3, 4, 3),
          List.of(4, 3, 3),
          List.of(4, 2, 2, 2),
          List.of(4, 2, 4));

  private final Reading reading;
  private final BitSet masked;

  Phones(Reading reading, String... named) {
    this.reading = reading;
    this.masked = masked(named);
  }

  private BitSet masked(String... named) {
    var masked = new BitSet(reading.flat.length());
    for (var number : named) {
      for (var at = number.isEmpty() ? -1 : reading.flat.indexOf(number);
          at >= 0;
          at = reading.flat.indexOf(number, at + number.length())) {
        masked.set(at, at + number.length());
      }
    }
    var found = NO_PHONE.matcher(reading.flat);
    while (found.find()) {
      masked.set(found.start(), found.end());
    }
    return masked;
  }

  List<Finding> find() {
    var found = new ArrayList<Finding>();
    for (var sentence : reading.sentences) {
      found.addAll(in(sentence));
    }
    return found;
  }

  private List<Finding> in(Sentence sentence) {
    var calling = calling(sentence);
    var groups = groups(sentence, calling);
    var found = new ArrayList<Finding>();
    for (var i = 0; i < groups.size(); ) {
      var n = i + 1;
      while (n < groups.size() && near(groups.get(n - 1), groups.get(n))) {
        n++;
      }
      var run = groups.subList(i, n);
      if (card(run)) {
        found.add(finding(Rule.PAYMENT, run));
      } else if (phone(run, calling)) {
        found.add(finding(Rule.PHONE, run));
      }
      i = n;
    }
    var all = digits(groups);
    if (found.isEmpty() && strictly(sentence) && all.length() > 5 && all.length() <= MOST) {
      found.add(finding(Rule.PHONE, groups));
    }
    return found;
  }

  private Finding finding(Rule rule, List<Group> groups) {
    var start = reading.offset(groups.getFirst().start());
    return new Finding(rule, start, reading.offset(groups.getLast().end() - 1) + 1 - start);
  }

  private boolean calling(Sentence sentence) {
    for (var i = sentence.from(); i < sentence.to(); i++) {
      var word = reading.words.get(i);
      if (CALLING.has(word.text()) || owned(i)) {
        return true;
      }
    }
    return false;
  }

  /** Somebody's number: with one nothing but calling can be meant. */
  private boolean strictly(Sentence sentence) {
    for (var i = sentence.from(); i < sentence.to(); i++) {
      var text = reading.words.get(i).text();
      if (text.startsWith("звони")
          || text.startsWith("позвони")
          || text.equals("связи")
          || owned(i)) {
        return true;
      }
    }
    return false;
  }

  private boolean owned(int i) {
    var words = reading.words;
    return words.get(i).text().startsWith("номер")
        && ((i > 0 && OWNERS.contains(words.get(i - 1).text()))
            || (i + 1 < words.size() && OWNERS.contains(words.get(i + 1).text())));
  }

  private List<Group> groups(Sentence sentence, boolean calling) {
    var groups = new ArrayList<Group>();
    var labelled = 0;
    for (var i = sentence.from(); i < sentence.to(); i++) {
      var word = reading.words.get(i);
      if (LABELS.has(word.text())) {
        labelled = 8;
        continue;
      }
      var spoken = spoken(i, sentence.to());
      if (spoken > i) {
        groups.add(
            new Group(value(i, spoken), word.start(), reading.words.get(spoken - 1).end(), false));
        i = spoken - 1;
        continue;
      }
      labelled--;
      var numeric = numeric(word);
      if (numeric.isEmpty() || masked.get(word.start()) || (labelled > 0 && !calling)) {
        continue;
      }
      var plus = word.start() > 0 && reading.flat.charAt(word.start() - 1) == '+';
      groups.add(new Group(numeric, word.start(), word.end(), plus));
    }
    return groups;
  }

  /** The digits of a word in which letters may stand for some; empty if it is none. */
  private String numeric(Word word) {
    var digits = new StringBuilder();
    var real = 0;
    for (var i = word.start(); i < word.end() && digits.length() < 64; i++) {
      var c = reading.flat.charAt(i);
      var digit = Letters.asDigit(c);
      if (digit < 0) {
        return "";
      }
      real += Character.isDigit(c) ? 1 : 0;
      digits.append(digit);
    }
    return real > 0 || (digits.length() == 1 && between(word)) ? digits.toString() : "";
  }

  /** A lone letter counts as a digit only directly beside one. */
  private boolean between(Word word) {
    var flat = reading.flat;
    return word.start() > 0
        && Character.isDigit(flat.charAt(word.start() - 1))
        && word.end() < flat.length()
        && Character.isDigit(flat.charAt(word.end()));
  }

  private int spoken(int first, int end) {
    var n = first;
    while (n < end && WORDS.containsKey(reading.words.get(n).text())) {
      n++;
    }
    return n;
  }

  /**
   * Words of numbers as digits: {@code девятьсот двенадцать} is 912, {@code девять один два} too.
   */
  private String value(int first, int end) {
    var digits = new StringBuilder();
    var sum = 0;
    var least = 0;
    for (var i = first; i < end && digits.length() < 64; i++) {
      var value = WORDS.getOrDefault(reading.words.get(i).text(), 0);
      var size = value >= 100 ? 100 : value >= 20 ? 10 : 1;
      if (least > size && sum > 0 && value > 0) {
        sum += value;
      } else {
        if (i > first) {
          digits.append(sum);
        }
        sum = value;
      }
      least = value >= 10 && value < 20 ? 1 : size;
    }
    return digits.append(sum).toString();
  }

  private boolean near(Group one, Group next) {
    if (next.start() - one.end() > 4) {
      return false;
    }
    for (var i = one.end(); i < next.start(); i++) {
      var c = reading.flat.charAt(i);
      if (Character.isLetterOrDigit(c) || c == '\n') {
        return false;
      }
    }
    return true;
  }

  private static boolean card(List<Group> run) {
    return (run.size() == 4 && run.stream().allMatch(group -> group.digits().length() == 4))
        || (run.size() == 1
            && run.getFirst().digits().length() == 16
            && "2345".indexOf(run.getFirst().digits().charAt(0)) >= 0);
  }

  private static boolean phone(List<Group> run, boolean calling) {
    var digits = digits(run);
    var length = digits.length();
    if (length > MOST) {
      return run.size() > 1 && length < 40 && single(run) && phone(digits.substring(0, 11));
    }
    if (run.getFirst().plus() && length >= 10) {
      return true;
    }
    if (rising(run)) {
      return false;
    }
    var lengths = run.stream().map(group -> group.digits().length()).toList();
    if (phone(digits) && length == 11) {
      return run.size() < 4 || run.size() > 5 || lengths.getFirst() != 2 || calling;
    }
    if (calling && length >= 6) {
      return length > 9
          || lengths.equals(List.of(3, 2, 2))
          || lengths.equals(List.of(2, 2, 2))
          || run.size() == 1
          || single(run);
    }
    return (length == 10
            && "3489".indexOf(digits.charAt(0)) >= 0
            && run.size() > 1
            && SHAPES.contains(lengths))
        || (length == 10 && digits.charAt(0) == '9' && run.size() == 1)
        || (length == 13 && digits.startsWith("861") && run.size() < 6)
        || (single(run) && length >= 10);
  }

  private static boolean single(List<Group> run) {
    return run.size() > 6 && run.stream().filter(group -> group.digits().length() > 2).count() < 3;
  }

  /** Russia's and Kazakhstan's, with the code that one dials. */
  private static boolean phone(String digits) {
    return digits.length() > 1 && phoneCode(digits);
  }

  private static boolean phoneCode(String digits) {
    return ((digits.charAt(0) == '8' || digits.charAt(0) == '7')
            && "3489".indexOf(digits.charAt(1)) >= 0)
        || (digits.charAt(0) == '1' && digits.charAt(1) > '2');
  }

  /** Sizes and the like, one bigger than the other. */
  private static boolean rising(List<Group> run) {
    if (run.size() < 4) {
      return false;
    }
    for (var i = 1; i < run.size(); i++) {
      var one = run.get(i - 1).digits();
      var next = run.get(i).digits();
      if (one.length() > 3
          || next.length() > 3
          || Integer.parseInt(next) <= Integer.parseInt(one)) {
        return false;
      }
    }
    return true;
  }

  private static String digits(List<Group> groups) {
    var all = new StringBuilder();
    groups.forEach(group -> all.append(group.digits()));
    return all.toString();
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of entries cannot be made otherwise
  private static Map.Entry<String, Integer>[] words() {
    var ones =
        "ноль один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать"
            .split(" ", -1);
    var tens =
        "двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто"
            .split(" ", -1);
    var hundreds =
        "сто двести триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот".split(" ", -1);
    var all = new ArrayList<Map.Entry<String, Integer>>();
    for (var i = 0; i < ones.length; i++) {
      all.add(Map.entry(ones[i], i));
    }
    for (var i = 0; i < tens.length; i++) {
      all.add(Map.entry(tens[i], (i + 2) * 10));
    }
    for (var i = 0; i < hundreds.length; i++) {
      all.add(Map.entry(hundreds[i], (i + 1) * 100));
    }
    Arrays.asList("нуль", "зеро").forEach(zero -> all.add(Map.entry(zero, 0)));
    all.add(Map.entry("раз", 1));
    return all.toArray(new Map.Entry[0]);
  }
}
