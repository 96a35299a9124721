package io.orderwatch.logistics.many.edge;

import io.orderwatch.operations.edge.rest.AnyLength;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Bodies of many commands, and of many approvals, may be of any length. */
@Singleton
public class LongBodies {

  void allow(@Observes Router router) {
    AnyLength.allow(router, "/api/commands");
    AnyLength.allow(router, "/api/commands/approvals");
  }
}
