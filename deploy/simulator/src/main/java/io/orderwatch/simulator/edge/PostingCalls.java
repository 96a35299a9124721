package io.orderwatch.simulator.edge;

import static io.orderwatch.simulator.edge.Json.object;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwatch.simulator.Command;
import io.orderwatch.simulator.Permissions;
import io.orderwatch.simulator.Posting;
import io.orderwatch.simulator.Refused;
import io.orderwatch.simulator.World;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Ozon's posting methods. A posting is written as JSON once per change and then copied into pages.
 */
final class PostingCalls {

  private static final int MOST_CACHED = 30_000;

  private record Look(String posting, PostingJson.With with, boolean disguised) {}

  @SuppressWarnings("ArrayRecordComponent") // compared by its posting alone
  private record Written(Posting posting, byte[] json) {}

  private final Marketplace marketplace;
  private final FaultInjection faults;
  private final Map<Look, Written> cache = new ConcurrentHashMap<>();

  PostingCalls(Marketplace marketplace, FaultInjection faults) {
    this.marketplace = marketplace;
    this.faults = faults;
  }

  void register(BiConsumer<String, OzonApi.Method> methods) {
    methods.accept("/v4/posting/fbs/unfulfilled/list", (store, body) -> list(store, body, true));
    methods.accept("/v4/posting/fbs/list", (store, body) -> list(store, body, false));
    methods.accept("/v3/posting/fbs/get", this::get);
    methods.accept("/v4/posting/fbs/ship", this::ship);
    methods.accept("/v1/posting/fbs/cancel-reason", this::reasonsFor);
    methods.accept("/v2/posting/fbs/cancel-reason/list", (_, _) -> reasons());
    methods.accept("/v2/posting/fbs/cancel", this::cancel);
    methods.accept("/v2/posting/fbs/product/cancel", this::cancelGoods);
  }

  private Answer list(String store, JsonNode body, boolean unfulfilled) {
    var cursor = Cursor.read(body.path("cursor").asText(""));
    var listing = ListRequest.read(body, unfulfilled, cursor);
    var page = marketplace.look((world, _) -> world.list(store, listing));
    var with = with(body);
    var count = cursor == null ? page.count() : cursor.count();
    var last = page.last();
    var next = page.hasNext() && last != null ? new Cursor(last, count).write() : "";
    var out = new ByteArrayOutputStream(page.postings().size() * 4096 + 256);
    var wrapped = faults.wraps();
    write(out, wrapped ? "{\"result\":{\"postings\":[" : "{\"postings\":[");
    var separator = "";
    for (var posting : page.postings()) {
      write(out, separator);
      out.writeBytes(json(posting, with));
      separator = ",";
    }
    write(out, "],\"has_next\":" + page.hasNext() + ",\"cursor\":\"" + next + "\"");
    write(out, (unfulfilled ? ",\"count\":" + count : "") + (wrapped ? "}}" : "}"));
    return new Answer(200, out.toByteArray(), null, false);
  }

  private byte[] json(Posting posting, PostingJson.With with) {
    var disguised = !posting.awaitsPassport() && faults.disguises(posting.number());
    var look = new Look(posting.number(), with, disguised);
    var written = cache.get(look);
    if (written == null || !written.posting().equals(posting)) {
      var json = PostingJson.listed(posting, with);
      if (disguised) {
        json.put("substatus", "posting_in_teleport");
        var actions = new ArrayList<>(Permissions.actions(posting));
        actions.add("teleport");
        json.put("available_actions", actions);
      }
      written = new Written(posting, Json.bytes(json));
      if (cache.size() > MOST_CACHED) {
        cache.clear();
      }
      cache.put(look, written);
    }
    return written.json();
  }

  private Answer get(String store, JsonNode body) {
    var number = number(body);
    return marketplace.look(
        (world, _) -> {
          var posting = world.posting(store, number);
          var related =
              body.path("with").path("related_postings").asBoolean()
                  ? others(world, posting)
                  : null;
          var json = PostingDetailJson.of(posting, with(body), related);
          return Answer.of(object("result", json));
        });
  }

  private static List<String> others(World world, Posting posting) {
    return world.order(posting.plan().orderNumber()).stream()
        .filter(other -> !other.equals(posting.number()))
        .toList();
  }

  private Answer ship(String store, JsonNode body) {
    var number = number(body);
    var packages = new ArrayList<List<Command.Item>>();
    body.path("packages").forEach(one -> packages.add(items(one.path("products"), "product_id")));
    if (packages.isEmpty()) {
      throw Refused.invalid("Request validation error: invalid Packages: value is required");
    }
    marketplace.apply(new Command.Ship(store, number, packages));
    var packed =
        marketplace.look(
            (world, _) ->
                world.order(world.posting(store, number).plan().orderNumber()).stream()
                    .map(other -> world.posting(store, other))
                    .filter(other -> other.plan().parent().equals(number))
                    .map(Posting::number)
                    .toList());
    var result = packed.isEmpty() ? List.of(number) : packed;
    return Answer.of(object("result", result, "additional_data", List.of())).effective();
  }

  private static List<Command.Item> items(JsonNode array, String sku) {
    var items = new ArrayList<Command.Item>();
    array.forEach(
        item ->
            items.add(new Command.Item(item.path(sku).asLong(), item.path("quantity").asInt())));
    return items;
  }

  private Answer reasonsFor(String store, JsonNode body) {
    var result = new ArrayList<Map<String, @Nullable Object>>();
    var asked = body.path("related_posting_numbers");
    for (var number : asked) {
      var posting = marketplace.look((world, _) -> world.posting(store, number.asText()));
      var reasons =
          Permissions.reasons(posting).stream()
              .map(r -> object("id", r.id(), "title", r.title(), "type_id", "seller"))
              .toList();
      result.add(object("posting_number", posting.number(), "reasons", reasons));
    }
    if (result.isEmpty()) {
      throw Refused.invalid(
          "Request validation error: invalid RelatedPostingNumbers: value is required");
    }
    return Answer.of(object("result", result)).about(asked.get(0).asText());
  }

  private Answer reasons() {
    var all =
        Permissions.REASONS.stream()
            .map(
                r ->
                    object(
                        "id",
                        r.id(),
                        "title",
                        r.title(),
                        "type_id",
                        "seller",
                        "is_available_for_cancellation",
                        r.usual()))
            .toList();
    return Answer.of(object("result", all));
  }

  private Answer cancel(String store, JsonNode body) {
    marketplace.apply(
        new Command.Cancel(
            store,
            number(body),
            body.path("cancel_reason_id").asLong(),
            body.path("cancel_reason_message").asText("")));
    return Answer.of(object("result", true)).effective();
  }

  private Answer cancelGoods(String store, JsonNode body) {
    var items = items(body.path("items"), "sku");
    if (items.isEmpty()) {
      throw Refused.invalid("Request validation error: invalid Items: value is required");
    }
    var number = number(body);
    marketplace.apply(
        new Command.CancelGoods(
            store,
            number,
            body.path("cancel_reason_id").asLong(),
            body.path("cancel_reason_message").asText(""),
            items));
    return Answer.of(object("result", number)).effective();
  }

  static String number(JsonNode body) {
    var number = body.path("posting_number").asText("");
    if (number.isEmpty()) {
      throw Refused.invalid("Request validation error: invalid PostingNumber: value is required");
    }
    return number;
  }

  private static PostingJson.With with(JsonNode body) {
    var with = body.path("with");
    return new PostingJson.With(
        with.path("analytics_data").asBoolean(),
        with.path("barcodes").asBoolean(),
        with.path("financial_data").asBoolean(),
        with.path("legal_info").asBoolean());
  }

  private static void write(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}
