package io.orderwatch.notification.conversation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskingSpec {

  private static final String ORDER = "0132112277-0102";
  private static final String POSTING = ORDER + "-1";
  private static final String TRACKING = "RB123456785CN";
  private static final List<String> OWN = List.of(POSTING, ORDER, TRACKING);
  private static final Pattern SIX = Pattern.compile("\\p{N}{6}");

  private static final List<String> PARTS =
      List.of(
          "4",
          "45",
          "4509",
          "123456",
          "٤",
          "５",
          "①",
          "𝟒",
          "\u200b",
          "\u0301",
          " ",
          "-",
          ".",
          ":",
          "/",
          "\n",
          "№",
          "O",
          "l",
          "З",
          "x",
          "ы",
          "номер",
          "•",
          "@",
          "\\",
          "1",
          "26.11.2026",
          "12:30",
          ORDER,
          POSTING,
          "12 500 ₽",
          "2 шт",
          "39268230-0002-3",
          "ivan@mail.ru",
          " собака ",
          "mail.ru",
          "тг ",
          "t.me/",
          "一",
          TRACKING);

  private static String shown(String text) {
    return Masking.of(text, OWN).text();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4509123456",
        "4509 123456",
        "45 09 123456",
        "45-09-123-456",
        "45.09/123456",
        "45 09 № 123456",
        "4 5 0 9 1 2 3 4 5 6",
        "4509\n123456",
        "4509\u200b123\u200d456",
        "4509\u00a0\u2013\u00a0123456",
        "4509 номер 123456",
        "4509, No. 123456",
        "４５０９ １２３４５６",
        "٤٥٠٩ ١٢٣٤٥٦",
        "४५०९ १२३४५६",
        "④⑤⓪⑨①②③④⑤⑥",
        "⁴⁵⁰⁹ ¹²³⁴⁵⁶",
        "𝟒𝟓𝟎𝟗 𝟏𝟐𝟑𝟒𝟓𝟔",
        "4️⃣5️⃣0️⃣9️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣",
        "四五〇九一二三四五六",
        "45O9 l23456",
        "4509\\-123456",
        "4509 - - 123456",
        "AB1234567",
        "712345678",
        "E12345678",
        "500100732259",
        "112-233-445 95",
        "+7 (912) 345-67-89",
        "8 912 345 67 89",
        "+86 138 0013 8000",
        "4276 3800 1234 5678",
        "ivan.petrov@mail.ru",
        "ivan @ mail.ru",
        "ivan＠mail.ru",
        "@ivan_petrov",
        "https://example.org/passport.jpg",
        "t.me/ivan",
      })
  void what_looks_like_a_document_or_a_contact_is_covered(String written) {
    assertThat(Masking.of("Вот: " + written + ". Спасибо", OWN))
        .satisfies(
            shown -> {
              assertThat(shown.masked()).isTrue();
              assertThat(shown.text()).startsWith("Вот: ").contains("•").endsWith("Спасибо");
              assertThat(shown.text().codePoints().filter(Character::isDigit).count()).isZero();
              assertThat(shown.text()).doesNotContainIgnoringCase("mail", "petrov", "example");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Заказ 0132112277-0102 где?",
        "0132112277-0102-1",
        "Отправление 0132112277-0102-1, трек RB123456785CN.",
        "До 26.11.2026 15:30",
        "2026-11-26",
        "с 01.12.2026 по 05.12.2026",
        "3 шт по 12500 ₽",
        "А зачем это нужно?",
        "收到了，谢谢",
        "",
      })
  void the_orders_own_numbers_dates_and_plain_words_stay(String written) {
    assertThat(Masking.of(written, OWN)).isEqualTo(new Masking(written, false));
  }

  @ParameterizedTest
  @CsvSource({
    "0132112277-0102 4509 123456, 0132112277-0102 •",
    "26.11.2026 4509 123456, 26.11.2026 •",
    "4509 123456 26.11.2026, • 26.11.2026",
    "Паспорт 4509 123456 до 26.11.2026, Паспорт • до 26.11.2026",
    "0132112277-0103, •",
    "90132112277-0102, •",
    "RB123456785CNX, •",
    "RB123456786CN, •",
    "Трек AB1234567 и CEL12345678, Трек •",
    "тел 89123456789 или почта a@b.ru, тел • или почта •",
  })
  void what_stands_beside_what_may_stay_is_covered_all_the_same(String written, String expected) {
    assertThat(shown(written)).isEqualTo(expected);
  }

  @Test
  void a_number_that_nobody_knows_of_is_no_number_of_the_orders() {
    assertThat(Masking.of(ORDER, List.of("", " ")).text()).isEqualTo("•");
  }

  /** What was written, and what a person sees of it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      textBlock =
          """
          12.10.2034 56 → •
          1210.20.34 56 → •
          12.10 20:34 56 → •
          34 12.10.2056 → •
          Паспорт 12.10.2034 56 получен → Паспорт • получен
          12/10/2034-56 → •
          12-10-2034 56 → •
          2034-10-12 34 → •
          4509 12:34 56 → •
          45 09 12 34 56 шт → •
          4509 123 456 ₽ → •
          4509 123456 ₽ → •
          4509-123456 р. → • р.
          12.10.2026 4509 123456 → 12.10.2026 •
          4_5_0_9_1_2_3_4_5_6 → •
          4*5*0*9*1*2*3*4*5*6 → •
          4~5~0~9|1 2 3 4 5 6 → •
          4•5•0•9•1•2•3•4•5•6 → •
          45 ..... 09 ..... 12 ..... 34 ..... 56 → •
          45 09 --------------- 123456 → •
          4a5b0c9d1e2f3g4h5i6 → •
          ４５０９-１２３４５６ → •
          ٤٥.٠٩.١٢٣٤٥٦ → •
          ۴۵۰۹ ۱۲۳۴۵۶ → •
          ⑷⑸⑼ 123456 → •
          ❹❺❾ 123456 → •
          45O9 l2345б → •
          4 5 O 9 1 2 3 4 5 6 → •
          四五 〇九 一二 三四 五六 → •
          паспорт: серия 45 09, номер 12 34 56 → паспорт: серия •
          AB1234 567890 → •
          СНИЛС 112-233-445 95 → СНИЛС •
          карта 4276.3800.1234.5678 → карта •
          тел. 8-912-345-67-89 → тел. •
          DE89 3704 0044 0532 0130 00 → •
          ivan(at)mail.ru → •
          ivan [at] mail [dot] ru → •
          ivan{at}mail.ru → •
          ivan собака mail.ru → •
          ivan собака мейл точка ру → •
          ivan собачка yandex → •
          ivan (собака) mail.ru → •
          ivan at gmail dot com → •
          ivan.petrov [dot] a @ mail [dot] ru → •
          ivan@mail точка ru → •
          ivan﹫mail.ru → •
          ｉｖａｎ＠ｍａｉｌ．ｒｕ → •
          иван@почта.рф → •
          пишите ivan_petrov+ozon@mail.co.uk завтра → пишите • завтра
          @ivan_petrov → •
          @ ivan_petrov → •
          t.me/ivan_petrov → •
          t . me / ivan_petrov → •
          t[.]me/ivan → •
          telegram.me/ivan → •
          wa.me/79123456789 → •
          vk.com/id12345 → •
          tg://resolve?domain=ivan → •
          https://example.org/a?b=1 → •
          example.com → •
          мой телеграм ivanpetrov → мой телеграм •
          тг: ivan.petrov → тг: •
          ватсап ivan123 → ватсап •
          WhatsApp: ivan → WhatsApp: •
          telegram ivan_petrov → telegram •
          微信：ivan_2000 → 微信：•
          加V ivan2000 → 加V •
          """)
  void a_leak_is_covered(String written, String expected) {
    assertThat(shown(written)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "12:00-18:00",
        "с 12:00 до 18:00",
        "12:00 – 18:00, 09:30–11:00",
        "9.00-18.00",
        "12.10.2026",
        "12.10.2026г.",
        "12/10/26",
        "12.10 12:00-18:00",
        "12.10.2026 - 15.10.2026",
        "12.10, 13.10 и 14.10",
        "2026-10-12 15:30:00",
        "12 октября 2026 12:00-18:00",
        "в 10:30 15 ноября",
        "October 12, 2026 12:00",
        "2026年10月12日12:00-18:00",
        "12.10.2026一定要到",
        "12 500 ₽",
        "12\u00a0500\u00a0₽",
        "12 500 руб.",
        "12500р",
        "125000 ₽",
        "1 250 000 ₽",
        "12 500,00 ₽ + 350 ₽",
        "2 × 12 500 ₽",
        "5000-6000 руб",
        "¥12,500",
        "39268230-0002-3",
        "39268230-0002-3, 39268230-0003-1 и 0132112277-0103-1",
        "39268230-0002-3 от 12.10.2026 за 12 500 ₽",
        "RR473124829RU",
        "rr473124829ru",
        "Трек: LP00123456789012",
        "трек-номер YT2334321272001234",
        "单号SF1234567890123",
        "12.10.2026, 2 шт., 3 дня",
        "Galaxy A54 128GB 8GB, 5000 мАч",
        "10×20×30 см",
        "1. 12.10.2026\n2. 13.10.2026",
        "1) чехол\n2) плёнка 200 шт",
        "размер 42-44, 100 % хлопок",
        "第一次一起一样一定一直一个人",
        "посмотрите на ozon.ru",
        "моя собака ест.Ну и что",
        "телеграм не работает",
        "вопрос @ 5 утра",
        "telegram please",
        "C++ 2.0 и т.д.",
        "Дом 5, подъезд 3, этаж 12",
        "👍👍 спасибо 🙂",
      })
  void what_an_operator_needs_is_not(String written) {
    assertThat(Masking.of(written, List.of())).isEqualTo(new Masking(written, false));
  }

  /** Zero-width signs, marks, keycaps, controls: between any two signs. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u200b",
        "\u200d",
        "\u2060",
        "\ufeff",
        "\u00ad",
        "\u034f",
        "\u0301",
        "\ufe0f\u20e3",
        "\u3164",
        "\u0001",
        "\ud800",
        "\u202e",
        "\udb40\udc41"
      })
  void what_is_not_seen_hides_nothing(String unseen) {
    for (var leak : List.of("4509123456", "ivan@mail.ru", "@ivan_petrov", "t.me/ivan")) {
      var hidden = String.join(unseen, leak.split(""));
      assertThat(shown("Вот " + hidden + ".")).matches("Вот •\\S?\\.?");
    }
  }

  /** Every sign beside every other, thirty thousand times. */
  @Test
  void no_text_is_shown_with_six_digits_in_a_row_besides_what_may_stay() {
    var random = new Random(7);
    for (var round = 0; round < 30_000; round++) {
      var text = text(random, 12);
      var left =
          shown(text)
              .replace(POSTING, "")
              .replace(ORDER, "")
              .replace(TRACKING, "")
              .replace("39268230-0002-3", "")
              .replaceAll("[\\p{Cf}\\p{M}]", "");
      assertThat(SIX.matcher(left).find()).as("%s: %s", text, left).isFalse();
    }
  }

  private static String text(Random random, int most) {
    var text = new StringBuilder();
    for (var part = random.nextInt(most); part >= 0; part--) {
      text.append(PARTS.get(random.nextInt(PARTS.size())));
    }
    return text.toString();
  }

  @Test
  void what_is_shown_is_shown_again() {
    var random = new Random(11);
    for (var round = 0; round < 10_000; round++) {
      var text = text(random, 30);
      var once = Masking.of(text, OWN);
      assertThat(Masking.of(once.text(), OWN)).as(text).isEqualTo(new Masking(once.text(), false));
    }
  }

  @Test
  void any_text_can_be_shown_and_sent_on() {
    var random = new Random(13);
    for (var round = 0; round < 5_000; round++) {
      var text = new StringBuilder();
      for (var sign = random.nextInt(60); sign >= 0; sign--) {
        if (random.nextBoolean()) {
          text.append((char) random.nextInt(0x10000));
        } else {
          text.appendCodePoint(random.nextInt(0x110000));
        }
      }
      var shown = Masking.of(text.toString(), OWN);
      assertThat(UTF_8.newEncoder().canEncode(shown.text())).isTrue();
      assertThat(Masking.of(shown.text(), OWN)).isEqualTo(new Masking(shown.text(), false));
    }
  }

  static Stream<String> long_texts() {
    var random = new Random(17);
    return Stream.concat(
        Stream.of(
                "4",
                "ы",
                "a",
                "a.",
                "a ",
                ".",
                " ",
                "@",
                "a@",
                "1 ",
                "12.10 ",
                "4\u200b",
                "12:00-",
                "\\",
                "и ",
                "(at)",
                "собака ",
                "12345 ab",
                "a-",
                "1x",
                "12345 ivan@mail.ru ",
                "https://",
                "тг ",
                "№ 1",
                "一",
                "\ud83d\ude00",
                "٤",
                "Здравствуйте! Паспорт 4509 123456, заказ 0132112277-0102-1 до 12.10.2026 12:00-18:00. ")
            .map(each -> each.repeat(8000 / each.length())),
        Stream.generate(() -> text(random, 5000)).limit(5));
  }

  /** One to three milliseconds on a busy machine, 2026-11; what is not linear takes seconds. */
  @ParameterizedTest
  @MethodSource("long_texts")
  void four_thousand_characters_take_about_a_millisecond(String text) {
    var half = text.substring(0, Math.min(4000, text.length()));
    var best = Long.MAX_VALUE;
    for (var round = 0; round < 40; round++) {
      var begun = System.nanoTime();
      Masking.of(half, OWN);
      best = Math.min(best, System.nanoTime() - begun);
    }
    assertThat(best).as(text.substring(0, 10)).isLessThan(20_000_000);
  }
}
