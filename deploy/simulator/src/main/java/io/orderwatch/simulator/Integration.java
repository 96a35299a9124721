package io.orderwatch.simulator;

/** Who carries a posting and registers it; Ozon's {@code tpl_integration_type}. */
public enum Integration {
  OZON("ozon"),
  AGGREGATOR("aggregator"),
  THREE_PL("3pl_tracking"),
  NON_INTEGRATED("non_integrated");

  private final String wire;

  Integration(String wire) {
    this.wire = wire;
  }

  public String wire() {
    return wire;
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
