package io.orderwatch.notification.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskingSpec {

  private static final String ORDER = "0132112277-0102";
  private static final String POSTING = ORDER + "-1";
  private static final String TRACKING = "RB123456785CN";
  private static final List<String> OWN = List.of(POSTING, ORDER, TRACKING);
  private static final Pattern SIX = Pattern.compile("\\p{N}{6}");

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
    "0132112277-0103-1, •",
    "90132112277-0102, •",
    "RB123456785CNX, •",
    "тел 89123456789 или почта a@b.ru, тел • или почта •",
  })
  void what_stands_beside_what_may_stay_is_covered_all_the_same(String written, String expected) {
    assertThat(shown(written)).isEqualTo(expected);
  }

  @Test
  void a_number_that_nobody_knows_of_is_no_number_of_the_orders() {
    assertThat(Masking.of(TRACKING, List.of("", " ")).text()).isEqualTo("•");
  }

  /** Every sign beside every other, a hundred thousand times. */
  @Test
  void no_text_is_shown_with_six_digits_in_a_row_besides_what_may_stay() {
    var parts =
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
            TRACKING);
    var random = new Random(7);
    for (var round = 0; round < 100_000; round++) {
      var text = new StringBuilder();
      for (var part = random.nextInt(12); part >= 0; part--) {
        text.append(parts.get(random.nextInt(parts.size())));
      }
      var left =
          shown(text.toString())
              .replace(POSTING, "")
              .replace(ORDER, "")
              .replace(TRACKING, "")
              .replaceAll("[\\p{Cf}\\p{M}]", "");
      assertThat(SIX.matcher(left).find()).as("%s: %s", text, left).isFalse();
    }
  }
}
