package io.orderwatch.operations.edge.rest;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.validation.HttpValidationProblem;
import io.quarkiverse.resteasy.problem.validation.Violation;
import java.util.List;

/**
 * What is wrong with a request, as RFC 9457 writes it and in the form of the validator's own: 400
 * and {@code violations} of {@code field}, {@code in} and {@code message}. What was given is never
 * quoted.
 */
public final class BadInput {

  /** The name of what is wrong if it is no single field of a body. */
  static final String BODY = "body";

  private BadInput() {}

  /**
   * @param message what would be right, for example {@code must be a whole number}
   */
  public static HttpProblem of(Violation.In in, String field, String message) {
    return new HttpValidationProblem(400, "Bad Request", List.of(in.field(field).message(message)));
  }

  public static HttpProblem inBody(String field, String message) {
    return of(Violation.In.body, field, message);
  }
}
