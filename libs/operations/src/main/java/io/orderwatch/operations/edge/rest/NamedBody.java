package io.orderwatch.operations.edge.rest;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import io.quarkiverse.resteasy.problem.validation.HttpValidationProblem;
import io.quarkiverse.resteasy.problem.validation.Violation;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * The validator names a missing body by nothing; it is called body. What is wrong with an element
 * of a list is named by its place.
 */
@Singleton
public class NamedBody implements ProblemPostProcessor {

  private static final String ELEMENT = ".<list element>";

  @Override
  public HttpProblem apply(HttpProblem problem, ProblemContext context) {
    return problem.getParameters().get("violations") instanceof List<?> violations
            && violations.stream().anyMatch(NamedBody::nameless)
        ? new HttpValidationProblem(
            problem.getStatusCode(),
            problem.getTitle(),
            violations.stream().map(Violation.class::cast).map(NamedBody::named).toList())
        : problem;
  }

  /** Before the problem is logged (101). */
  @Override
  public int priority() {
    return 102;
  }

  private static boolean nameless(Object violation) {
    return violation instanceof Violation it && (it.field.isEmpty() || it.field.contains(ELEMENT));
  }

  private static Violation named(Violation violation) {
    if (!nameless(violation)) {
      return violation;
    }
    var field = violation.field.isEmpty() ? BadInput.BODY : plain(violation.field);
    return Violation.In.body.field(field).message(violation.message);
  }

  static String plain(String field) {
    return field.replace(ELEMENT, "");
  }
}
