package io.orderwatch.operations.edge.rest;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.inject.Instance;

/** What a person at a browser sees in place of a problem; a service without pages has none. */
public interface ProblemPage {

  /**
   * @param status of a request that ended before anything of the service was asked: 401 or 503 of
   *     the login, or what is not there
   */
  String html(RoutingContext request, int status);

  /**
   * Whether a browser goes to an address: no program, no script of a page and no form does that.
   */
  static boolean visited(HttpServerRequest request) {
    var accepted = request.getHeader(HttpHeaders.ACCEPT);
    return request.method().equals(HttpMethod.GET)
        && request.getHeader(HttpHeaders.AUTHORIZATION) == null
        && request.getHeader("HX-Request") == null
        && accepted != null
        && accepted.contains("text/html");
  }

  /** Whether a person reads the answer; APIs and probes answer in JSON whoever asks. */
  static boolean read(HttpServerRequest request) {
    var path = request.path();
    return visited(request) && path != null && !path.startsWith("/api/") && !path.startsWith("/q/");
  }

  /** Shows it where a person would have to read the problem. Whether it did; then all is said. */
  static boolean shown(Instance<ProblemPage> pages, RoutingContext request, int status) {
    if (pages.isUnsatisfied() || !read(request.request())) {
      return false;
    }
    var html = pages.get().html(request, status);
    request
        .response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/html;charset=UTF-8")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(html);
    return true;
  }
}
