package io.orderwatch.notification.linter;

import io.orderwatch.notification.linter.Reading.Sentence;
import io.orderwatch.notification.linter.Reading.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Finds requests: for data, for a cancellation, for money. A request is a verb that asks and what
 * it asks for; who is told to type it on Ozon's own page is asked for nothing.
 */
final class Requests {

  /** Give it to us. */
  private static final Stems SEND =
      new Stems(
          "присыл присл пришл отправ отсыл отошл высыл высла вышл скин скид сброс сбрас кинь кида сообщ продикт перешл пересыл пересла передай передать предостав продубл повтори получить= назов назва подскаж подсказ скаж сказать дайте= дать= покаж показать подел сфот отскан сканир прикреп прилож загруз влож направ напиш напис пишите= пиши= снимите= сделайте= уточн приготов send= provide= give= upload= attach= share= tell=");

  /** Type it somewhere. */
  private static final Stems TYPE =
      new Stems(
          "укаж указать введ ввести вбей впиш впис заполн внес остав пропиш запиш проверьте= сохраните= fill= enter=");

  /** A need that is told instead of a request; an infinitive or nothing may follow. */
  private static final Stems NEED =
      new Stems(
          "нужен= нужна= нужно= нужны= надо= необходим требуется= требуются= понадоб потребу ждем= жду= ожидаем= просим= прошу= просьба= можно= хотим= хотели= хотелось= могли= можете= можешь= сможете= какой= какая= какое= какие= каков какова= нет= хватает= дайте= попросим= попрошу= разрешите= позвольте= need= please= whats=");

  private static final Stems PERSONAL =
      new Stems(
          "паспорт загран фио= инн= снилс= прописк удостовер разворот фамили отчеств дактил биометр свидетельств passport");

  /** Personal only together with another word. */
  private static final Stems DATA =
      new Stems("данные= данных= данными= сведения= документ анкет реквизит информаци");

  private static final Stems OWNED =
      new Stems(
          "ваш ваши= ваших= вашего= свой= свои= своих= свое личн персональн паспортн покупател получател");

  private static final Stems COPY =
      new Stems("фото= фотк фотограф скан= скана= сканы= копи снимок= снимк скрин ксерокопи селфи");

  private static final Stems GOODS =
      new Stems(
          "товар издел прибор устройств упаков короб повреж посылк брак дефект чек= этикет поломк оборудован техническ гаранти велосипед двигател");

  /** To us instead of Ozon. */
  private static final Set<String> TO_US =
      Set.of(
          "нам",
          "мне",
          "нами",
          "сюда",
          "тут",
          "здесь",
          "чат",
          "чате",
          "чата",
          "ответ",
          "ответе",
          "ответом",
          "ответном",
          "ответным",
          "сообщении",
          "сообщением",
          "сообщение",
          "менеджеру",
          "менеджера",
          "оператору",
          "нашем",
          "нашему",
          "наше",
          "нашей",
          "нашу",
          "личку",
          "магазину",
          "продавцу",
          "me",
          "us",
          "chat");

  private static final Set<String> THEM = Set.of("их", "его", "ее", "все", "это");

  private static final Set<String> NOT = Set.of("не", "ни", "никогда", "нельзя", "без");

  private static final Set<String> NO_NEED =
      Set.of(
          "нужно",
          "надо",
          "просим",
          "прошу",
          "требуется",
          "стоит",
          "следует",
          "нужны",
          "нужен",
          "ждем",
          "обязательно",
          "можем",
          "спрашиваем",
          "запрашиваем",
          "собираем",
          "принимаем");

  private static final Stems ASKED_AS_QUESTION = new Stems("какой= какая= какое= какие= каков");

  private static final Stems CANCEL = new Stems("отмен аннулир отказ откаж расторг cancel");
  private static final Set<String> CANCEL_IMPERATIVE =
      Set.of(
          "отмените",
          "отменяйте",
          "отмени",
          "отменяй",
          "аннулируйте",
          "аннулируй",
          "откажитесь",
          "отказывайтесь",
          "откажись",
          "cancel");

  private static final Stems PUSH =
      new Stems(
          "прос прош лучш быстр прощ удобн рекоменд предлаг совет необходим нужно= надо= придетс следует= стоит= могли= нажм выбер попроб пожалуйста= заявк запрос сделай= сделайте= оформите= оформить= подайте= подать= хотим= хотели= жде благодар признател скидк подар бонус компенсир сторон сами= пока= требуе обязательн нельзя= готов подтверд соглас please= could= would=");

  /** Softer: a doubt for a condition or a possibility. */
  private static final Stems PRESS =
      new Stems(
          "лучш быстр прощ удобн пока= рекоменд совет предлаг просим= прошу= скидк подар бонус благодар признател сами= самостоятел нажм выбер");

  private static final Set<String> BUYERS =
      Set.of("вы", "если", "когда", "захотите", "хотите", "решите", "сможете", "чтобы");

  private static final Stems OZON_OR_FATE = new Stems("ozon озон иначе= автоматич система=");

  private static final Stems PAY =
      new Stems(
          "переведите= перевести= переводом= доплат оплатите= оплатить= перечисл внесите= скиньте= скинуть= пополн возместите= pay=");
  private static final Stems MONEY =
      new Stems(
          "карт сбп= реквизит сбер доплат пошлин деньг деньги= рубл счет= счет кошел тинькоф предоплат сумм юан usdt bitcoin alipay");

  private final Reading reading;
  private final List<Word> words;

  Requests(Reading reading) {
    this.reading = reading;
    this.words = reading.words;
  }

  List<Finding> find() {
    var found = new ArrayList<Finding>();
    for (var i = 0; i < reading.sentences.size(); i++) {
      var sentence = reading.sentences.get(i);
      data(i).ifPresent(found::add);
      cancel(sentence).ifPresent(found::add);
      pay(sentence).ifPresent(found::add);
    }
    return found;
  }

  private Finding finding(Rule rule, int one, int other) {
    var first = words.get(Math.min(one, other));
    var last = words.get(Math.max(one, other));
    var start = reading.offset(first.start());
    return new Finding(rule, start, reading.offset(last.end() - 1) + 1 - start);
  }

  private static OptionalInt first(Sentence sentence, IntPredicate which) {
    for (var i = sentence.from(); i < sentence.to(); i++) {
      if (which.test(i)) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }

  private boolean any(Sentence sentence, IntPredicate which) {
    return first(sentence, which).isPresent();
  }

  private String text(int word) {
    return word >= 0 && word < words.size() ? words.get(word).text() : "";
  }

  // --- data

  private Optional<Finding> data(int index) {
    var sentence = reading.sentences.get(index);
    var noun = first(sentence, this::personal);
    var verb = first(sentence, i -> asks(i, sentence));
    if (noun.isPresent()) {
      if (verb.isPresent() && !(excused(sentence) && !sends(verb.getAsInt(), sentence))) {
        return Optional.of(finding(Rule.DATA_REQUEST, verb.getAsInt(), noun.getAsInt()));
      }
      var need = first(sentence, i -> needs(i, sentence));
      if (need.isPresent()
          && !excused(sentence)
          && !(index + 1 < reading.sentences.size()
              && excused(reading.sentences.get(index + 1))
              && !any(sentence, this::toUs))) {
        return Optional.of(finding(Rule.DATA_REQUEST, need.getAsInt(), noun.getAsInt()));
      }
    }
    var who = first(sentence, this::asksWho);
    if (who.isPresent()) {
      return Optional.of(finding(Rule.DATA_REQUEST, who.getAsInt(), who.getAsInt()));
    }
    if (verb.isPresent() && noun.isEmpty()) {
      return beside(index, verb.getAsInt());
    }
    return Optional.empty();
  }

  private boolean asksWho(int i) {
    return (text(i).equals("зовут") && within(i, 2, "вас"::equals) && within(i, 2, "как"::equals))
        || (text(i).startsWith("родил")
            && within(i, 2, "вы"::equals)
            && within(i, 3, w -> w.equals("когда") || w.equals("где")));
  }

  /** A verb without what it asks for, which the sentence before or after names. */
  private Optional<Finding> beside(int index, int verb) {
    var sentence = reading.sentences.get(index);
    if (excused(sentence)) {
      return Optional.empty();
    }
    var before = index > 0 ? reading.sentences.get(index - 1) : null;
    var after = index + 1 < reading.sentences.size() ? reading.sentences.get(index + 1) : null;
    var pronoun = any(sentence, i -> THEM.contains(text(i)));
    if (before != null
        && (pronoun || (any(sentence, this::toUs) && sentence.to() - sentence.from() < 6))) {
      var noun = first(before, this::personal);
      if (noun.isPresent() && !excused(before)) {
        return Optional.of(finding(Rule.DATA_REQUEST, noun.getAsInt(), verb));
      }
      if (noun.isPresent() && pronoun && any(sentence, this::toUs)) {
        return Optional.of(finding(Rule.DATA_REQUEST, noun.getAsInt(), verb));
      }
    }
    if (after != null && sentence.to() - sentence.from() < 6 && !excused(after)) {
      var noun = first(after, this::personal);
      var told = any(after, i -> NOT.contains(text(i)) || text(i).equals("ozon"));
      return noun.isPresent() && !told
          ? Optional.of(finding(Rule.DATA_REQUEST, verb, noun.getAsInt()))
          : Optional.empty();
    }
    return Optional.empty();
  }

  /** A noun that names somebody's data. */
  private boolean personal(int i) {
    var word = text(i);
    var near = text(i - 1) + " " + text(i + 1);
    if (PERSONAL.has(word)) {
      return !GOODS.has(text(i + 1)) && !GOODS.has(text(i - 1)) && !GOODS.has(text(i + 2));
    }
    if (word.startsWith("рожден")) {
      return text(i - 1).startsWith("дат")
          || text(i - 1).startsWith("мест")
          || text(i - 1).startsWith("год");
    }
    if (word.startsWith("дат") && text(i + 1).startsWith("рожд")) {
      return true;
    }
    if (word.startsWith("сери") && (text(i + 1).equals("и") && text(i + 2).startsWith("номер"))) {
      return true;
    }
    if (DATA.has(word)) {
      return OWNED.has(text(i - 1))
          || OWNED.has(text(i - 2))
          || OWNED.has(text(i + 1))
          || COPY.has(text(i - 1))
          || (word.startsWith("документ")
              && (COPY.has(text(i - 2))
                  || COPY.has(text(i - 3))
                  || text(i - 1).startsWith("номер")))
          || (word.startsWith("дан")
              && text(i + 1).equals("для")
              && text(i + 2).startsWith("тамож"));
    }
    if (word.startsWith("номер") || word.equals("телефон") || word.startsWith("контакт")) {
      return text(i + 1).startsWith("телефон")
          || IntStream.rangeClosed(i + 1, i + 3).anyMatch(j -> text(j).startsWith("карт"))
          || text(i + 1).startsWith("паспорт")
          || (OWNED.has(text(i - 1))
              && !text(i - 1).startsWith("получ")
              && !text(i + 1).startsWith("заказ")
              && !text(i + 1).startsWith("отправ")
              && !text(i + 1).startsWith("трек"));
    }
    if (word.startsWith("адрес")) {
      return text(i + 1).startsWith("пропис")
          || text(i + 1).startsWith("регистр")
          || text(i + 1).startsWith("прожив")
          || OWNED.has(text(i - 1))
          || text(i - 1).startsWith("домашн")
          || (near.startsWith("и ") && text(i - 2).startsWith("телефон"));
    }
    if (word.equals("код")
        || word.equals("кода")
        || word.equals("пароль")
        || word.equals("cvv")
        || word.equals("cvc")) {
      return !word.startsWith("код")
          || within(
              i,
              4,
              w ->
                  w.equals("смс")
                      || w.equals("sms")
                      || w.startsWith("подтверж")
                      || w.startsWith("госуслуг")
                      || w.startsWith("входа"));
    }
    return word.startsWith("страниц")
        && ((text(i + 1).equals("с") && text(i + 2).startsWith("пропис"))
            || (text(i - 1).startsWith("перв") && COPY.has(text(i - 2))));
  }

  private boolean within(int i, int distance, Predicate<String> which) {
    return IntStream.rangeClosed(i - distance, i + distance).mapToObj(this::text).anyMatch(which);
  }

  private boolean asks(int i, Sentence sentence) {
    var word = words.get(i);
    var text = word.text();
    if (!SEND.has(text) && !TYPE.has(text)) {
      return false;
    }
    if (denied(i, sentence) || (SEND.has(text) && (parcel(i + 1) || parcel(i + 2)))) {
      return false;
    }
    return imperative(word)
        || word.latin()
        || (infinitive(text) && any(sentence, j -> NEED.has(text(j)) && !denied(j, sentence)));
  }

  /** It is the parcel that is sent. */
  private boolean parcel(int i) {
    return text(i).startsWith("заказ")
        || text(i).startsWith("посыл")
        || text(i).startsWith("товар");
  }

  private boolean sends(int i, Sentence sentence) {
    return SEND.has(text(i)) && !anyOzonSupport(sentence);
  }

  private boolean anyOzonSupport(Sentence sentence) {
    return any(sentence, j -> text(j).startsWith("поддержк")) && !any(sentence, this::toUs);
  }

  private boolean needs(int i, Sentence sentence) {
    var text = text(i);
    if (text.equals("хватает")) {
      return text(i - 1).equals("не");
    }
    if (!NEED.has(text) || denied(i, sentence) || text.equals("нет")) {
      return false;
    }
    if (text.startsWith("мож")
        || text.startsWith("хоте")
        || text.startsWith("хоти")
        || text.startsWith("мог")
        || text.equals("надо")
        || text.equals("нужно")) {
      return (text.equals("можно")
              && (any(sentence, j -> COPY.has(text(j)))
                  || reading.gap(sentence.to() - 1).contains("?")))
          || any(sentence, j -> asks(j, sentence))
          || (text.startsWith("нужн") && any(sentence, this::toUs));
    }
    return !ASKED_AS_QUESTION.has(text) || reading.gap(sentence.to() - 1).contains("?");
  }

  /** Whether it is said not to be done. */
  private boolean denied(int i, Sentence sentence) {
    var from = Math.max(sentence.from(), i - 3);
    for (var j = from; j < i; j++) {
      if (NOT.contains(text(j)) && (j >= i - 2 || NO_NEED.contains(text(j + 1)))) {
        // «Не могли бы вы», «нельзя ли», «если не трудно» ask
        return !text(j + 1).equals("ли")
            && !text(j + 1).startsWith("мог")
            && !text(j + 1).startsWith("труд")
            && !text(j + 1).startsWith("сложн")
            && !text(j + 1).startsWith("затрудн");
      }
      if (NO_NEED.contains(text(j)) && j > sentence.from() && NOT.contains(text(j - 1))) {
        return true;
      }
    }
    for (var j = i + 1; j < Math.min(sentence.to(), i + 4); j++) {
      if (NOT.contains(text(j)) && NO_NEED.contains(text(j + 1)) && infinitive(text(i))) {
        return true;
      }
    }
    return false;
  }

  private boolean toUs(int i) {
    return TO_US.contains(text(i))
        && !text(i - 1).equals("не")
        && !(text(i).equals("чат") && text(i + 1).startsWith("поддерж"));
  }

  /** Ozon's own place is named, and nobody else's. */
  private boolean excused(Sentence sentence) {
    var to = false;
    var place = false;
    for (var i = sentence.from(); i < sentence.to(); i++) {
      var word = text(i);
      if (toUs(i) && !deniedPlace(i, sentence)) {
        to = true;
      }
      place |=
          (word.startsWith("страниц") && text(i + 1).startsWith("заказ"))
              || word.startsWith("раздел")
              || word.startsWith("кабинет")
              || word.equals("ozon")
              || word.equals("озон")
              || word.equals("озоне")
              || (word.startsWith("приложени") && !text(i - 1).startsWith("наш"));
    }
    return place && !to;
  }

  /** Whether the clause says no. */
  private boolean deniedPlace(int i, Sentence sentence) {
    for (var j = i;
        j >= sentence.from() && j > i - 5 && (j == i || !reading.gap(j).contains(","));
        j--) {
      if (NOT.contains(text(j))) {
        return true;
      }
    }
    for (var j = i; j < sentence.to() && j < i + 5; j++) {
      if (NOT.contains(text(j))) {
        return true;
      }
      if (reading.gap(j).contains(",")) {
        return false;
      }
    }
    return false;
  }

  private static boolean imperative(Word word) {
    var text = word.text();
    return word.spelled()
        || text.endsWith("ите")
        || text.endsWith("йте")
        || text.endsWith("ьте")
        || text.endsWith("тесь")
        || text.endsWith("шли")
        || text.endsWith("инь")
        || text.endsWith("авь");
  }

  private static boolean infinitive(String text) {
    return text.endsWith("ть") || text.endsWith("ти") || text.endsWith("ться");
  }

  // --- cancelling

  private Optional<Finding> cancel(Sentence sentence) {
    for (var i = sentence.from(); i < sentence.to(); i++) {
      if (refuses(i, sentence)) {
        return Optional.of(finding(Rule.CANCEL_REQUEST, i, i));
      }
    }
    return Optional.empty();
  }

  private boolean refuses(int i, Sentence sentence) {
    var word = words.get(i);
    var text = word.text();
    if (CANCEL.has(text)) {
      return cancelling(i, sentence);
    }
    if (text.startsWith("снимите") || text.startsWith("удалите") || text.startsWith("закройте")) {
      return any(sentence, j -> text(j).startsWith("заказ")) && !denied(i, sentence);
    }
    if (text.equals("забирайте")
        || text.equals("выкупайте")
        || text.equals("получайте")
        || text.equals("принимайте")
        || text.equals("забирать")
        || text.equals("выкупать")) {
      return text(i - 1).equals("не")
          && any(
              sentence,
              j ->
                  text(j).startsWith("посыл")
                      || text(j).startsWith("заказ")
                      || text(j).startsWith("товар"));
    }
    if (text.startsWith("возврат")
        && !any(
            sentence,
            j ->
                text(j).startsWith("деньг")
                    || text(j).startsWith("денег")
                    || text(j).startsWith("страниц")
                    || text(j).equals("если")
                    || text(j).equals("чтобы")
                    || text(j).equals("ozon"))) {
      return any(
          sentence,
          j ->
              (text(j).startsWith("оформ")
                      || text(j).startsWith("сдела")
                      || text(j).startsWith("подай")
                      || text(j).startsWith("запрос"))
                  && imperative(words.get(j))
                  && !denied(j, sentence));
    }
    if (text.equals("передумал") || text.equals("передумали") || text.equals("дешевле")) {
      return any(
          sentence,
          j ->
              text(j).startsWith("выбер")
                  || text(j).startsWith("укажите")
                  || text(j).startsWith("постав")
                  || text(j).startsWith("отметьте")
                  || text(j).startsWith("причин"));
    }
    return false;
  }

  private boolean cancelling(int i, Sentence sentence) {
    var word = words.get(i);
    var text = word.text();
    if (word.spelled() && !denied(i, sentence)) {
      return true;
    }
    if (denied(i, sentence) && !any(sentence, j -> text(j).equals("пока"))) {
      return false;
    }
    var conditional =
        text.endsWith("ете")
            || text.endsWith("етесь")
            || (text.endsWith("ите")
                && IntStream.range(Math.max(sentence.from(), i - 3), i)
                    .anyMatch(j -> text(j).equals("вы")));
    var support =
        any(
            sentence,
            j ->
                text(j).startsWith("поддержк")
                    || (text(j).equals("ozon")
                        && !text(j - 1).equals("на")
                        && !text(j - 1).equals("в")));
    if (CANCEL_IMPERATIVE.contains(text) && !conditional) {
      return true;
    }
    if (conditional) {
      return any(sentence, j -> PRESS.has(text(j)));
    }
    if (support || any(sentence, j -> j < i && OZON_OR_FATE.has(text(j)))) {
      return any(
          sentence,
          j -> text(j).startsWith("нажм") || text(j).equals("просим") || text(j).equals("прошу"));
    }
    if (infinitive(text)) {
      var possible =
          any(
              sentence,
              j ->
                  text(j).equals("можете")
                      || text(j).equals("можно")
                      || text(j).equals("хотите")
                      || text(j).equals("сможете"));
      return any(
          sentence, j -> !denied(j, sentence) && (possible ? PRESS : PUSH).has(text(j)) && j != i);
    }
    return (text.startsWith("отмен") || text.startsWith("отказ") || text.startsWith("аннулир"))
        && !text.endsWith("ится")
        && !text.endsWith("яет")
        && !text.endsWith("ит")
        && any(
            sentence,
            j ->
                j != i && !denied(j, sentence) && (PUSH.has(text(j)) && !BUYERS.contains(text(j))));
  }

  // --- money

  private Optional<Finding> pay(Sentence sentence) {
    var iban =
        first(
            sentence,
            i -> text(i).equals("iban") || text(i).equals("cvv") || text(i).equals("swift"));
    if (iban.isPresent()) {
      return Optional.of(finding(Rule.PAYMENT, iban.getAsInt(), iban.getAsInt()));
    }
    var verb =
        first(
            sentence,
            i ->
                PAY.has(text(i))
                    && !denied(i, sentence)
                    && (imperative(words.get(i)) || any(sentence, j -> NEED.has(text(j)))));
    var what = first(sentence, i -> MONEY.has(text(i)));
    return verb.isPresent()
            && what.isPresent()
            && !(excused(sentence) && !any(sentence, j -> text(j).startsWith("карт")))
        ? Optional.of(finding(Rule.PAYMENT, verb.getAsInt(), what.getAsInt()))
        : Optional.empty();
  }
}
