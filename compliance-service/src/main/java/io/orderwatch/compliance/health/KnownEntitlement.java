package io.orderwatch.compliance.health;

import io.orderwatch.contracts.StoreEntitlement;
import io.orderwatch.mailbox.Decision;

/** What Ozon lets a store do; an older word changes nothing. */
public sealed interface KnownEntitlement {

  record Unknown() implements KnownEntitlement {}

  record Known(StoreEntitlement entitlement) implements KnownEntitlement {}

  static Decision<KnownEntitlement> on(KnownEntitlement state, StoreEntitlement told) {
    return Decision.stay(
        state instanceof Known(var known) && told.version() <= known.version()
            ? state
            : new Known(told));
  }
}
