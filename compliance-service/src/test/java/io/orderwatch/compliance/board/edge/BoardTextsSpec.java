package io.orderwatch.compliance.board.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.compliance.board.Access;
import io.orderwatch.compliance.board.Act;
import io.orderwatch.compliance.board.Around;
import io.orderwatch.compliance.board.Charts;
import io.orderwatch.compliance.board.Filter;
import io.orderwatch.compliance.board.Freshness;
import io.orderwatch.compliance.board.Mark;
import io.orderwatch.compliance.board.Outcome;
import io.orderwatch.compliance.board.Say;
import io.orderwatch.compliance.board.Story;
import io.orderwatch.compliance.board.Turned;
import io.orderwatch.compliance.board.View;
import io.orderwatch.compliance.wording.Language;
import io.orderwatch.compliance.wording.Texts;
import io.orderwatch.compliance.wording.edge.TextFiles;
import io.orderwatch.contracts.PassportEvent;
import io.orderwatch.operations.Role;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@link Texts} itself refuses a text that one of the languages lacks. */
class BoardTextsSpec {

  private static final Pattern TEXT = Pattern.compile("say\\.(of|count|pattern)\\('([a-z0-9.-]+)'");
  private static final List<String> TEMPLATES =
      List.of(
          "layout.html",
          "guest.html",
          "hidden.html",
          "lines.html",
          "bars.html",
          "copy.html",
          "BoardAround/around.html",
          "BoardPages/board.html",
          "BoardPages/posting.html",
          "BoardActions/login.html",
          "BoardActions/result.html",
          "BoardActions/trail.html",
          "BoardCharts/charts.html",
          "TurnedAway/page.html");

  /** Words of other services, as they document them. */
  private static final Map<String, List<String>> WORDS =
      Map.of(
          "from", List.of("buyer", "seller", "support", "other"),
          "task", List.of("reminder", "notice", "OPEN", "SENT", "SKIPPED", "MOOT"),
          "skip", List.of("ALREADY_WRITTEN", "BUYER_DECLINED", "NOT_POSSIBLE", "NOT_WORTH_IT"),
          "command",
              List.of("accepted", "waiting", "checked", "executing", "unknown", "done", "refused"),
          "asked",
              List.of(
                  "cancel",
                  "cancel-goods",
                  "change-tracking",
                  "extend-delivery",
                  "set-shipment-date",
                  "report-progress",
                  "report-stuck",
                  "appeal",
                  "open-dispute",
                  "resume-delivery",
                  "answer-request",
                  "act-on-return"),
          "ticket",
              List.of(
                  "drafted",
                  "filed",
                  "stale",
                  "done",
                  "dropped",
                  "CHANGE_TRACKING",
                  "EXTEND_DELIVERY",
                  "APPEAL_CANCELLATION",
                  "PARCEL_STUCK"));

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

  /** The second would be shown where the first was meant. */
  @ParameterizedTest
  @EnumSource
  void no_text_stands_twice(Language language) {
    assertThat(
            TextFiles.text("texts/board." + language.code() + ".properties")
                .lines()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .map(line -> line.substring(0, line.indexOf('='))))
        .hasSizeGreaterThan(300)
        .doesNotHaveDuplicates();
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
    for (var cause : PassportEvent.Cause.values()) {
      assertThat(say.cause(cause.word())).isNotBlank().doesNotStartWith(say.of("cause.other"));
    }
    assertThat(say.cause("of-one-day")).endsWith(" of-one-day");
    for (var key : Access.Key.values()) {
      assertThat(say.key(key)).isNotBlank();
    }
    for (var chat : Access.Chat.values()) {
      assertThat(say.chat(chat)).isNotBlank();
    }
    for (var mark : Mark.values()) {
      assertThat(say.mark(mark)).isNotBlank();
    }
    for (var mark : Freshness.Mark.values()) {
      assertThat(say.fresh(mark)).isNotBlank();
    }
    for (var act : Act.values()) {
      assertThat(say.act(act.word())).isNotBlank();
    }
    for (var end : Outcome.End.values()) {
      assertThat(say.end(end.word())).isNotBlank();
    }
    assertThat(say.end("asked")).isNotBlank();
    for (var role : Role.values()) {
      assertThat(say.role(role.word())).isNotBlank();
    }
    for (var why : Turned.values()) {
      for (var part : List.of("title", "why", "ask")) {
        assertThat(say.turned(why, part)).isNotBlank();
      }
    }
    assertThat(say.lacks("<anna>")).contains("<anna>");
    for (var view : View.all(Filter.open(""), true)) {
      assertThat(say.view(view.name())).isNotBlank();
    }
    for (var bar : Charts.funnel(new Charts.Ends(1, 1, 1, 1, 1)).bars()) {
      assertThat(say.funnel(bar.label())).isNotBlank();
    }
    for (var end : Around.End.values()) {
      if (end != Around.End.CAME) {
        assertThat(say.missing(end, "logistics-service")).isNotBlank();
        assertThat(say.unknown(end)).isNotBlank();
      }
    }
    WORDS.forEach(
        (group, words) ->
            words.forEach(
                word ->
                    assertThat(
                            texts.has(
                                group + "." + word.toLowerCase(Locale.ROOT).replace('_', '-')))
                        .as("%s.%s", group, word)
                        .isTrue()));
    assertThat(say.word("task", "<new>")).isEqualTo("<new>");
    for (var n : List.of(0, 1, 2, 5)) {
      assertThat(say.count("budget", n)).contains(Integer.toString(n));
    }
  }
}
