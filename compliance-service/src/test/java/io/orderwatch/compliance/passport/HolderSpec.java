package io.orderwatch.compliance.passport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HolderSpec {

  @Test
  void a_name_is_what_people_call_each_other_without_blanks_around_it() {
    assertThat(Holder.read(" \u2003Anna Li\t")).contains("Anna Li");
    for (var name : new String[] {"李娜", "Анна", "o'Neil, J.", "<b>", "' or 1=1", "Me", "a:b"}) {
      assertThat(Holder.read(name)).contains(name);
    }
  }

  @Test
  void eighty_characters_are_a_name_and_one_more_is_none() {
    var face = "\uD83D\uDE00";
    assertThat(Holder.read(" " + face.repeat(Holder.LONGEST) + " ")).isPresent();
    assertThat(Holder.read(face.repeat(Holder.LONGEST + 1))).isEmpty();
    assertThat(Holder.RULE).contains("" + Holder.LONGEST);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " \t",
        "\0",
        "a\0b",
        "a\nb",
        "a\u007Fb",
        "a\u2028b",
        "\u202Eanna",
        "anna\u2069",
        "a\uD83D",
        "me",
        " nobody "
      })
  void what_steers_and_words_of_the_filter_are_no_names(String said) {
    assertThat(Holder.read(said)).isEmpty();
  }
}
