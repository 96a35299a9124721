package io.orderwatch.local;

/**
 * The ports of one set: twelve in a row.
 *
 * @param base from 1024 to 65524
 */
public record Ports(int base) {

  public static final int COUNT = 12;

  public Ports {
    if (base < 1024 || base > 65_536 - COUNT) {
      throw new IllegalArgumentException(
          "the base port must lie between 1024 and " + (65_536 - COUNT) + ", not " + base);
    }
  }

  public int of(ServiceName service) {
    return base + service.portOffset();
  }

  /** Where it answers for its health and its metrics. */
  public int management(ServiceName service) {
    return base + 8 + service.portOffset();
  }

  public int simulator() {
    return base + 4;
  }

  public int postgres() {
    return base + 5;
  }

  public int kafka() {
    return base + 6;
  }

  public int kafkaController() {
    return base + 7;
  }
}
