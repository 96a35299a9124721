package io.orderwatch.operations.edge.rest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.annotation.Priority;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bodies that cannot be read, with the field that is wrong. A parser's message would quote the
 * input: it is dropped.
 */
public final class Problems {

  /** Before the extension's own mappers (999), which answer with the parser's message. */
  private static final int FIRST = 500;

  private Problems() {}

  @Provider
  @Priority(FIRST)
  public static final class OfParameter extends ExceptionMapperBase<Parameters.Unreadable> {
    @Override
    protected HttpProblem toProblem(Parameters.Unreadable e) {
      return e.problem;
    }
  }

  @Provider
  @Priority(FIRST)
  public static final class OfJson extends ExceptionMapperBase<JsonProcessingException> {
    @Override
    protected HttpProblem toProblem(JsonProcessingException e) {
      return problem(e);
    }
  }

  @Provider
  @Priority(FIRST)
  public static final class OfType extends ExceptionMapperBase<MismatchedInputException> {
    @Override
    protected HttpProblem toProblem(MismatchedInputException e) {
      return problem(e);
    }
  }

  @Provider
  @Priority(FIRST)
  public static final class OfFormat extends ExceptionMapperBase<InvalidFormatException> {
    @Override
    protected HttpProblem toProblem(InvalidFormatException e) {
      return problem(e);
    }
  }

  /** What has no answer of its own; the framework wraps what a parser says in one. */
  @Provider
  @Priority(FIRST)
  public static final class OfRequest extends ExceptionMapperBase<WebApplicationException> {
    @Override
    protected HttpProblem toProblem(WebApplicationException e) {
      return Problems.of(e);
    }
  }

  /** The same problem that a whole request would be answered with. */
  public static HttpProblem of(WebApplicationException e) {
    if (e.getCause() instanceof JsonProcessingException json) {
      return problem(json);
    }
    var response = e.getResponse();
    var problem =
        HttpProblem.builder()
            .withStatus(response.getStatusInfo())
            .withTitle(response.getStatusInfo().getReasonPhrase());
    var detail = e.getMessage();
    if (detail != null && e.getCause() == null && !detail.startsWith("HTTP ")) {
      problem.withDetail(detail);
    }
    response
        .getStringHeaders()
        .forEach((name, values) -> problem.withHeader(name, String.join(",", values)));
    return problem.build();
  }

  static HttpProblem problem(JsonProcessingException e) {
    if (e instanceof StreamReadException unreadable) {
      return unreadable(unreadable);
    }
    if (e.getCause() instanceof StreamReadException unreadable) {
      return unreadable(unreadable);
    }
    if (!(e instanceof JsonMappingException mapping) || mapping.getPath().isEmpty()) {
      return BadInput.inBody(BadInput.BODY, "must be a readable JSON object");
    }
    var message =
        e instanceof MismatchedInputException mismatched && mismatched.getTargetType() != null
            ? expected(mismatched.getTargetType())
            : "must be of the type and size that is documented";
    return BadInput.inBody(field(mapping.getPath()), message);
  }

  /** What is no JSON, by the last name that was read: it or its value is wrong. */
  private static HttpProblem unreadable(StreamReadException e) {
    @Nullable JsonParser at = e.getProcessor();
    var field = at == null ? "" : field(at.getParsingContext());
    if (field.isEmpty()) {
      return BadInput.inBody(BadInput.BODY, "must be a readable JSON object");
    }
    var twice = e.getOriginalMessage().startsWith("Duplicate field");
    return BadInput.inBody(
        field, twice ? "must be given once" : "must be followed by readable JSON");
  }

  private static String field(JsonStreamContext at) {
    if (at.inRoot()) {
      return "";
    }
    var outer = field(at.getParent());
    if (at.inArray()) {
      return outer + '[' + at.getCurrentIndex() + ']';
    }
    if (at.getCurrentName() == null) {
      return outer;
    }
    return outer.isEmpty() ? at.getCurrentName() : outer + '.' + at.getCurrentName();
  }

  private static String expected(Class<?> type) {
    return Kinds.of(type)
        .map(Kinds.Kind::expected)
        .orElse("must be of the type and size that is documented");
  }

  private static String field(List<JsonMappingException.Reference> path) {
    var field = new StringBuilder();
    for (var each : path) {
      if (each.getFieldName() == null) {
        field.append('[').append(each.getIndex()).append(']');
      } else {
        field.append(field.isEmpty() ? "" : ".").append(each.getFieldName());
      }
    }
    return field.toString();
  }
}
