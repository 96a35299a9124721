package io.orderwatch.notification.reminder;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What a message to a buyer may not hold. Breaking Ozon's rules can cost the store its chat.
 *
 * <p>Sources: Ozon's rules of communication and chat safety (September 2026); capitals, emoji and
 * heaps of punctuation after a seller handbook; the length after the Seller API.
 */
public final class ChatRules {

  private static final String SEND =
      "(?<!не )\\b(пришлите|присылайте|отправьте|отправляйте|вышлите|высылайте|скиньте|сбросьте|сообщите|"
          + "продиктуйте|перешлите|передайте|предоставьте)\\b";
  private static final String TYPE = "(?<!не )\\b(укажите|напишите|введите|заполните|оставьте)\\b";
  private static final String DATA =
      "\\b(паспорт|данны|данные|документ|фото|скан|серию|номер|инн\\b|адрес|телефон|код\\b)";
  private static final String HERE =
      "\\b(сюда|здесь|чат|чате|нам|мне|ответ|ответом|сообщении|сообщением)\\b";
  private static final String ELSEWHERE = "\\b(кабинет|кабинете|приложении)\\b";

  public enum Rule {
    /** 1 to 1000 characters. */
    LENGTH(text -> text.isBlank() || text.length() > 1000),
    LINK(
        has(
            "https?:|www\\.|\\b[\\p{L}\\d-]+\\.(ru|рф|su|com|net|org|info|shop|store|online|site|cn|me|io|link|by|kz)\\b")),
    EMAIL(has("[\\w.+-]+@[\\w-]+\\.[\\w.-]+")),
    PHONE(has("(\\+|\\b)(\\d[ ().-]*){9,}\\d")),
    MESSENGER(
        has(
            "whats ?app|в[ао][тц]с?ап|telegram|телеграм|\\bтелег[аеу]\\b|viber|вайбер|we ?chat|вичат|skype|скайп|"
                + "instagram|инстаграм|вконтакте|\\bvk\\b|мессенджер|(?<![\\w.])@\\w{3,}")),
    /** Saying that Ozon will cancel is no request. */
    CANCEL_REQUEST(
        has(
            "(?<!не )\\b(отмените|отменяйте|откажитесь|отказывайтесь|аннулируйте)\\b|\\bоформите (отмену|возврат)"
                + "|\\b(просим|прошу|лучше|надо|нужно|можете|пожалуйста)\\b[^.!?]{0,40}\\b(отменить|отказаться)\\b")),
    /** Into the personal cabinet the buyer may be asked to type; to us never. */
    DATA_REQUEST(ChatRules::asksForData),
    /** Words in capitals longer than {@value #LONGEST_CAPITALS} letters. */
    CAPITALS(Pattern.compile("\\p{Lu}{" + (LONGEST_CAPITALS + 1) + ",}").asPredicate()),
    DECORATION(
        has(
            "[!?]{2,}|…{2,}|\\p{Punct}{4,}|\\p{IsEmoji_Presentation}|[\\x{1F000}-\\x{1FAFF}\\x{2600}-\\x{27BF}\\x{FE0F}]"));

    private final Predicate<String> breaks;

    Rule(Predicate<String> breaks) {
      this.breaks = breaks;
    }
  }

  /** OZON and МСК are no shouting. */
  private static final int LONGEST_CAPITALS = 4;

  private ChatRules() {}

  /**
   * The rules that a text breaks.
   *
   * @param order an order number that the text names; its digits are no phone
   */
  public static Set<Rule> broken(String text, String order) {
    var broken = EnumSet.noneOf(Rule.class);
    var others = order.isEmpty() ? text : text.replace(order, "№");
    for (var rule : Rule.values()) {
      if (rule.breaks.test(rule == Rule.LENGTH ? text : others)) {
        broken.add(rule);
      }
    }
    return broken;
  }

  private static boolean asksForData(String text) {
    return Arrays.stream(text.split("[.!?\\n]+"))
        .anyMatch(
            sentence -> {
              var here = has(HERE).test(sentence);
              var data = has(DATA).test(sentence);
              return (has(SEND).test(sentence) && (here || data))
                  || (has(TYPE).test(sentence)
                      && (here || (data && !has(ELSEWHERE).test(sentence))));
            });
  }

  private static Predicate<String> has(String pattern) {
    return Pattern.compile(
            pattern,
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS)
        .asPredicate();
  }
}
