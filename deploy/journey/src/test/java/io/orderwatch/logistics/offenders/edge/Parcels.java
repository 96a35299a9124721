package io.orderwatch.logistics.offenders.edge;

/** What {@link io.orderwatch.compliance.offenders.edge.KnowingLogistics} must not know. */
public record Parcels() {

  public int count() {
    return 0;
  }
}
