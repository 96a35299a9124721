package io.orderwatch.operations.edge.rest;

import io.quarkiverse.resteasy.problem.validation.Violation;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/**
 * A parameter without a value is refused. The framework takes it for one that was left out: {@code
 * ?preview} would be no preview. A page's form sends what was not filled in, and may; and a dead
 * letter without a key is asked for by none.
 */
@Provider
public class EmptyParameters implements ContainerRequestFilter {

  @Override
  public void filter(ContainerRequestContext request) {
    if (!Admission.ofApi(request)) {
      return;
    }
    request
        .getUriInfo()
        .getQueryParameters()
        .forEach(
            (name, values) -> {
              if (values.stream().anyMatch(String::isEmpty) && !ofDeadLetter(request, name)) {
                throw BadInput.of(Violation.In.query, name, "must have a value");
              }
            });
  }

  private static boolean ofDeadLetter(ContainerRequestContext request, String name) {
    return name.equals("key") && request.getUriInfo().getPath().matches("/?api/dead-letters.*");
  }
}
