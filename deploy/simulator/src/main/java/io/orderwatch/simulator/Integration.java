package io.orderwatch.simulator;

/** Who carries a posting and registers it; Ozon's {@code tpl_integration_type}. */
public enum Integration {
  OZON("ozon", 1),
  AGGREGATOR("aggregator", 2),
  THREE_PL("3pl_tracking", 3),
  NON_INTEGRATED("non_integrated", 4);

  private final String wire;
  private final int digit;

  Integration(String wire, int digit) {
    this.wire = wire;
    this.digit = digit;
  }

  public String wire() {
    return wire;
  }

  /** The last digit of a delivery method's id. */
  int digit() {
    return digit;
  }

  public static Integration of(String wire) {
    for (var integration : values()) {
      if (integration.wire.equals(wire)) {
        return integration;
      }
    }
    throw new IllegalArgumentException("no tpl_integration_type is called " + wire);
  }
}
