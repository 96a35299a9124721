package io.orderwatch.operations.edge.rest;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;

/**
 * Bodies that are read line by line may be of any length, for none is ever held in whole: what
 * limits all others ({@code quarkus.http.limits.max-body-size}) is not asked of them.
 */
public final class AnyLength {

  /** Before {@link Refusals} and the framework look at the length that is announced. */
  private static final int BEFORE_LIMITS = -4;

  /** After the framework has said how much may be read of a body without one. */
  private static final int AFTER_LIMITS = -1;

  /** The framework's {@code VertxInputStream.MAX_REQUEST_SIZE_KEY}. */
  private static final String MOST = "io.quarkus.max-request-size";

  private AnyLength() {}

  /**
   * @param path of a POST
   */
  public static void allow(Router router, String path) {
    router
        .post(path)
        .order(BEFORE_LIMITS)
        .handler(
            request -> {
              request.request().headers().remove(HttpHeaders.CONTENT_LENGTH);
              request.next();
            });
    router
        .post(path)
        .order(AFTER_LIMITS)
        .handler(
            request -> {
              request.remove(MOST);
              request.next();
            });
  }
}
