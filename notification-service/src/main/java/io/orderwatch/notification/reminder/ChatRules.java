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
    LENGTH,
    LINK,
    EMAIL,
    PHONE,
    MESSENGER,
    /** Saying that Ozon will cancel is no request. */
    CANCEL_REQUEST,
    /** Into the personal cabinet the buyer may be asked to type; to us never. */
    DATA_REQUEST,
    /** Words in capitals longer than four letters: OZON and МСК are no shouting. */
    CAPITALS,
    DECORATION
  }

  private static final Predicate<String> LINK =
      has(
          "https?:|www\\.|\\b[\\p{L}\\d-]+\\.(ru|рф|su|com|net|org|info|shop|store|online|site|cn|me|io|link|by|kz)\\b");
  private static final Predicate<String> EMAIL = has("[\\w.+-]+@[\\w-]+\\.[\\w.-]+");
  private static final Predicate<String> PHONE = has("(\\+|\\b)(\\d[ ().-]*){9,}\\d");
  private static final Predicate<String> MESSENGER =
      has(
          "whats ?app|в[ао][тц]с?ап|telegram|телеграм|\\bтелег[аеу]\\b|viber|вайбер|we ?chat|вичат|skype|скайп|"
              + "instagram|инстаграм|вконтакте|\\bvk\\b|мессенджер|(?<![\\w.])@\\w{3,}");
  private static final Predicate<String> CANCEL_REQUEST =
      has(
          "(?<!не )\\b(отмените|отменяйте|откажитесь|отказывайтесь|аннулируйте)\\b|\\bоформите (отмену|возврат)"
              + "|\\b(просим|прошу|лучше|надо|нужно|можете|пожалуйста)\\b[^.!?]{0,40}\\b(отменить|отказаться)\\b");
  private static final Predicate<String> DECORATION =
      has(
          "[!?]{2,}|…{2,}|\\p{Punct}{4,}|\\p{IsEmoji_Presentation}|[\\x{1F000}-\\x{1FAFF}\\x{2600}-\\x{27BF}\\x{FE0F}]");
  private static final Predicate<String> CAPITALS = Pattern.compile("\\p{Lu}{5,}").asPredicate();
  private static final Predicate<String> SENDING = has(SEND);
  private static final Predicate<String> TYPING = has(TYPE);
  private static final Predicate<String> TO_US = has(HERE);
  private static final Predicate<String> OF_DATA = has(DATA);
  private static final Predicate<String> IN_THE_CABINET = has(ELSEWHERE);

  private ChatRules() {}

  /**
   * The rules that a text breaks.
   *
   * @param named numbers of orders and postings in the text, the longer ones first; their digits
   *     are no phone
   */
  public static Set<Rule> broken(String text, String... named) {
    var broken = EnumSet.noneOf(Rule.class);
    var others = text;
    for (var number : named) {
      others = number.isEmpty() ? others : others.replace(number, "№");
    }
    for (var rule : Rule.values()) {
      if (breaks(rule, rule == Rule.LENGTH ? text : others)) {
        broken.add(rule);
      }
    }
    return broken;
  }

  private static boolean breaks(Rule rule, String text) {
    return switch (rule) {
      case LENGTH -> text.isBlank() || text.length() > 1000;
      case LINK -> LINK.test(text);
      case EMAIL -> EMAIL.test(text);
      case PHONE -> PHONE.test(text);
      case MESSENGER -> MESSENGER.test(text);
      case CANCEL_REQUEST -> CANCEL_REQUEST.test(text);
      case DATA_REQUEST -> Arrays.stream(text.split("[.!?\\n]+")).anyMatch(ChatRules::asksForData);
      case CAPITALS -> CAPITALS.test(text);
      case DECORATION -> DECORATION.test(text);
    };
  }

  private static boolean asksForData(String sentence) {
    var data = OF_DATA.test(sentence);
    return (SENDING.test(sentence) && (data || TO_US.test(sentence)))
        || (TYPING.test(sentence)
            && (TO_US.test(sentence) || (data && !IN_THE_CABINET.test(sentence))));
  }

  private static Predicate<String> has(String pattern) {
    return Pattern.compile(
            pattern,
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS)
        .asPredicate();
  }
}
