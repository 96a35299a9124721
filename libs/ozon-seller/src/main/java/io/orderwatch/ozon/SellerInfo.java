package io.orderwatch.ozon;

import java.util.Set;

/**
 * What the store has subscribed to.
 *
 * @param subscription Ozon's word, as it came: PREMIUM, PREMIUM_LITE, PREMIUM_PLUS, PREMIUM_PRO, …
 * @param mayWriteToBuyers whether the API's chat methods that write are open to the store
 */
public record SellerInfo(String subscription, boolean mayWriteToBuyers) {

  /** Only Premium Plus and Premium Pro may write to buyers (official schema, September 2026). */
  public static SellerInfo of(String subscription) {
    return new SellerInfo(
        subscription,
        Set.of("premium_plus", "premium_pro").contains(Vocabulary.word(subscription)));
  }

  /** Whether Ozon says at all what the store has subscribed to. */
  public boolean said() {
    return !Set.of("", "unknown", "unspecified").contains(Vocabulary.word(subscription));
  }
}
