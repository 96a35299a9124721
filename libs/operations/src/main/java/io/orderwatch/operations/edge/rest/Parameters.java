package io.orderwatch.operations.edge.rest;

import io.orderwatch.operations.edge.rest.Kinds.Kind;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.validation.Violation;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads path, query and header parameters of every service; 400 with the name of a wrong one. */
@Provider
public class Parameters implements ParamConverterProvider {

  private static final Predicate<Annotation> DEFAULT = DefaultValue.class::isInstance;

  /** A parameter that cannot be read. */
  static final class Unreadable extends WebApplicationException {

    private static final long serialVersionUID = 1;

    final transient HttpProblem problem;

    Unreadable(Place place, Kind kind) {
      super(place.name() + " " + kind.expected(), Status.BAD_REQUEST);
      this.problem = BadInput.of(place.in(), place.name(), kind.expected());
    }
  }

  private record Place(Violation.In in, String name) {

    static Place of(Annotation[] annotations) {
      for (var each : annotations) {
        switch (each) {
          case PathParam path -> {
            return new Place(Violation.In.path, path.value());
          }
          case QueryParam query -> {
            return new Place(Violation.In.query, query.value());
          }
          case HeaderParam header -> {
            return new Place(Violation.In.header, header.value());
          }
          default -> {
            // what else is said of it does not name it
          }
        }
      }
      return new Place(Violation.In.unknown, "");
    }
  }

  @Override
  public <T> @Nullable ParamConverter<T> getConverter(
      Class<T> type, Type generic, Annotation[] annotations) {
    var absent = type == boolean.class && Arrays.stream(annotations).noneMatch(DEFAULT) ? "" : null;
    return Kinds.of(type)
        .map(kind -> new Reader<T>(Place.of(annotations), kind, absent))
        .orElse(null);
  }

  /**
   * @param absent what the framework gives for a flag that was left out; null if it was not
   */
  private record Reader<T>(Place place, Kind kind, @Nullable String absent)
      implements ParamConverter<T> {

    @Override
    @SuppressWarnings("unchecked") // a kind reads what it is kept for
    public @Nullable T fromString(@Nullable String text) {
      try {
        if (text == null) {
          return null;
        }
        return (T) kind.read().apply(text.equals(absent) ? "false" : text);
      } catch (RuntimeException e) {
        throw new Unreadable(place, kind);
      }
    }

    @Override
    public String toString(T value) {
      return String.valueOf(value);
    }
  }
}
