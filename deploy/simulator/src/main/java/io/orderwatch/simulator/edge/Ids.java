package io.orderwatch.simulator.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwatch.simulator.Scenario;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;

/** Writes ids as numbers or as text where Ozon's schema says one and its examples the other. */
final class Ids {

  private static final Map<String, Set<String>> DISPUTED =
      Map.of(
          "/v3/chat/list",
          Set.of("first_unread_message_id", "last_message_id"),
          "/v3/chat/history",
          Set.of("message_id"),
          "/v2/conditional-cancellation/list",
          Set.of("counter"),
          "/v4/posting/fbs/list",
          Set.of(
              "order_id",
              "id",
              "warehouse_id",
              "tpl_provider_id",
              "cancel_reason_id",
              "sku",
              "product_id",
              "destination_place_id"));

  static byte[] written(Scenario.Ids as, String path, byte[] body) throws IOException {
    var disputed = DISPUTED.get(path);
    if (as == Scenario.Ids.USUAL || disputed == null) {
      return body;
    }
    var json = Json.tree(body);
    rewrite(json, disputed, as == Scenario.Ids.TEXT);
    return Json.bytes(json);
  }

  private static void rewrite(JsonNode node, Set<String> disputed, boolean text) {
    if (node instanceof ObjectNode object) {
      for (var field : new ArrayList<>(object.properties())) {
        var value = field.getValue();
        if (!value.isValueNode() || !disputed.contains(field.getKey())) {
          continue;
        }
        if (text) {
          object.put(field.getKey(), value.asText());
        } else {
          object.put(field.getKey(), Long.parseLong(value.asText()));
        }
      }
    }
    node.forEach(child -> rewrite(child, disputed, text));
  }

  private Ids() {}
}
