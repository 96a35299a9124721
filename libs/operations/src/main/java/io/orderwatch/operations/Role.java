package io.orderwatch.operations;

import java.util.Locale;

/** What somebody may do: each of them all that the ones before may. */
public enum Role {
  /** Looks. */
  VIEWER,
  /** Acts on orders too. */
  OPERATOR,
  /** Sees what everybody did, and handles dead letters and log levels. */
  ADMIN;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
