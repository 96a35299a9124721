package io.orderwatch.operations.edge.rest;

import io.orderwatch.mailbox.edge.Outages;
import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.annotation.Priority;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.Provider;
import java.sql.SQLException;

/**
 * What cannot be answered because the database is away is a 503 with a time to ask again; any other
 * failure is a fault of ours, a 500.
 */
public final class Away {

  /** Before the extension's own mappers (999). */
  private static final int FIRST = 500;

  private static final String SECONDS = "5";

  private Away() {}

  @Provider
  @Priority(FIRST)
  public static final class OfStatement extends ExceptionMapperBase<SQLException> {

    private final Outages outages;

    OfStatement(Outages outages) {
      this.outages = outages;
    }

    @Override
    protected HttpProblem toProblem(SQLException e) {
      return problem(outages, e);
    }
  }

  /** Hibernate and transactions wrap what the driver says. */
  @Provider
  @Priority(FIRST)
  public static final class OfWrapped extends ExceptionMapperBase<RuntimeException> {

    private final Outages outages;

    OfWrapped(Outages outages) {
      this.outages = outages;
    }

    @Override
    protected HttpProblem toProblem(RuntimeException e) {
      return problem(outages, e);
    }
  }

  private static HttpProblem problem(Outages outages, Exception e) {
    return outages.database().met(e)
        ? HttpProblem.builder()
            .withStatus(Status.SERVICE_UNAVAILABLE)
            .withTitle(Status.SERVICE_UNAVAILABLE.getReasonPhrase())
            .withDetail("the database is away")
            .withHeader("Retry-After", SECONDS)
            .build()
        : HttpProblem.valueOf(Status.INTERNAL_SERVER_ERROR);
  }
}
