package io.orderwatch.contracts;

/** One posting of one store; the key of every record in Kafka. */
public record PostingRef(StoreId store, PostingNumber posting) {

  public static PostingRef of(String store, String posting) {
    return new PostingRef(new StoreId(store), new PostingNumber(posting));
  }

  /**
   * Reads {@code <store>:<posting number>}.
   *
   * @throws IllegalArgumentException if the text is anything else
   */
  public static PostingRef parse(String key) {
    var colon = key.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("a key is written <store>:<posting number>");
    }
    return of(key.substring(0, colon), key.substring(colon + 1));
  }

  public String key() {
    return store.value() + ":" + posting.value();
  }

  @Override
  public String toString() {
    return key();
  }
}
