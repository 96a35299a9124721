package io.orderwatch.ozon.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwatch.ozon.Drift;
import io.orderwatch.ozon.Drift.Kind;
import io.orderwatch.ozon.Vocabulary;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How the answers of Ozon's methods are known to be made ({@code shapes/answers.table}), and what
 * in an answer is otherwise. Text and numbers are one: Ozon writes one for the other as it likes,
 * and both are read.
 */
final class Shape {

  /** An answer that is wholly otherwise says so as well with these. */
  private static final int MOST = 100;

  private static final Map<String, Set<String>> WORDS =
      Map.of(
          "statuses", Vocabulary.STATUSES,
          "substatuses", Vocabulary.SUBSTATUSES,
          "integration_types", Vocabulary.INTEGRATION_TYPES,
          "integration_flows", Vocabulary.INTEGRATION_FLOWS,
          "actions", Vocabulary.ACTIONS);

  static final Map<String, Shape> KNOWN = read();

  /** One place in an answer. */
  private static final class Place {
    private final Map<String, Place> fields = new HashMap<>();
    private String kinds = "?";
    private boolean expected;
    private Set<String> words = Set.of();

    private boolean anything() {
      return kinds.equals("?");
    }
  }

  private final String method;
  private final Place top = new Place();

  private Shape(String method) {
    this.method = method;
    top.kinds = "o";
  }

  /** What is otherwise in an answer to this method; nothing where nobody knows how it is made. */
  static Set<Drift> drifts(String method, JsonNode answer) {
    var shape = KNOWN.get(method);
    return shape == null ? Set.of() : shape.drifts(answer);
  }

  private Set<Drift> drifts(JsonNode answer) {
    var found = new LinkedHashSet<Drift>();
    var inner = answer.path("result");
    var wrapped = inner.isObject() && !top.fields.containsKey("result");
    look(top, wrapped ? inner : answer, new ArrayDeque<>(), found);
    return found;
  }

  private void look(Place place, JsonNode node, Deque<String> path, Set<Drift> found) {
    if (place.anything() || node.isNull() || found.size() >= MOST) {
      return;
    }
    if (place.kinds.indexOf(kind(node)) < 0) {
      found.add(drift(path, Kind.OTHER_TYPE));
    } else if (node.isObject()) {
      fields(place, node, path, found);
    } else if (node.isArray()) {
      var each = place.fields.get("[]");
      if (each != null) {
        path.addLast("[]");
        node.forEach(element -> look(each, element, path, found));
        path.removeLast();
      }
    } else if (!place.words.isEmpty()) {
      var word = Vocabulary.word(node.asText()).replace("hybryd", "hybrid");
      if (!word.isEmpty() && !place.words.contains(word)) {
        found.add(drift(path, Kind.NEW_WORD));
      }
    }
  }

  private void fields(Place place, JsonNode node, Deque<String> path, Set<Drift> found) {
    node.propertyStream()
        .forEach(
            field -> {
              path.addLast(field.getKey());
              var known = place.fields.get(field.getKey());
              if (known == null) {
                found.add(drift(path, Kind.NEW_FIELD));
              } else {
                look(known, field.getValue(), path, found);
              }
              path.removeLast();
            });
    place.fields.forEach(
        (name, field) -> {
          if (field.expected && !node.has(name)) {
            path.addLast(name);
            found.add(drift(path, Kind.VANISHED));
            path.removeLast();
          }
        });
  }

  private static char kind(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> 'o';
      case ARRAY -> 'a';
      case BOOLEAN -> 'b';
      default -> 'v';
    };
  }

  /** A name that no field of Ozon's would have may be somebody's. */
  private Drift drift(Deque<String> path, Kind kind) {
    var written = new StringBuilder();
    for (var name : path) {
      if (name.equals("[]")) {
        written.append(name);
      } else {
        written.append(written.isEmpty() ? "" : ".");
        written.append(name.matches("[a-zA-Z][a-z0-9_]{0,59}") ? name : "*");
      }
    }
    return new Drift(method, written.toString(), kind);
  }

  private static Map<String, Shape> read() {
    var shapes = new HashMap<String, Shape>();
    var current = List.<Shape>of();
    for (var line : lines()) {
      if (line.startsWith("/")) {
        current = List.of(line.split(" ", -1)).stream().map(Shape::new).toList();
        current.forEach(shape -> shapes.put(shape.method, shape));
      } else if (!line.isBlank() && !line.startsWith("#")) {
        var words = line.strip().split(" ", -1);
        current.forEach(shape -> shape.add(words));
      }
    }
    return Map.copyOf(shapes);
  }

  /**
   * @param line a path, its kinds, and whatever else is said of it
   */
  private void add(String[] line) {
    var place = top;
    for (var name : line[0].replace("[]", ".[]").split("\\.", -1)) {
      place = place.fields.computeIfAbsent(name, _ -> new Place());
    }
    place.kinds = line[1];
    for (var i = 2; i < line.length; i++) {
      if (line[i].equals("!")) {
        place.expected = true;
      } else {
        place.words = requireNonNull(WORDS.get(line[i]), line[i]);
      }
    }
  }

  private static List<String> lines() {
    try (var table =
        new BufferedReader(
            new InputStreamReader(
                Shape.class.getResourceAsStream("/shapes/answers.table"), UTF_8))) {
      return table.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
