package io.orderwatch.logistics.many.edge;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Bodies of many commands may be of any length, for none is ever held in whole: what limits all
 * others ({@code quarkus.http.limits.max-body-size}) is not asked of them.
 */
@Singleton
public class LongBodies {

  /** Before {@code Refusals} and the framework look at the length that is announced. */
  private static final int BEFORE_LIMITS = -4;

  /** After the framework has said how much may be read of a body without one. */
  private static final int AFTER_LIMITS = -1;

  /** The framework's {@code VertxInputStream.MAX_REQUEST_SIZE_KEY}. */
  private static final String MOST = "io.quarkus.max-request-size";

  void allow(@Observes Router router) {
    router
        .post("/api/commands")
        .order(BEFORE_LIMITS)
        .handler(
            request -> {
              request.request().headers().remove(HttpHeaders.CONTENT_LENGTH);
              request.next();
            });
    router
        .post("/api/commands")
        .order(AFTER_LIMITS)
        .handler(
            request -> {
              request.remove(MOST);
              request.next();
            });
  }
}
