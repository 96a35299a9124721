package io.orderwatch.ingest.entitlement;

import static io.orderwatch.mailbox.Decision.stay;

import io.orderwatch.contracts.StoreEntitlement;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.ingest.life.Versions;
import io.orderwatch.mailbox.Decision;
import io.orderwatch.mailbox.Effect;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What Ozon last said of a store's key and subscription. Each difference is one version and is told
 * once; what was asked for before the last difference is no news. A key that is not taken says
 * nothing about all else, and what Ozon leaves out stays as it was known.
 */
public sealed interface Entitlement {

  record Unknown() implements Entitlement {}

  /**
   * Said at least once.
   *
   * @param readAt when what last made a difference was asked for
   */
  record Known(StoreEntitlement entitlement, Instant readAt) implements Entitlement {}

  /** What Ozon says. */
  sealed interface Said {

    StoreId store();

    /**
     * The key is taken.
     *
     * @param expiresAt null if Ozon names no end
     * @param missingMethods those that we call and that it does not open
     */
    record Key(StoreId store, @Nullable Instant expiresAt, List<String> missingMethods)
        implements Said {
      public Key {
        missingMethods = List.copyOf(missingMethods);
      }
    }

    /** The key is wrong, revoked or expired. */
    record KeyRefused(StoreId store) implements Said {}

    /**
     * @param word Ozon's
     * @param mayWriteToBuyers null if Ozon does not say
     */
    record Subscription(StoreId store, String word, @Nullable Boolean mayWriteToBuyers)
        implements Said {}
  }

  record Heard(Entitlement state, Said said) {}

  /**
   * The whole rule.
   *
   * @param at when Ozon was asked
   */
  static Decision<Entitlement> on(Entitlement state, Said said, Instant at, Versions versions) {
    return switch (new Heard(state, said)) {
      case Heard(Known known, _) when at.isBefore(known.readAt()) -> stay(known);
      case Heard(Known known, _) -> told(known, known.entitlement(), said, at, versions);
      case Heard(Unknown unknown, _) -> told(unknown, nothing(said.store()), said, at, versions);
    };
  }

  private static StoreEntitlement nothing(StoreId store) {
    return new StoreEntitlement(store.value(), 0, true, null, List.of(), "", null);
  }

  private static Decision<Entitlement> told(
      Entitlement state, StoreEntitlement before, Said said, Instant at, Versions versions) {
    var now = now(before, said);
    if (now.equals(before) && state instanceof Known) {
      return stay(state);
    }
    var next = now.withVersion(versions.after(before.version()));
    return Decision.move(new Known(next, at), new Effect.Publish(next, at, "v" + next.version()));
  }

  private static StoreEntitlement now(StoreEntitlement before, Said said) {
    return switch (said) {
      case Said.Key(_, var expiresAt, var missing) ->
          new StoreEntitlement(
              before.clientId(),
              before.version(),
              true,
              expiresAt,
              missing,
              before.subscription(),
              before.mayWriteToBuyers());
      case Said.KeyRefused _ ->
          new StoreEntitlement(
              before.clientId(),
              before.version(),
              false,
              before.keyExpiresAt(),
              before.missingMethods(),
              before.subscription(),
              before.mayWriteToBuyers());
      case Said.Subscription(_, var word, var mayWrite) ->
          new StoreEntitlement(
              before.clientId(),
              before.version(),
              before.keyAccepted(),
              before.keyExpiresAt(),
              before.missingMethods(),
              word,
              mayWrite == null ? before.mayWriteToBuyers() : mayWrite);
    };
  }
}
