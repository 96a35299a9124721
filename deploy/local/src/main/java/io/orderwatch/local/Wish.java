package io.orderwatch.local;

/** What may be asked to be done with a posting on the command line. */
public sealed interface Wish {

  record Cancel() implements Wish {}

  record Track(String number) implements Wish {}

  /**
   * A delivery later than promised.
   *
   * @param days by how much, from 1
   */
  record Extend(int days) implements Wish {}

  /** The last part of its endpoint's path. */
  default String path() {
    return switch (this) {
      case Cancel _ -> "cancel";
      case Track _ -> "tracking-number";
      case Extend _ -> "delivery-window";
    };
  }
}
