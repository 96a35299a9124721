package io.orderwatch.operations.edge.rest;

import io.orderwatch.operations.Role;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What each role may ask of an API: viewers look, operators act, admins handle the machinery. Who
 * has his role in some stores only must name one of them where that limits the answer to it. Nobody
 * is asked unless people log in here or at a proxy.
 */
@Provider
public class Admission implements ContainerRequestFilter {

  private static final Set<String> LOOKING = Set.of("GET", "HEAD", "OPTIONS");

  private final Visitors visitors;

  @Context
  @SuppressWarnings("NullAway.Init") // set by the framework
  HttpHeaders headers;

  @Context
  @SuppressWarnings("NullAway.Init") // set by the framework
  ResourceInfo resource;

  Admission(Visitors visitors) {
    this.visitors = visitors;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    if (!visitors.asked() || !ofApi(request)) {
      return;
    }
    var least = least(request.getMethod(), request.getUriInfo().getPath());
    var store = store(request);
    var visitor = visitors.of(headers);
    if (store == null ? !visitor.isEverywhere(least) : !visitor.is(least, store)) {
      throw new ForbiddenException(visitor.refusal(least) + " in that store");
    }
  }

  static boolean ofApi(ContainerRequestContext request) {
    return request.getUriInfo().getPath().matches("/?api/.*");
  }

  static Role least(String method, String path) {
    if (LOOKING.contains(method)) {
      return Role.VIEWER;
    }
    return path.matches("/?api/(dead-letters|log-levels|people).*") ? Role.ADMIN : Role.OPERATOR;
  }

  private @Nullable String store(ContainerRequestContext request) {
    var path = request.getUriInfo().getPathParameters().getFirst("store");
    return path == null && heeds(resource.getResourceMethod())
        ? request.getUriInfo().getQueryParameters().getFirst("store")
        : path;
  }

  /** A store in the query of what does not ask for one opens nothing. */
  private static boolean heeds(Method method) {
    return Arrays.stream(method.getParameters())
        .map(parameter -> parameter.getAnnotation(QueryParam.class))
        .anyMatch(asked -> asked != null && asked.value().equals("store"));
  }
}
