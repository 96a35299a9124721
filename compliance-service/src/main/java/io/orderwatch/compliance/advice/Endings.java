package io.orderwatch.compliance.advice;

import io.orderwatch.compliance.rules.Citation;
import io.orderwatch.compliance.rules.Condition;
import io.orderwatch.compliance.rules.End;
import io.orderwatch.compliance.rules.Facts;
import io.orderwatch.compliance.rules.Sheet;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The ways in which an order may go on or end, as a table tells them, the least harm first. */
public record Endings(List<Ending> all) {

  private static final String LIVES = "-";

  public Endings {
    all = List.copyOf(all);
  }

  /**
   * @param name also names its texts; two rows may have the same one
   * @param end what the rule packs call it; empty if the order lives
   * @param when it is open to a posting
   */
  public record Ending(String name, Optional<End> end, Condition when, Citation citation) {}

  /**
   * @throws Sheet.Faulty if a row is wrong
   */
  public static Endings read(String file, String text) {
    return new Endings(
        Sheet.read(file, text, "ending", "end", "when").rows().stream()
            .map(
                row ->
                    new Ending(
                        row.cell(0),
                        row.read(1, Endings::end),
                        row.read(2, Condition::of),
                        row.citation()))
            .toList());
  }

  private static Optional<End> end(String word) {
    return word.equals(LIVES)
        ? Optional.empty()
        : Optional.of(
            Arrays.stream(End.values())
                .filter(each -> each.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no order ends " + word)));
  }

  List<Ending> open(Facts facts) {
    return all.stream().filter(each -> each.when().holds(facts)).toList();
  }
}
