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
import io.orderwatch.compliance.outlook.Chance;
import io.orderwatch.compliance.passport.Hand;
import io.orderwatch.compliance.past.Chronicle;
import io.orderwatch.compliance.past.Moment;
import io.orderwatch.compliance.past.Unsure;
import io.orderwatch.compliance.report.Span;
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
          "ways.html",
          "banner.html",
          "PastPages/board.html",
          "PastPages/posting.html",
          "hidden.html",
          "lines.html",
          "bars.html",
          "copy.html",
          "BoardAround/around.html",
          "BoardApprovals/approvals.html",
          "BoardPages/board.html",
          "BoardPages/posting.html",
          "BoardActions/login.html",
          "BoardActions/result.html",
          "BoardActions/trail.html",
          "BoardCharts/charts.html",
          "BoardReport/report.html",
          "TurnedAway/page.html");

  /** Words of other services, as they document them. */
  private static final Map<String, List<String>> WORDS =
      Map.of(
          "from", List.of("buyer", "seller", "support", "other"),
          "obstacle",
              List.of(
                  "SUBSCRIPTION_TOO_LOW",
                  "CHAT_NOT_OFFERED",
                  "CHAT_WINDOW_CLOSED",
                  "CHAT_DISABLED",
                  "KEY_REJECTED",
                  "METHOD_NOT_ALLOWED",
                  "STORE_WITHOUT_KEY",
                  "STORE_BLOCKED",
                  "STORE_IN_SHADOW",
                  "POSTING_NOT_FOUND",
                  "REQUEST_REFUSED",
                  "STATE_NOT_SHOWN",
                  "REFUSED_WITHOUT_WORDS",
                  "OUTCOME_UNKNOWN",
                  "NOT_MADE_IN_TIME",
                  "BUYER_CAP_REACHED"),
          "situation",
              List.of(
                  "first",
                  "middle",
                  "last",
                  "asked-again",
                  "several-postings",
                  "why",
                  "filled-in",
                  "delivery-period",
                  "new-tracking-number",
                  "returned-midway"),
          "task", List.of("reminder", "notice", "OPEN", "SENT", "SKIPPED", "MOOT"),
          "skip", List.of("ALREADY_WRITTEN", "BUYER_DECLINED", "NOT_POSSIBLE", "NOT_WORTH_IT"),
          "command",
              List.of(
                  "accepted",
                  "proposed",
                  "waiting",
                  "checked",
                  "executing",
                  "unknown",
                  "done",
                  "refused"),
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

  /** Why something is refused, by the page itself, its own service and notification-service. */
  private static final List<String> REFUSALS =
      List.of(
          "command-id-reused",
          "no-case",
          "reason-missing",
          "name-missing",
          "bad-input",
          "no-answer",
          "task-unknown",
          "deadline-passed",
          "already-sent",
          "already-skipped",
          "no-longer-needed",
          "command-unknown",
          "not-asked",
          "same-person",
          "declined",
          "not-approved",
          "approved-before",
          "not-proposed");

  /** What forms of the page send that can be wrong. */
  private static final List<String> FIELDS =
      List.of(
          "requestedBy",
          "id",
          "why",
          "key",
          "act",
          "reason",
          "task",
          "reasonId",
          "override",
          "number",
          "from",
          "to");

  private static final Pattern ADDRESS = Pattern.compile("[a-z]+\\.[\\w./?=-]+|/v[\\w./-]+");

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

  /** What we say about where a rule comes from is a text; names and addresses are no words. */
  @ParameterizedTest
  @EnumSource
  void every_source_is_told_in_the_readers_language(Language language) {
    var say = new Say(language, TextFiles.texts("board"));
    var sources =
        List.of("explainer/causes.table", "advice/endings.table").stream()
            .flatMap(file -> TextFiles.text(file).lines())
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .map(line -> line.split("\\|", -1))
            .map(cells -> cells[cells.length - 3].strip())
            .toList();
    assertThat(sources).hasSizeGreaterThan(40);
    for (var source : sources) {
      var told = say.source(source);
      if (language == Language.EN) {
        assertThat(told).endsWith(source);
        continue;
      }
      for (var part : source.split("; ", -1)) {
        if (!ADDRESS.matcher(part).matches()) {
          assertThat(told).as("%s has words", part).doesNotContain(part);
        }
        assertThat(told.contains("schema")).as(told).isFalse();
      }
    }
    assertThat(say.source("Ozon Seller API schema, status")).matches(".*status");
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
    for (var unsure : Unsure.values()) {
      assertThat(say.unsure(unsure)).isNotBlank();
    }
    for (var kind : Moment.Kind.values()) {
      assertThat(kind == Moment.Kind.KNOWN || texts.has("past." + kind.word())).isTrue();
    }
    for (var what : Chronicle.WORDS) {
      assertThat(say.happened(new Chronicle.Line(Instant.EPOCH, what, "unread", "", "")))
          .isNotBlank();
    }
    for (var what : Hand.What.values()) {
      var word = what.name().toLowerCase(Locale.ROOT).replace('_', '-');
      assertThat(say.happened(new Chronicle.Line(Instant.EPOCH, "ordered", word, "", "")))
          .contains(say.act(word));
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
    for (var by : Chance.By.values()) {
      assertThat(texts.has("outlook." + by.name().toLowerCase(Locale.ROOT))).isTrue();
    }
    for (var sort : Filter.Sort.values()) {
      assertThat(say.sort(sort)).isNotBlank();
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
    for (var refusal : Hand.Refusal.values()) {
      assertThat(say.refusal(refusal.code())).isNotEqualTo(say.refusal("of-one-day"));
    }
    for (var code : REFUSALS) {
      assertThat(say.refusal(code)).as(code).isNotEqualTo(say.refusal("of-one-day"));
    }
    for (var field : FIELDS) {
      assertThat(say.wrong(null, field)).as(field).isNotEqualTo(say.wrong(null, "of-one-day"));
    }
    assertThat(say.wrong(Act.HAND_OVER, "to")).isNotEqualTo(say.wrong(Act.DELIVERY_WINDOW, "to"));
    for (var role : Role.values()) {
      assertThat(say.role(role.word())).isNotBlank();
    }
    for (var by : Span.By.values()) {
      assertThat(say.by(by)).isNotBlank();
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
