package io.orderwatch.backing;

/** Where Kafka and PostgreSQL come from. */
public enum Kind {
  /** Processes of this machine, started from jars; needs nothing installed. */
  EMBEDDED,
  /** Containers of this machine's Docker engine. */
  CONTAINERS,
  /** Servers that somebody else runs; never started or stopped from here. */
  EXTERNAL;

  /** As it is written in {@code ORDERWATCH_BACKING}. */
  public String written() {
    return switch (this) {
      case EMBEDDED -> "embedded";
      case CONTAINERS -> "containers";
      case EXTERNAL -> "external";
    };
  }
}
