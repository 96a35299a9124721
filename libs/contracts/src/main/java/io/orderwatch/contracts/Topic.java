package io.orderwatch.contracts;

/** The topics of the published language. */
public enum Topic {
  POSTINGS("ozon.postings.v1"),
  POSTING_STATE("ozon.posting-state.v1"),
  RETURNS("ozon.returns.v1"),
  CANCELLATIONS("ozon.cancellations.v1"),
  CHATS("ozon.chats.v1"),
  PASSPORTS("ozon.passports.v1"),
  MESSAGES("ozon.messages.v1"),
  SHIPMENT_COMMANDS("ozon.shipment-commands.v1"),
  SHIPMENTS("ozon.shipments.v1"),
  STORES("ozon.stores.v1"),
  STORE_RATINGS("ozon.store-ratings.v1"),
  STORE_HEALTH("ozon.store-health.v1");

  private final String wireName;

  Topic(String wireName) {
    this.wireName = wireName;
  }

  public String wireName() {
    return wireName;
  }

  /**
   * Compacted topics keep the newest record of a key, the others keep every record for their
   * retention.
   */
  public boolean compacted() {
    return switch (this) {
      case POSTING_STATE, STORES, STORE_RATINGS, STORE_HEALTH -> true;
      default -> false;
    };
  }
}
