package io.orderwatch.notification.linter;

import io.orderwatch.notification.linter.Reading.Sentence;
import io.orderwatch.notification.linter.Reading.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Finds what leads out of Ozon's chat: addresses, messengers, other shops. */
final class Contacts {

  private static final Set<String> DOMAINS =
      Set.of(
          "ru рф рус su com net org info biz shop store online site website pro xyz top club vip app dev io me cc cn hk tw by kz uz kg am ge ly gl to gg tv link click space fun life live world market moscow tel eu de uk us co ai онлайн сайт ру ком орг москва дети example"
              .split(" ", -1));

  private static final Set<String> FILES =
      Set.of("pdf", "jpg", "jpeg", "png", "doc", "docx", "xls", "xlsx", "txt", "mp4", "zip");

  /** Ozon's hosts have no more. */
  private static final int LABELS = 6;

  private static final Set<String> OZONS = Set.of("ru", "com", "cn", "kz", "by", "am", "uz", "kg");

  private static final Set<String> DOTS = Set.of("точка", "тчк", "dot");

  private static final Stems MESSENGERS =
      new Stems(
          "whatsap ватсап ватсапп вацап ваццап ватцап вотсап вотсапп вотцап воцап уотсап уатсап васап вассап telegram телеграм телегу= телеге= телега= телегой= тг= tg= тгк= viber вайбер вибер wechat weixin вичат вейсинь skype скайп instagram инстаграм инста= инсте= инсту= вконтакте= вк= vk= одноклассник ок= max= макс= максе= мах= махе= signal= сигнал= qq= imo= дискорд discord facebook фейсбук messenger мессенджер icq= аська= тикток tiktok ютуб youtube дзен= директ= лс= личк личные=");

  /** These are also other words: only with an inviting word directly beside them. */
  private static final Set<String> DOUBTFUL =
      Set.of(
          "телега", "телеге", "телегой", "max", "макс", "максе", "мах", "махе", "signal", "сигнал",
          "ок", "директ", "личные", "дзен", "imo", "инста", "vk");

  private static final Set<String> INTO = Set.of("в", "во", "на", "через", "по", "to", "on", "via");

  private static final Stems INVITING =
      new Stems(
          "пиш напиш напис добав найд найти ищ искать подпис перейд перейти заход связ свяж общ ответ отвеч канал ник= никнейм аккаунт мы= нас= нам= наш мой= моя= мне= меня= я= есть= быстре удобн контакт групп чат= присоедин поможем= write= add= find=");

  private static final Stems WARNING = new Stems("мошенник обман предлага небезопас запрещ");

  private static final Stems SHOPS =
      new Stems(
          "wildberr вайлдбер валдбер вб= wb= авито avito алиэкспресс aliexpress мегамаркет яндексмаркет joom temu taobao таобао 1688= pinduoduo");

  private static final Stems SCANNED = new Stems("qr= куар куаркод кьюар кюар");

  private static final Stems MAIL =
      new Stems("почта= почту= почте= почты= имейл емейл мейл= майл= e-mail email эмейл мыло=");

  private static final Stems PROVIDERS =
      new Stems("gmail гмейл яндекс yandex mail= мейл= рамблер rambler outlook icloud qq= foxmail");

  private static final Set<String> OUTSIDE = Set.of("вне", "помимо", "минуя", "мимо");

  private final Reading reading;
  private final List<Word> words;
  private final String flat;

  Contacts(Reading reading) {
    this.reading = reading;
    this.words = reading.words;
    this.flat = reading.flat.toLowerCase(Locale.ROOT);
  }

  List<Finding> find() {
    var found = new ArrayList<Finding>();
    for (var sentence : reading.sentences) {
      for (var i = sentence.from(); i < sentence.to(); i++) {
        email(i).ifPresent(found::add);
        link(i).ifPresent(found::add);
        messenger(i, sentence).ifPresent(found::add);
        elsewhere(i, sentence).ifPresent(found::add);
      }
    }
    return found;
  }

  private Finding finding(Rule rule, int one, int other) {
    var start = reading.offset(words.get(one).start());
    return new Finding(rule, start, reading.offset(words.get(other).end() - 1) + 1 - start);
  }

  private Optional<Finding> found(boolean is, Rule rule, int from, int to) {
    return is ? Optional.of(finding(rule, from, to)) : Optional.empty();
  }

  private String text(int word) {
    return word >= 0 && word < words.size() ? words.get(word).text() : "";
  }

  private String gap(int word) {
    return word < 0 || word >= words.size() ? "" : reading.gap(word);
  }

  private boolean latin(int word) {
    return word >= 0 && word < words.size() && words.get(word).latin();
  }

  private boolean small(int word) {
    var at = words.get(word);
    return flat.substring(at.start(), at.end())
        .equals(reading.flat.substring(at.start(), at.end()));
  }

  // --- addresses

  private Optional<Finding> link(int i) {
    if (gap(i).startsWith("://") || text(i).equals("www") || text(i).startsWith("hxxp")) {
      return found(!ozons(i + 1), Rule.LINK, i, Math.min(i + 1, words.size() - 1));
    }
    if (i + 1 >= words.size()) {
      return Optional.empty();
    }
    if (text(i).equals("t") && text(i + 1).equals("me")) {
      return found(true, Rule.LINK, i, i + 1);
    }
    if (numbers(i)) {
      return found(true, Rule.LINK, i, i + 3);
    }
    if (dotted(i) && domain(i, i + 1)) {
      return found(!ozons(i), Rule.LINK, i, i + 1);
    }
    return found(
        i + 2 < words.size() && DOTS.contains(text(i + 1)) && DOMAINS.contains(text(i + 2)),
        Rule.LINK,
        i,
        Math.min(i + 2, words.size() - 1));
  }

  private boolean dotted(int i) {
    if (gap(i).indexOf('.') < 0) {
      return false;
    }
    var gap =
        gap(i).replace(" ", "").replace("[", "").replace("]", "").replace("(", "").replace(")", "");
    return gap.equals(".");
  }

  private boolean domain(int label, int top) {
    var name = text(top);
    var tight =
        gap(label).equals(".")
            || gap(label).startsWith("[")
            || gap(label).startsWith("(")
            || gap(label).startsWith(" .");
    if (FILES.contains(name) || (words.get(label).number() && !latin(top))) {
      return false;
    }
    if (DOMAINS.contains(name)) {
      return tight
          ? text(label).length() > 1
          : latin(label) && small(top) && text(label).length() > 2;
    }
    var wellFormed =
        gap(label).equals(".")
            && latin(label)
            && latin(top)
            && text(top).length() > 1
            && text(top).length() < 11;
    return wellFormed
        && (gap(top).startsWith("/") || (text(label).length() > 2 && small(label) && small(top)));
  }

  /** Whether a host goes on from this word to the next. */
  private boolean host(int word) {
    var gap = gap(word);
    return gap.equals(".") || gap.equals("-") || gap.equals("@");
  }

  /** Whether the host that this word is part of is one of Ozon's. */
  private boolean ozons(int word) {
    var first = word;
    while (first > 0 && word - first < LABELS && host(first - 1)) {
      first--;
    }
    var last = first;
    while (last + 1 < words.size() && last - first < 2 * LABELS && host(last)) {
      last++;
    }
    return last > first
        && !(last + 1 < words.size() && host(last))
        && text(last - 1).equals("ozon")
        && OZONS.contains(text(last))
        && !words.get(last - 1).mixed()
        && !words.get(last).mixed()
        && !gap(last).startsWith("@")
        && (last - 1 == first || gap(last - 2).equals("."));
  }

  /** An address of the internet as four numbers. */
  private boolean numbers(int i) {
    return i + 3 < words.size()
        && words.get(i).number()
        && gap(i).equals(".")
        && IntStream.rangeClosed(i, i + 3)
            .allMatch(j -> text(j).matches("\\d{1,3}") && Integer.parseInt(text(j)) < 256)
        && IntStream.range(i, i + 3).allMatch(j -> gap(j).equals("."));
  }

  private Optional<Finding> email(int i) {
    if (i + 1 < words.size()) {
      var gap = gap(i).replace(" ", "");
      var handle = latin(i) && (latin(i + 1) || words.get(i + 1).number());
      if (gap.equals("@") && handle) {
        return found(true, Rule.EMAIL, i, i + 1);
      }
      if ((text(i + 1).equals("собака") || text(i + 1).equals("at"))
          && latin(i)
          && i + 2 < words.size()
          && (text(i + 1).equals("собака")
              || gap(i).contains("(")
              || gap(i).contains("[")
              || dotted(i + 2))) {
        return found(true, Rule.EMAIL, i, i + 2);
      }
    }
    if (MAIL.has(text(i))) {
      for (var j = i + 1; j < Math.min(i + 4, words.size()); j++) {
        if ((latin(j) && !text(j).equals("ozon") && gap(j - 1).length() < 4)
            || PROVIDERS.has(text(j))) {
          return found(true, Rule.EMAIL, i, j);
        }
      }
    }
    return found(
        latin(i)
            && text(i + 1).equals("на")
            && PROVIDERS.has(text(i + 2))
            && !text(i).equals("ozon"),
        Rule.EMAIL,
        i,
        Math.min(i + 2, words.size() - 1));
  }

  // --- messengers

  private boolean any(Sentence sentence, Stems stems) {
    for (var i = sentence.from(); i < sentence.to(); i++) {
      if (stems.has(text(i))) {
        return true;
      }
    }
    return false;
  }

  private boolean any(Sentence sentence, String... stems) {
    for (var i = sentence.from(); i < sentence.to(); i++) {
      for (var stem : stems) {
        if (text(i).startsWith(stem)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean not(int i, Sentence sentence) {
    return IntStream.range(Math.max(sentence.from(), i - 3), i)
        .anyMatch(j -> text(j).equals("не") || text(j).equals("ни"));
  }

  private Optional<Finding> messenger(int i, Sentence sentence) {
    var text = text(i);
    if (MESSENGERS.has(text)) {
      var into =
          (INTO.contains(text(i - 1)) && !text(i - 1).equals("по"))
              || text(i - 1).startsWith("мессендж");
      var handle = (gap(i).startsWith(":") || gap(i).startsWith(" :")) && i + 1 < sentence.to();
      var invited = into || handle || (any(sentence, INVITING) && !DOUBTFUL.contains(text));
      var followed =
          ((i + 1 < sentence.to() && latin(i + 1))
                  || (words.size() > i + 1 && words.get(i + 1).number()))
              && text.length() > 1
              && (latin(i) ? text.equals("qq") || text.startsWith("we") : true);
      if (DOUBTFUL.contains(text) && !into && !(handle && any(sentence, INVITING))) {
        return Optional.empty();
      }
      if (text.equals("ок") || (text.equals("личные") && !text(i + 1).startsWith("сообщ"))) {
        return Optional.empty();
      }
      var harmless = any(sentence, WARNING) || not(i, sentence) || goods(i);
      return found(true, (invited || followed) && !harmless ? Rule.MESSENGER : Rule.BRAND, i, i);
    }
    if ((i + 1 < words.size()
            && flat.charAt(Math.max(0, words.get(i).start() - 1)) == '@'
            && latin(i)
            && (words.get(i).start() < 2
                || !Character.isLetterOrDigit(flat.charAt(words.get(i).start() - 2))))
        || (i + 1 == words.size()
            && words.get(i).start() > 0
            && flat.charAt(words.get(i).start() - 1) == '@'
            && latin(i))) {
      return found(true, Rule.MESSENGER, i, i);
    }
    return found(
        (text.equals("собака") && latin(i + 1) && !latin(i - 1))
            || ((text.equals("ник") || text.equals("никнейм") || text.equals("логин"))
                && IntStream.rangeClosed(i + 1, i + 3).anyMatch(this::latin)),
        Rule.MESSENGER,
        i,
        i);
  }

  /** The name stands on the goods. */
  private boolean goods(int i) {
    return IntStream.range(Math.max(0, i - 3), i)
        .mapToObj(this::text)
        .anyMatch(
            word ->
                word.startsWith("принт")
                    || word.startsWith("логотип")
                    || word.startsWith("надпис")
                    || word.startsWith("цвет")
                    || word.startsWith("наклейк")
                    || word.startsWith("чех")
                    || word.startsWith("поддерж"));
  }

  // --- everything else that leads away

  /** Digits that go on beyond a hyphen, as in {@code 277751138-1688-2}: no shop, but an order. */
  private boolean ofANumber(int i) {
    return digits(i)
        && ((gap(i - 1).equals("-") && digits(i - 1)) || (gap(i).equals("-") && digits(i + 1)));
  }

  private boolean digits(int word) {
    var text = text(word);
    return !text.isEmpty() && text.chars().allMatch(Character::isDigit);
  }

  private Optional<Finding> elsewhere(int i, Sentence sentence) {
    var text = text(i);
    if (SHOPS.has(text)) {
      return found(!not(i, sentence) && !ofANumber(i), Rule.LINK, i, i);
    }
    if (SCANNED.has(text)) {
      return found(
          any(sentence, "скан", "отскан", "навед", "камер", "карточк", "влож", "перейд", "откро"),
          Rule.LINK,
          i,
          i);
    }
    if (text.equals("rustore")
        || (text.startsWith("приложени") && text(i - 1).startsWith("наш"))
        || text.equals("appstore")) {
      return found(any(sentence, "скач", "установ", "найд", "заполн", "наш"), Rule.LINK, i, i);
    }
    if (text.startsWith("ссылк")) {
      return found(
          any(
                  sentence, "перейд", "пройд", "кликн", "нажм", "откро", "зайд", "заполн", "отправ",
                  "скин")
              && !not(i, sentence)
              && !any(sentence, "не"),
          Rule.LINK,
          i,
          i);
    }
    if (text.startsWith("сайт")
        && (text(i - 1).startsWith("наш")
            || text(i + 1).startsWith("магазин")
            || (text(i - 1).startsWith("официальн") && text(i - 2).startsWith("наш")))) {
      return found(!not(i, sentence), Rule.LINK, i, i);
    }
    if (text.startsWith("яндекс")
        || text.startsWith("гугл")
        || text.startsWith("google")
        || text.startsWith("поисковик")) {
      return found(any(sentence, "найд", "набер", "введ", "ищ", "загугл"), Rule.LINK, i, i);
    }
    if (OUTSIDE.contains(text)) {
      return found(
          (text(i + 1).equals("ozon")
                  || text(i + 1).startsWith("озон")
                  || text(i + 1).startsWith("площадк")
                  || text(i + 1).startsWith("маркетплейс")
                  || text(i + 1).startsWith("этого")
                  || text(i + 1).startsWith("чат"))
              && !not(i, sentence),
          Rule.MESSENGER,
          i,
          Math.min(i + 1, words.size() - 1));
    }
    if (text.equals("чат")) {
      return found(
          (text(i - 1).startsWith("друго") || text(i - 1).startsWith("другой"))
              && any(sentence, "перейд", "перей", "пиш", "напиш", "общ"),
          Rule.MESSENGER,
          i,
          i);
    }
    if (text.equals("напрямую") || text.startsWith("личку")) {
      return found(
          any(sentence, "связ", "свяж", "пиш", "напиш", "контакт", "заказ", "закаж", "купи"),
          Rule.MESSENGER,
          i,
          i);
    }
    if (text.startsWith("контакт") && !not(i, sentence)) {
      return found(
          any(sentence, "оставь", "дайте", "пришл", "сообщ", "напиш", "обменя", "скин"),
          Rule.MESSENGER,
          i,
          i);
    }
    return calls(i, sentence);
  }

  /** Ozon itself or a courier is called. */
  private boolean ozons(Sentence sentence) {
    return any(sentence, "ozon", "озон", "курьер", "поддержк")
        && !any(sentence, "нам", "наш", "мне");
  }

  private Optional<Finding> calls(int i, Sentence sentence) {
    var text = text(i);
    if (text.equals("звоните")
        || text.equals("позвоните")
        || text.equals("перезвоните")
        || text.equals("набери")
        || text.equals("наберите")) {
      return found(!not(i, sentence) && !ozons(sentence), Rule.PHONE, i, i);
    }
    if (text.startsWith("позвонить") || text.startsWith("перезвон") || text.startsWith("созвон")) {
      return found(
          any(sentence, "удобн", "вам", "ваш", "дайте", "оставь", "можем", "давай", "может")
              && !not(i, sentence)
              && !ozons(sentence),
          Rule.PHONE,
          i,
          i);
    }
    return found(
        (text.startsWith("номер") || text.startsWith("телефон"))
            && (text(i - 1).startsWith("ваш") || text(i - 1).startsWith("свой"))
            && !text(i + 1).startsWith("заказ")
            && !text(i + 1).startsWith("отправ")
            && any(sentence, "дайте", "оставь", "напиш", "пришл", "сообщ", "скаж", "какой"),
        Rule.PHONE,
        i,
        i);
  }
}
