package io.orderwatch.compliance.offenders.edge;

import io.orderwatch.logistics.offenders.edge.Parcels;

/** Planted: one service that calls another past Kafka. */
public record KnowingLogistics(Parcels parcels) {

  static int asked() {
    return new Parcels().count();
  }
}
