package io.orderwatch.journey.odd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** An answer as it should be, made odd: the same one for the same seed. */
final class Mutations {

  /** What the stand-in answers with. */
  record Answer(int status, String body) {}

  private record Place(JsonNode holder, String field, int index) {
    JsonNode held() {
      return holder.isObject() ? holder.path(field) : holder.path(index);
    }

    void put(JsonNode value) {
      if (holder instanceof ObjectNode object) {
        object.set(field, value);
      } else if (holder instanceof ArrayNode array) {
        array.set(index, value);
      }
    }

    void remove() {
      if (holder instanceof ObjectNode object) {
        object.remove(field);
      } else if (holder instanceof ArrayNode array) {
        array.remove(index);
      }
    }
  }

  private static final List<String> DATES =
      List.of(
          "1970-01-01T00:00:00Z",
          "0001-01-01T00:00:00Z",
          "9999-12-31T23:59:59Z",
          "+1000000000-12-31T23:59:59Z",
          "2026-02-30T10:00:00Z",
          "2026-10-05",
          "05.10.2026",
          "tomorrow",
          "2026-10-05T08:00:00+0300",
          "2026-10-05 08:00:00",
          "1759651200");

  private static final List<Integer> STATUSES =
      List.of(200, 204, 307, 400, 401, 403, 404, 408, 409, 418, 429, 499, 500, 502, 503);

  private static final List<String> BODIES =
      List.of("", "null", "[]", "{}", "\"text\"", "<html>Forbidden</html>", "{\"result\":", "\0");

  private static final List<String> ERRORS =
      List.of(
          "{\"code\":5,\"message\":\"posting 0132112277-0102-1 not found\"}",
          "{\"code\":7,\"message\":\"words nobody has seen\"}",
          "{\"code\":13,\"message\":\"internal\"}",
          "{\"message\":\"\"}",
          "{\"result\":false}",
          "{\"code\":9,\"message\":\"HAS_INCORRECT_STATUS\"}");

  private Mutations() {}

  static Answer of(JsonNode example, Random chance) {
    var kind = chance.nextInt(20);
    if (kind == 0) {
      return new Answer(one(STATUSES, chance), one(BODIES, chance));
    }
    if (kind == 1) {
      return new Answer(one(STATUSES, chance), one(ERRORS, chance));
    }
    var odd = example.deepCopy();
    for (var i = chance.nextInt(3); i >= 0; i--) {
      mutate(odd, chance);
    }
    return new Answer(kind == 2 ? one(STATUSES, chance) : 200, odd.toString());
  }

  private static void mutate(JsonNode root, Random chance) {
    var places = new ArrayList<Place>();
    collect(root, places);
    if (places.isEmpty()) {
      return;
    }
    var place = one(places, chance);
    var json = JsonNodeFactory.instance;
    switch (chance.nextInt(10)) {
      case 0, 1 -> place.remove();
      case 2 -> place.put(json.nullNode());
      case 3 -> place.put(json.objectNode());
      case 4 -> place.put(json.arrayNode().add(place.held().deepCopy()));
      case 5 -> place.put(place.held().isTextual() ? json.numberNode(7) : json.textNode("odd"));
      case 6 -> place.put(json.textNode(one(DATES, chance)));
      case 7 -> place.put(json.textNode(""));
      case 8 -> place.put(json.textNode(place.held().asText().toUpperCase(Locale.ROOT)));
      default -> place.put(json.textNode(place.held().asText() + "\0\uD800" + "x".repeat(300)));
    }
  }

  private static void collect(JsonNode node, List<Place> places) {
    if (node.isObject()) {
      node.propertyStream()
          .forEach(
              field -> {
                places.add(new Place(node, field.getKey(), 0));
                collect(field.getValue(), places);
              });
    }
    for (var i = 0; node.isArray() && i < node.size(); i++) {
      places.add(new Place(node, "", i));
      collect(node.get(i), places);
    }
  }

  private static <T> T one(List<T> list, Random chance) {
    return list.get(chance.nextInt(list.size()));
  }
}
