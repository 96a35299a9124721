package io.orderwatch.contracts;

import java.util.regex.Pattern;

/** An Ozon store, by its Client-Id: 1 to 20 digits. */
public record StoreId(String value) {

  private static final Pattern WRITTEN = Pattern.compile("[0-9]{1,20}");

  public StoreId {
    if (!WRITTEN.matcher(value).matches()) {
      throw new IllegalArgumentException("a store is named by its Client-Id, which is digits only");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
