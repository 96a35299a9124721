package io.orderwatch.compliance.board.edge;

import io.orderwatch.operations.edge.rest.ProblemPage;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;

/** A person at a browser reads a page where a program reads a problem; the status is the same. */
@Provider
public class InsteadOfProblems implements ContainerResponseFilter {

  private static final MediaType HTML = MediaType.TEXT_HTML_TYPE.withCharset("UTF-8");

  private static final int REFUSED = 400;
  private static final Annotation[] NO_MORE = {};

  private final TurnedAway page;
  private final RoutingContext request;

  InsteadOfProblems(TurnedAway page, RoutingContext request) {
    this.page = page;
    this.request = request;
  }

  @Override
  public void filter(ContainerRequestContext asked, ContainerResponseContext answer) {
    if (answer.getEntity() instanceof HttpProblem
        && answer.getStatus() >= REFUSED // the way to the issuer is written as a problem too
        && ProblemPage.read(request.request())) {
      var store = asked.getUriInfo().getPathParameters().getFirst("store");
      answer.setEntity(page.html(request.request(), answer.getStatus(), store), NO_MORE, HTML);
      answer.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, HTML);
      answer.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
    }
  }
}
