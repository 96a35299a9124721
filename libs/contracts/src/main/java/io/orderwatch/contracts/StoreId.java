package io.orderwatch.contracts;

import java.util.Optional;
import java.util.regex.Pattern;

/** An Ozon store, by its Client-Id: 1 to 20 digits. */
public record StoreId(String value) {

  private static final Pattern WRITTEN = Pattern.compile("[0-9]{1,20}");

  public StoreId {
    if (!WRITTEN.matcher(value).matches()) {
      throw new IllegalArgumentException("a store is named by its Client-Id, which is digits only");
    }
  }

  /** Empty if that names no store. */
  public static Optional<StoreId> of(String text) {
    return WRITTEN.matcher(text).matches() ? Optional.of(new StoreId(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}
