package io.orderwatch.compliance.explainer;

import io.orderwatch.compliance.explainer.Actions.Action;
import io.orderwatch.compliance.explainer.Causes.Cause;
import io.orderwatch.compliance.rules.Facts;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * Why Ozon offers an action on a posting, or does not: one explanation for every action it may
 * offer. Where Ozon did not say what it offers, the explanation holds if the action is missing in
 * the seller's account.
 */
public record Explainer(Actions actions, Causes causes) {

  /** The action whose absence sellers ask about. */
  public static final String TRACK_NUMBER = "set_track_number";

  /** Whether an action is offered. */
  public enum Shown {
    OFFERED,
    ABSENT,
    /** Ozon did not say. */
    UNKNOWN
  }

  /**
   * @param known empty for a word of Ozon's that the table does not have
   */
  public record Explanation(String action, Shown shown, Cause cause, Optional<Action> known) {}

  /** In the order of the table; words that it does not have come last. */
  public List<Explanation> explain(Facts facts) {
    var names = new LinkedHashSet<String>();
    actions.all().forEach(each -> names.add(each.name()));
    if (facts.actionsKnown()) {
      names.addAll(facts.posting().actions());
    }
    var explanations = new ArrayList<Explanation>();
    names.forEach(name -> explanations.add(explain(name, facts)));
    return List.copyOf(explanations);
  }

  public Explanation explain(String action, Facts facts) {
    var offered = facts.offers(action);
    var shown = offered ? Shown.OFFERED : facts.actionsKnown() ? Shown.ABSENT : Shown.UNKNOWN;
    return new Explanation(action, shown, causes.of(action, offered, facts), actions.named(action));
  }
}
