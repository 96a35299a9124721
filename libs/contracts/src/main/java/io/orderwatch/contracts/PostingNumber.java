package io.orderwatch.contracts;

/** Ozon's number of a posting, as Ozon writes it, for example {@code 0132112277-0102-1}. */
public record PostingNumber(String value) {
  public PostingNumber {
    if (!value.matches("[0-9A-Za-z][0-9A-Za-z_-]{0,63}")) {
      throw new IllegalArgumentException("a posting number is up to 64 letters, digits and dashes");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
