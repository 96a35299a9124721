package io.orderwatch.notification.conversation;

import java.util.regex.Pattern;

/**
 * Covers mail addresses, links and names of accounts: written with signs, with words for the signs
 * (at, собака, dot, точка), or after the name of a messenger. Each pattern takes linear time: what
 * repeats does so possessively, or a few times at most.
 */
final class Addresses {

  private static final String AT_WORD = "собак[аиу]|собачк[аиу]";
  private static final String OPEN = "\\s?[(\\[{<]\\s?";
  private static final String CLOSE = "\\s?[)\\]}>]\\s?";
  private static final String LABEL = "[\\p{L}\\p{N}_%+-]++";
  private static final String DOT =
      "(?:\\.|" + OPEN + "(?:\\.|dot|точка|тчк)" + CLOSE + "|\\s(?:dot|точка|тчк)\\s)";
  private static final String TOP =
      "(?:ru|com|net|org|info|su|by|kz|uz|am|kg|cn|hk|tw|me|cc|io|ua|eu|uk|us|de|co|app|link|biz|xyz|top|club|online|site|store|shop"
          + "|ру|рф|ком)(?![\\p{L}\\p{N}_])";
  private static final String PROVIDER =
      "(?:mail|gmail|yandex|rambler|inbox|list|bk|hotmail|outlook|icloud|qq|foxmail|yahoo|proton|protonmail"
          + "|яндекс|мейл|мэйл|майл|гмейл|джимейл|гмайл|рамблер)(?![\\p{L}\\p{N}_])";
  private static final String WORD = "(?<![\\p{L}\\p{N}_])";

  private static final String LOCAL =
      "(?=[\\p{L}\\p{N}_%+-])(?<![\\p{L}\\p{N}_%+-])" + LABEL + part();
  private static final String HOST = LABEL + part();

  private static String part() {
    return "(?:" + DOT + LABEL + "){0,5}";
  }

  private static final Pattern MAIL =
      Pattern.compile(
          LOCAL
              + "(?:(?:@|\\s@\\s(?=\\p{L})|"
              + OPEN
              + "(?:@|at|ат|эт)"
              + CLOSE
              + ")"
              + HOST
              + "|(?:\\s?@\\s?|"
              + OPEN
              + "(?:"
              + AT_WORD
              + ")"
              + CLOSE
              + "|\\s(?:"
              + AT_WORD
              + "|at|ат|эт)\\s)(?:"
              + PROVIDER
              + "(?:(?:"
              + DOT
              + "|\\s)"
              + TOP
              + ")?|(?:"
              + LABEL
              + DOT
              + "){1,5}?"
              + TOP
              + "))");

  private static final Pattern LINK =
      Pattern.compile(
          "(?=[a-z])"
              + WORD
              + "(?:(?:[a-z][a-z0-9+.-]{1,20}://|www\\.|mailto:|tel:|tg:)\\S++"
              + "|(?:t|wa|vk)\\s?(?:\\.|"
              + OPEN
              + "\\."
              + CLOSE
              + ")\\s?(?:me|com|cc)\\s?/\\s?\\S++)");

  private static final Pattern SITE =
      Pattern.compile(
          "(?=[\\p{L}\\p{N}])(?<![\\p{L}\\p{N}_.@-])(?!(?:[a-z]{1,20}\\.)?ozon\\.(?:ru|com|by|kz)(?![\\p{L}\\p{N}_.@-]))(?:"
              + LABEL
              + DOT
              + "){1,5}?"
              + TOP
              + "(?:[:/?#]\\S*+)?");

  private static final Pattern ACCOUNT =
      Pattern.compile("@\\s?(?=[\\p{N}_.]{0,30}\\p{L})[\\p{L}\\p{N}_.]{3,}+");

  private static final String HANDLE = "(?=[0-9_.-]{0,30}[a-z])[a-z0-9_.-]{3,}+";

  /** A name in Latin letters behind a messenger's: in Russian and Chinese nothing else is there. */
  private static final Pattern AT_MESSENGER =
      Pattern.compile(
          "(?=[твсуи微薇威加电])(?:"
              + WORD
              + "(?:телеграмм?[аеуи]?|телег[аеу]|тг|тгк|в[оа][тц]с?ап[пеу]?|уотсап|вайбер[еу]?|вибер|скайп[еу]?|вк|вконтакте"
              + "|инст[аеу]|инстаграмм?[еу]?|вичат[еу]?)|微信号?|薇信|威信|加v|电报)"
              + "(?:\\s?(?:мой|моя|id|是|ник))?[\\s:=,(-]{0,4}("
              + HANDLE
              + ")");

  /** In English it says so, or cannot be a word. */
  private static final Pattern NAMED =
      Pattern.compile(
          "(?=[tvwsiq])"
              + WORD
              + "(?:telegram|tg|whats\\s?app|viber|skype|wechat|weixin|instagram|insta|vk|qq|signal)(?:\\s?id)?"
              + "(?:\\s?[:=-]\\s?|\\s(?:is\\s)?(?=[a-z.]{0,30}[0-9_]))("
              + HANDLE
              + ")");

  /** Without one of these no mail address is written. */
  private static final Pattern AT = Pattern.compile("@|[(\\[{<\\s](?:at|ат|эт|собак|собачк)");

  private Addresses() {}

  static void cover(Seen seen) {
    cover(seen, LINK, 0);
    if (AT.matcher(seen.plain()).find()) {
      cover(seen, MAIL, 0);
    }
    cover(seen, ACCOUNT, 0);
    cover(seen, SITE, 0);
    cover(seen, AT_MESSENGER, 1);
    cover(seen, NAMED, 1);
  }

  private static void cover(Seen seen, Pattern pattern, int group) {
    var found = pattern.matcher(seen.plain());
    while (found.find()) {
      seen.cover(found.start(group), found.end(group));
    }
  }
}
