package io.orderwatch.ozon;

import java.time.Instant;
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
}
