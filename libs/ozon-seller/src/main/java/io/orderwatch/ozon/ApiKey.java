package io.orderwatch.ozon;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a store's API key may do and for how long; not the key itself.
 *
 * @param expiresAt keys live 3 months (Ozon's news of 2026-09-02); null if Ozon names no end
 * @param methods paths of the methods that the key's roles open
 */
public record ApiKey(@Nullable Instant expiresAt, Set<String> methods) {
  public ApiKey {
    methods = Set.copyOf(methods);
  }

  /**
   * Those of these methods that no role opens, sorted; none if Ozon names no methods at all, for
   * missing is not empty.
   */
  public List<String> missing(Set<String> needed) {
    return methods.isEmpty()
        ? List.of()
        : needed.stream().filter(method -> !opened(method)).sorted().toList();
  }

  /** A role may open a whole branch, written with a star (inferred). */
  private boolean opened(String method) {
    return methods.contains(method)
        || methods.stream()
            .filter(each -> each.endsWith("*"))
            .anyMatch(each -> method.startsWith(each.substring(0, each.length() - 1)));
  }
}
