package io.orderwatch.notification.talk;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What a buyer's answer is about, by the words below and no model. The first class fits whose word
 * begins a word of the answer; a word of the last two that "not" stands before says nothing.
 * Russian first, then English; Chinese needs no beginnings of words (2026-11, from the editor's
 * situations).
 */
public enum About {
  /** He gives no data, or wants the order no more. */
  REFUSES(
      "не буду|не хочу|не дам|не стану|не собираюсь|не намерен|отказываюсь|отказ|отмените|отменить|отменяйте"
          + "|отменяю|отмена|верните деньги|возврат денег|передумал|refuse|i won t|will not|don t want"
          + "|cancel|refund",
      "取消|拒绝|不提供|不想|退款"),
  /** He says that he has given the data. */
  SAYS_DONE(
      "заполнил|ввел|внес|указал|отправил|сделал|готово|добавил|предоставил|оформил|done|filled|entered"
          + "|submitted|provided|added",
      "填好|已填|已提供|已经填|完成"),
  /** He wants to know why, or whether it is safe. */
  ASKS_WHY(
      "зачем|почему|для чего|с какой целью|на каком основании|на каком праве|мошен|развод|обман|безопасн"
          + "|why|what for|what is this for|scam|fraud|is it safe",
      "为什么|为何|干嘛|骗|安全吗"),
  OTHER("", ""),
  /** There are no words in it: a picture. */
  NO_TEXT("", ""),
  /** It could not be read. */
  UNREAD("", "");

  private static final List<String> NOT = List.of("не", "not", "t", "never");

  private final String beginnings;
  private final String signs;

  About(String beginnings, String signs) {
    this.beginnings = beginnings;
    this.signs = signs;
  }

  private static List<String> parts(String list) {
    return list.isEmpty() ? List.of() : List.of(list.split("\\|", -1));
  }

  /** The word that events carry; it never changes. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static About of(String text) {
    if (text.isBlank()) {
      return NO_TEXT;
    }
    var words = words(text);
    return Stream.of(REFUSES, SAYS_DONE, ASKS_WHY)
        .filter(each -> each.fits(words, text))
        .findFirst()
        .orElse(OTHER);
  }

  private boolean fits(List<String> words, String text) {
    if (parts(signs).stream().anyMatch(text::contains)) {
      return true;
    }
    var all = parts(beginnings);
    for (var at = 0; at < words.size(); at++) {
      for (var beginning : all) {
        if (begins(words, at, beginning) && (this == ASKS_WHY || !negated(words, at))) {
          return true;
        }
      }
    }
    return false;
  }

  /** Of several words all but the last must be whole. */
  private static boolean begins(List<String> words, int at, String beginning) {
    var parts = beginning.split(" ", -1);
    if (at + parts.length > words.size()) {
      return false;
    }
    for (var part = 0; part < parts.length; part++) {
      var word = words.get(at + part);
      var last = part == parts.length - 1;
      if (!(last ? word.startsWith(parts[part]) : word.equals(parts[part]))) {
        return false;
      }
    }
    return true;
  }

  /** "Не заполнил", "ещё не заполнил", "not done yet": the word right before. */
  private static boolean negated(List<String> words, int at) {
    return at > 0 && NOT.contains(words.get(at - 1));
  }

  /** In lower case, ё as е, without anything that is no letter and no digit. */
  static List<String> words(String text) {
    return Arrays.stream(
            text.toLowerCase(Locale.ROOT).replace('ё', 'е').split("[^\\p{L}\\p{N}]+", -1))
        .filter(word -> !word.isEmpty())
        .toList();
  }
}
