package io.orderwatch.ozon;

import io.orderwatch.contracts.StoreId;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * A store of ours, as it is written down; nothing of it is secret.
 *
 * @param name what people call it
 * @param mode whether anything is sent or changed at Ozon
 * @param timeZone its people's
 * @param language its people's: en, ru or zh
 * @param policy where it differs from the other stores
 */
public record Store(
    StoreId id, String name, Mode mode, ZoneId timeZone, String language, Policy policy) {

  /** In shadow everything is read, decided and recorded, and nothing is sent or changed. */
  public enum Mode {
    LIVE,
    SHADOW
  }

  /**
   * What a store has otherwise than the settings; null for as they say.
   *
   * @param callsPerSecond each service's share of the calls that Ozon grants the store
   * @param pollEvery from round to round while nobody is waited for (the shared clock's time)
   * @param pollWaitingEvery the same while buyers owe passport data
   */
  public record Policy(
      @Nullable Double callsPerSecond,
      @Nullable Duration pollEvery,
      @Nullable Duration pollWaitingEvery) {
    public static final Policy USUAL = new Policy(null, null, null);
  }

  /** One of which nothing is said but its key. */
  public static Store of(StoreId id, Mode mode) {
    return new Store(id, id.value(), mode, ZoneOffset.UTC, "en", Policy.USUAL);
  }
}
