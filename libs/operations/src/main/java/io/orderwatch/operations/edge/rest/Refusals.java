package io.orderwatch.operations.edge.rest;

import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Answers what is refused before a resource is found: a body that is too large or of no type, a
 * broken path.
 */
@Singleton
public class Refusals {

  private static final int TOO_LARGE = 413;
  private static final int NO_TYPE = 415;

  /** How every type begins (RFC 9110, 8.3.1). */
  private static final Pattern TYPE = Pattern.compile("[^\\s/;,]+/[^\\s/;,]+");

  /** Before the framework's own check, which answers without a word. */
  private static final int BEFORE_LIMIT = -3;

  private final long largest;
  private final Instance<ProblemPage> pages;

  Refusals(Instance<ProblemPage> pages) {
    this.pages = pages;
    this.largest =
        ConfigProvider.getConfig()
            .getValue("quarkus.http.limits.max-body-size", MemorySize.class)
            .asLongValue();
  }

  void answer(@Observes Router router) {
    router.route().order(Integer.MIN_VALUE).failureHandler(this::failed);
    router.route().order(BEFORE_LIMIT).handler(this::limit);
  }

  private void limit(RoutingContext request) {
    var type = request.request().getHeader("Content-Type");
    if (type != null && !type.isBlank() && !TYPE.matcher(type).lookingAt()) {
      answer(request, NO_TYPE);
      return;
    }
    var length = request.request().getHeader("Content-Length");
    if (length == null || Long.parseLong(length) <= largest) {
      request.next();
      return;
    }
    // what is still being sent is not read
    request.response().putHeader("Connection", "close");
    request.response().endHandler(_ -> request.request().connection().close());
    answer(request, TOO_LARGE);
  }

  private void failed(RoutingContext request) {
    var status = request.statusCode();
    if (status < 400 || status > 499 || request.failure() != null || request.response().ended()) {
      request.next();
    } else if (!ProblemPage.shown(pages, request, status)) {
      answer(request, status);
    }
  }

  private static void answer(RoutingContext request, int status) {
    var answer = request.response().setStatusCode(status);
    var problem = new JsonObject().put("status", status).put("title", answer.getStatusMessage());
    if (status == TOO_LARGE) {
      problem.put(
          "violations",
          new JsonArray()
              .add(
                  new JsonObject()
                      .put("field", BadInput.BODY)
                      .put("in", "body")
                      .put("message", "is too large")));
    }
    answer.putHeader("Content-Type", "application/problem+json").end(problem.encode());
  }
}
