package io.orderwatch.compliance.board.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.compliance.board.Filter;
import io.orderwatch.compliance.board.Say;
import io.orderwatch.compliance.board.Story;
import io.orderwatch.compliance.wording.Language;
import io.orderwatch.compliance.wording.Texts;
import io.orderwatch.compliance.wording.edge.TextFiles;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@link Texts} itself refuses a text that one of the languages lacks. */
class BoardTextsSpec {

  private static final Pattern TEXT = Pattern.compile("say\\.(of|count|pattern)\\('([a-z0-9.-]+)'");
  private static final List<String> TEMPLATES =
      List.of("layout.html", "BoardPages/board.html", "BoardPages/posting.html");

  private static Set<String> used() {
    var used = new TreeSet<String>();
    for (var template : TEMPLATES) {
      var found = TEXT.matcher(TextFiles.text("templates/" + template));
      while (found.find()) {
        used.add(found.group(1).equals("count") ? found.group(2) + ".many" : found.group(2));
      }
    }
    return used;
  }

  @ParameterizedTest
  @EnumSource
  void every_text_that_a_template_asks_for_is_there_in_every_language(Language language) {
    var texts = TextFiles.texts("board");
    assertThat(used()).hasSizeGreaterThan(60).allMatch(texts::has);
    var say = new Say(language, texts);
    for (var state : Filter.State.values()) {
      assertThat(say.state(state.word())).isNotBlank();
    }
    for (var other : Language.values()) {
      assertThat(say.name(other)).isNotBlank();
    }
    for (var shown : List.of("offered", "absent", "unknown")) {
      assertThat(say.shown(shown)).isNotBlank();
    }
    for (var what : List.of("opened", "step", "deadline", "supplied", "lost", "split")) {
      assertThat(say.moment(new Story.Moment(what, 1, Instant.EPOCH, true))).isNotBlank();
    }
    for (var n : List.of(0, 1, 2, 5)) {
      assertThat(say.count("budget", n)).contains(Integer.toString(n));
    }
  }
}
