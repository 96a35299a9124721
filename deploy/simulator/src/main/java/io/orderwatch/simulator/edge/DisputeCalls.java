package io.orderwatch.simulator.edge;

import static io.orderwatch.simulator.edge.Json.object;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwatch.simulator.Command;
import io.orderwatch.simulator.Refused;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Ozon's methods for disputes over postings. Each takes several numbers and says one thing of all;
 * here the first that is refused ends the call (Ozon does not say what happens to the others).
 */
final class DisputeCalls {

  private final Marketplace marketplace;

  DisputeCalls(Marketplace marketplace) {
    this.marketplace = marketplace;
  }

  void register(BiConsumer<String, OzonApi.Method> methods) {
    methods.accept(
        "/v2/posting/fbs/arbitration",
        (store, body) -> each(body, number -> new Command.OpenDispute(store, number)));
    methods.accept(
        "/v2/posting/fbs/awaiting-delivery",
        (store, body) -> each(body, number -> new Command.BackToDelivery(store, number)));
  }

  private Answer each(JsonNode body, Function<String, Command> command) {
    var numbers = body.path("posting_number");
    if (!numbers.isArray() || numbers.isEmpty()) {
      throw Refused.invalid("Request validation error: invalid PostingNumber: value is required");
    }
    var first = numbers.get(0).asText();
    try {
      numbers.forEach(number -> marketplace.apply(command.apply(number.asText())));
    } catch (Refused refused) {
      return Answer.of(refused).about(first);
    }
    return Answer.of(object("result", true)).about(first).effective();
  }
}
