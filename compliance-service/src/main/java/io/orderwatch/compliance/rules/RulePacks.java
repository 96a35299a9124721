package io.orderwatch.compliance.rules;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The packs of all days, oldest first. A decision is explained under the pack of its day. */
public record RulePacks(List<RulePack> all) {

  /**
   * @throws IllegalArgumentException if there is none, or two hold on the same day, or a day
   *     between them has none
   */
  public RulePacks {
    all = all.stream().sorted(Comparator.comparing(RulePack::from)).toList();
    if (all.isEmpty()) {
      throw new IllegalArgumentException("there is no rule pack");
    }
    for (var i = 0; i + 1 < all.size(); i++) {
      var until = all.get(i).until();
      var next = all.get(i + 1);
      if (until == null || !until.plusDays(1).equals(next.from())) {
        throw new IllegalArgumentException(
            "%s ends on %s, and %s begins on %s: the days after each other are wanted"
                .formatted(
                    all.get(i).name(), until == null ? "no day" : until, next.name(), next.from()));
      }
    }
  }

  /**
   * The pack in force on that day; for days before the first pack the first, after the last the
   * last.
   */
  public RulePack on(LocalDate day) {
    return all.reversed().stream()
        .filter(each -> !day.isBefore(each.from()))
        .findFirst()
        .orElse(all.getFirst());
  }

  public Optional<RulePack> named(String name) {
    return all.stream().filter(each -> each.name().equals(name)).findFirst();
  }
}
