package io.orderwatch.simulator.edge;

import static io.orderwatch.simulator.edge.Json.object;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwatch.simulator.Canary;
import io.orderwatch.simulator.CancelRequest;
import io.orderwatch.simulator.Command;
import io.orderwatch.simulator.World;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Ozon's methods for requests to cancel; people are in them, as they are at Ozon. */
final class RequestCalls {

  private final Marketplace marketplace;

  RequestCalls(Marketplace marketplace) {
    this.marketplace = marketplace;
  }

  void register(BiConsumer<String, OzonApi.Method> methods) {
    methods.accept("/v2/conditional-cancellation/list", this::list);
    methods.accept(
        "/v2/conditional-cancellation/approve", (store, body) -> answer(store, body, true));
    methods.accept(
        "/v2/conditional-cancellation/reject", (store, body) -> answer(store, body, false));
  }

  private Answer list(String store, JsonNode body) {
    var filters = body.path("filters");
    var state = filters.path("state").asText("ALL").toUpperCase(Locale.ROOT);
    var initiators = texts(filters.path("cancellation_initiator"));
    var numbers = texts(filters.path("posting_number"));
    var after = body.path("last_id").asLong(0);
    var limit = Math.clamp(body.path("limit").asInt(500), 1, 500);
    return marketplace.look(
        (world, _) -> {
          var found =
              world.requests().stream()
                  .filter(each -> each.store().equals(store))
                  .filter(each -> state.equals("ALL") || state.equals(each.state().name()))
                  .filter(each -> initiators.isEmpty() || initiators.contains(each.initiator()))
                  .filter(each -> numbers.isEmpty() || numbers.contains(each.posting()))
                  .filter(each -> each.id() > after)
                  .sorted(Comparator.comparingLong(CancelRequest::id))
                  .toList();
          var page = found.stream().limit(limit).toList();
          return Answer.of(
              object(
                  "result",
                  page.stream().map(each -> json(world, each)).toList(),
                  "last_id",
                  page.isEmpty() ? 0 : page.getLast().id(),
                  "counter",
                  found.size()));
        });
  }

  private Answer answer(String store, JsonNode body, boolean approve) {
    var posting =
        marketplace.apply(
            new Command.AnswerRequest(
                store,
                body.path("cancellation_id").asLong(),
                approve,
                body.path("comment").asText("")));
    return Answer.silent().about(posting).effective();
  }

  private static Map<String, @Nullable Object> json(World world, CancelRequest request) {
    var plan = world.posting(request.store(), request.posting()).plan();
    var byCarrier = request.initiator().equals("DELIVERY");
    return object(
        "cancellation_id",
        request.id(),
        "source_id",
        0,
        "posting_number",
        request.posting(),
        "tpl_integration_type",
        plan.integration().wire(),
        "cancellation_initiator",
        request.initiator(),
        "cancellation_reason",
        object("id", byCarrier ? 666 : 508, "name", "Отмена"),
        "cancellation_reason_message",
        "Передумала. " + Canary.ADDRESSEE + ", " + Canary.PHONE,
        "state",
        object(
            "id",
            request.state().id(),
            "name",
            request.state().name(),
            "state",
            request.state().name()),
        "order_date",
        plan.createdAt(),
        "cancelled_at",
        request.askedAt(),
        "auto_approve_date",
        request.approvesItselfAt(),
        "approve_date",
        request.answeredAt(),
        "approve_comment",
        "");
  }

  private static Set<String> texts(JsonNode array) {
    var texts = new HashSet<String>();
    array.forEach(node -> texts.add(node.asText()));
    return texts;
  }
}
