package io.orderwatch.compliance.board.edge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.orderwatch.compliance.board.Around.End;
import io.orderwatch.compliance.board.Around.Part;
import io.orderwatch.compliance.board.edge.Neighbour.Answer;
import io.orderwatch.compliance.board.edge.Neighbour.Answer.Said;
import io.orderwatch.compliance.board.edge.Neighbour.Answer.Silent;
import io.orderwatch.compliance.wording.Language;
import io.orderwatch.operations.edge.rest.Answers;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads what other services answer. What they added since is passed over; an answer that cannot be
 * read is none.
 */
final class Parts {

  private Parts() {}

  /**
   * @param reading of the body of a 200
   */
  static <T> Part<T> read(Answer answer, Function<JsonNode, T> reading) {
    return switch (answer) {
      case Said(var status, var body) when status == 200 -> body(body, reading);
      case Said(var status, var body) -> Part.missing(end(status, code(body)));
      case Silent _ -> Part.missing(End.SILENT);
    };
  }

  private static <T> Part<T> body(String body, Function<JsonNode, T> reading) {
    try {
      return Part.came(reading.apply(Answers.read(body)));
    } catch (JsonProcessingException | DateTimeException | IllegalArgumentException _) {
      return Part.missing(End.SILENT);
    }
  }

  private static End end(int status, String code) {
    return switch (status) {
      case 403 -> End.FORBIDDEN;
      // a version that does not know the question answers 404 too, without the code
      case 404 -> code.equals("no-chat") ? End.NONE : End.SILENT;
      case 502, 503 -> code.isEmpty() ? End.SILENT : End.OZON_SILENT;
      default -> End.SILENT;
    };
  }

  /** The code of a problem; "" if there is none. */
  static String code(String body) {
    try {
      return text(Answers.read(body), "code");
    } catch (JsonProcessingException _) {
      return "";
    }
  }

  /** "" for what is missing or null. */
  static String text(JsonNode of, String name) {
    return of.hasNonNull(name) ? of.path(name).asText() : "";
  }

  static Instant time(JsonNode of, String name) {
    return Instant.parse(text(of, name));
  }

  static @Nullable Instant maybe(JsonNode of, String name) {
    var text = text(of, name);
    return text.isEmpty() ? null : Instant.parse(text);
  }

  /**
   * @throws IllegalArgumentException if it is no list
   */
  static Stream<JsonNode> each(JsonNode all) {
    if (!all.isArray()) {
      throw new IllegalArgumentException("a list was expected");
    }
    return all.valueStream();
  }

  /** By language, those that are there. */
  static <T> Map<Language, T> languages(JsonNode of, String name, Function<JsonNode, T> reading) {
    var read = new EnumMap<Language, T>(Language.class);
    for (var language : Language.values()) {
      if (of.path(name).hasNonNull(language.name())) {
        read.put(language, reading.apply(of.path(name).path(language.name())));
      }
    }
    return read;
  }
}
