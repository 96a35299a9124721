package io.orderwatch.operations.edge.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.validation.HttpValidationProblem;
import io.quarkiverse.resteasy.problem.validation.Violation;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads parts of a body by the rules by which whole bodies are read, and writes parts of one. */
@Singleton
public class Bodies {

  private final ObjectMapper json;
  private final Validator validator;

  @Inject
  Bodies(ObjectMapper json, Validator validator) {
    this.json = json;
    this.validator = validator;
  }

  /**
   * @param part one JSON object in UTF-8
   * @throws HttpProblem 400 that names the field, if that is no such object
   */
  public <T extends Record> T read(byte[] part, Class<T> type) {
    var read = parsed(part, type);
    var violations =
        validator.validate(read).stream()
            .sorted((one, other) -> field(one).compareTo(field(other)))
            .map(each -> Violation.In.body.field(field(each)).message(each.getMessage()))
            .toList();
    if (!violations.isEmpty()) {
      throw new HttpValidationProblem(400, "Bad Request", violations);
    }
    return read;
  }

  /** JSON in UTF-8, as answers are written. */
  public byte[] write(Object part) {
    try {
      return json.writeValueAsBytes(part);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private <T> T parsed(byte[] part, Class<T> type) {
    try {
      var read = json.readValue(part, type);
      if (read != null) {
        return read;
      }
    } catch (JsonProcessingException e) {
      throw Problems.problem(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory was read
    }
    throw BadInput.inBody(BadInput.BODY, "must be a readable JSON object");
  }

  private static String field(ConstraintViolation<?> violation) {
    return NamedBody.plain(violation.getPropertyPath().toString());
  }
}
