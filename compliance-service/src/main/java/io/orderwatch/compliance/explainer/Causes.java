package io.orderwatch.compliance.explainer;

import io.orderwatch.compliance.rules.Citation;
import io.orderwatch.compliance.rules.Condition;
import io.orderwatch.compliance.rules.Facts;
import io.orderwatch.compliance.rules.Sheet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Why an action is offered or not, as a table tells it: the first row that fits is the cause. The
 * last rows fit everything, so there is always one.
 */
public record Causes(List<Cause> all) {

  public Causes {
    all = List.copyOf(all);
  }

  /**
   * @param name also names its texts
   * @param offered whether it explains an action that is offered or one that is not
   * @param actions empty for all
   */
  public record Cause(
      String name,
      boolean offered,
      Optional<Set<String>> actions,
      Condition when,
      Citation citation) {
    boolean fitsAll() {
      return actions.isEmpty() && when.parts().isEmpty();
    }

    boolean explains(String action, boolean shown, Facts facts) {
      return offered == shown
          && actions.map(named -> named.contains(action)).orElse(true)
          && when.holds(facts);
    }
  }

  /**
   * @throws Sheet.Faulty if a row is wrong
   * @throws IllegalArgumentException if an action could be left without a cause
   */
  public static Causes read(String file, String text, Actions actions) {
    var causes =
        new Causes(
            Sheet.read(file, text, "cause", "shown", "actions", "when").rows().stream()
                .map(
                    row ->
                        new Cause(
                            row.cell(0),
                            row.read(1, Causes::shown),
                            row.read(2, actions::meant),
                            row.read(row.cells().size() - 1, Condition::of),
                            row.citation()))
                .toList());
    for (var shown : List.of(true, false)) {
      if (causes.all().stream().noneMatch(each -> each.offered() == shown && each.fitsAll())) {
        throw new IllegalArgumentException(
            file + ": no row fits every action that is " + (shown ? "offered" : "absent"));
      }
    }
    return causes;
  }

  private static boolean shown(String word) {
    return switch (word) {
      case "offered" -> true;
      case "absent" -> false;
      default -> throw new IllegalArgumentException("an action is offered or absent");
    };
  }

  Cause of(String action, boolean shown, Facts facts) {
    return all.stream()
        .filter(each -> each.explains(action, shown, facts))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no cause fits " + action));
  }
}
