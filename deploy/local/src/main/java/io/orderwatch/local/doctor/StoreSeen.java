package io.orderwatch.local.doctor;

import io.orderwatch.ozon.ApiKey;
import io.orderwatch.ozon.Reply;
import io.orderwatch.ozon.SellerInfo;
import java.util.Optional;

/**
 * What was seen of a store; what could not be asked any more is empty.
 *
 * @param skew empty if no answer told Ozon's time
 * @param key what {@code /v1/roles} says
 * @param unfulfilled what the list of the unfulfilled shows
 * @param changed how many changed in the last hour, as the other list shows
 */
public record StoreSeen(
    Way way,
    Optional<Skew> skew,
    Optional<Reply<ApiKey>> key,
    Optional<Reply<SellerInfo>> subscription,
    Optional<Reply<Postings>> unfulfilled,
    Optional<Reply<Postings>> changed) {

  /**
   * Postings of a list, and nothing of whose they are.
   *
   * @param awaiting those that wait for passport data
   * @param unreadable entries that could not be read
   * @param more whether there are more than were looked at
   */
  public record Postings(int count, int awaiting, int unreadable, boolean more) {}

  /** Where nobody could be asked. */
  public static StoreSeen unreached(Way way) {
    return new StoreSeen(
        way,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
