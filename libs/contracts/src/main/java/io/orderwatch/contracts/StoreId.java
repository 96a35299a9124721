package io.orderwatch.contracts;

/** An Ozon store, by its Client-Id: 1 to 20 digits. */
public record StoreId(String value) {
  public StoreId {
    if (!value.matches("[0-9]{1,20}")) {
      throw new IllegalArgumentException("a store is named by its Client-Id, which is digits only");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
