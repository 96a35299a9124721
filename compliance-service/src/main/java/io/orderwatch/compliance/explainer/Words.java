package io.orderwatch.compliance.explainer;

import io.orderwatch.compliance.explainer.Causes.Cause;
import io.orderwatch.compliance.explainer.Explainer.Explanation;
import io.orderwatch.compliance.explainer.Explainer.Shown;
import io.orderwatch.compliance.rules.Citation;
import io.orderwatch.compliance.rules.Facts;
import io.orderwatch.compliance.wording.Language;
import io.orderwatch.compliance.wording.Texts;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Explanations in the words of a language. */
public record Words(Texts texts) {

  /**
   * One action as people read it.
   *
   * @param action Ozon's word
   * @param name of the action, for people
   * @param shown offered, absent, or unknown if Ozon did not say
   * @param method Ozon's method that carries it out; "" where there is none
   * @param cause the row of the table of causes
   * @param why why it is offered or not; of an unknown one, why it would be missing
   * @param appears what makes it appear
   * @param untilThen what to do until then
   * @param citation where that comes from
   */
  public record Explained(
      String action,
      String name,
      String shown,
      String method,
      String cause,
      String why,
      String appears,
      String untilThen,
      Citation citation) {}

  /**
   * Why there is no field for the tracking number.
   *
   * @param question as sellers ask it
   * @param answer why, and what to do
   * @param citation where that comes from
   */
  public record Answer(String question, String answer, Citation citation) {}

  /**
   * @throws IllegalArgumentException if a text is missing
   */
  public Words {
    texts.say(Language.EN, "question", Map.of());
  }

  /** That every action and every cause has its words. */
  public Words complete(Explainer explainer) {
    var blank = Map.of("status", "", "substatus", "", "integration", "", "actions", "");
    for (var action : explainer.actions().all()) {
      texts.say(Language.EN, "action." + action.name(), blank);
    }
    for (var cause : explainer.causes().all()) {
      for (var part : List.of("why", "appears", "until")) {
        texts.say(Language.EN, key(cause, part), blank);
      }
    }
    return this;
  }

  public Explained explained(Explanation explanation, Facts facts, Language language) {
    var cause = explanation.cause();
    return new Explained(
        explanation.action(),
        texts.say(
            language,
            "action." + (explanation.known().isPresent() ? explanation.action() : "unknown"),
            Map.of()),
        explanation.shown().name().toLowerCase(Locale.ROOT),
        explanation.known().map(Actions.Action::method).orElse(""),
        cause.name(),
        say(cause, "why", facts, language),
        say(cause, "appears", facts, language),
        say(cause, "until", facts, language),
        cause.citation());
  }

  /** The answer to what sellers ask of a posting that lacks the field. */
  public Answer answer(Explanation trackNumber, Facts facts, Language language) {
    var unknown = trackNumber.shown() == Shown.UNKNOWN;
    var onlyCancel = facts.offers("cancel") && !facts.offers("ship");
    var words = explained(trackNumber, facts, language);
    var parts = List.of(words.why(), words.appears(), words.untilThen());
    // Chinese sentences need no space between them.
    var text = String.join(language == Language.ZH ? "" : " ", parts);
    return new Answer(
        texts.say(language, onlyCancel ? "question.only-cancel" : "question", Map.of()),
        unknown ? texts.say(language, "answer.unknown", Map.of()) + " " + text : text,
        words.citation());
  }

  private String say(Cause cause, String part, Facts facts, Language language) {
    var posting = facts.posting();
    return texts.say(
        language,
        key(cause, part),
        Map.of(
            "status", or(posting.status()),
            "substatus", or(posting.substatus()),
            "integration", or(posting.integration()),
            "actions", or(String.join(", ", posting.actions()))));
  }

  private static String or(String word) {
    return word.isEmpty() ? "–" : word;
  }

  private static String key(Cause cause, String part) {
    return "cause." + cause.name() + "." + part;
  }
}
