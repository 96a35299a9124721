package io.orderwatch.local;

/** The four services, in the order of their ports. */
public enum ServiceName {
  COMPLIANCE("compliance-service", "compliance", 0),
  INGEST("order-ingest", "ingest", 1),
  NOTIFICATION("notification-service", "notification", 2),
  LOGISTICS("logistics-service", "logistics", 3);

  private final String title;
  private final String schema;
  private final int portOffset;

  ServiceName(String title, String schema, int portOffset) {
    this.portOffset = portOffset;
    this.title = title;
    this.schema = schema;
  }

  /** Its name and the name of its module. */
  public String title() {
    return title;
  }

  public String schema() {
    return schema;
  }

  int portOffset() {
    return portOffset;
  }
}
