package io.orderwatch.compliance.wording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TextsSpec {

  private static Texts of(String zh, String en, String ru) {
    return new Texts(
        Map.of(
            Language.ZH,
            Map.of("a", zh),
            Language.EN,
            Map.of("a", en),
            Language.RU,
            Map.of("a", ru)));
  }

  @Test
  void what_a_text_names_is_filled_in() {
    assertThat(of("{n} 单", "{n} more", "ещё {n}").say(Language.RU, "a", Map.of("n", "3")))
        .isEqualTo("ещё 3");
    assertThatThrownBy(() -> of("{n}", "{n}", "{n}").say(Language.EN, "a", Map.of()))
        .hasMessage("a wants {n}");
    assertThatThrownBy(() -> of("1", "1", "1").say(Language.EN, "b", Map.of()))
        .hasMessage("en has no text b");
  }

  @Test
  void a_text_that_a_language_lacks_is_found_at_once() {
    assertThatThrownBy(() -> of("", "a", "a")).hasMessage("zh has no text a");
    assertThatThrownBy(() -> of("{n}", "{n}", "{m}"))
        .hasMessage("ru fills in other things than en: a");
  }
}
