package io.orderwatch.simulator.edge;

import static io.orderwatch.simulator.edge.Json.object;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.orderwatch.simulator.Canary;
import io.orderwatch.simulator.Command;
import io.orderwatch.simulator.Posting;
import io.orderwatch.simulator.Refused;
import io.orderwatch.simulator.World;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The simulator's own page for tests and people: the truth, the ledger, the faults. */
final class AdminApi implements HttpHandler {
  private final Marketplace marketplace;
  private final Keys keys;
  private final Ledger ledger;
  private final CallRecords records;
  private final FaultInjection faults;
  private final @Nullable SchemaCheck schema;

  AdminApi(
      Marketplace marketplace,
      Keys keys,
      Ledger ledger,
      CallRecords records,
      FaultInjection faults,
      @Nullable SchemaCheck schema) {
    this.marketplace = marketplace;
    this.keys = keys;
    this.ledger = ledger;
    this.records = records;
    this.faults = faults;
    this.schema = schema;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = exchange.getRequestBody().readAllBytes();
      marketplace.tick();
      var call = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
      switch (call) {
        case "GET /simulator/health" -> send(exchange, 200, object("status", "UP", "now", now()));
        case "GET /simulator/canaries" -> send(exchange, 200, Canary.ALL);
        case "GET /simulator/postings" -> send(exchange, 200, marketplace.look((w, _) -> truth(w)));
        case "GET /simulator/summary" ->
            send(exchange, 200, marketplace.look((w, _) -> summary(w)));
        case "GET /simulator/ledger" -> sendLedger(exchange);
        case "GET /simulator/faults" -> send(exchange, 200, faults.now());
        case "POST /simulator/faults" -> changeFaults(exchange, body);
        case "POST /simulator/keys" -> makeKey(exchange, body);
        case "POST /simulator/support/tracking" -> changeTracking(exchange, body);
        case "POST /simulator/cabinet/write" -> write(exchange, body);
        case "POST /simulator/stop-arrivals" -> {
          marketplace.apply(new Command.StopArrivals());
          send(exchange, 200, object("stopped", true));
        }
        default -> send(exchange, 404, object("error", "no such page: " + call));
      }
    }
  }

  private String now() {
    return marketplace.look((_, now) -> now.toString());
  }

  private void changeFaults(HttpExchange exchange, byte[] body) throws IOException {
    try {
      faults.change(Json.tree(body));
      send(exchange, 200, faults.now());
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      send(exchange, 400, object("error", e.getOriginalMessage()));
    }
  }

  private void makeKey(HttpExchange exchange, byte[] body) throws IOException {
    try {
      var asked = Json.tree(body);
      var lives = asked.path("lives").asText("");
      var closed = new HashSet<String>();
      asked.path("closed").forEach(path -> closed.add(path.asText()));
      var made =
          keys.make(
              asked.path("store").asText(),
              asked.path("key").asText(),
              lives.isEmpty() ? null : Duration.parse(lives),
              closed,
              marketplace.look((_, now) -> now));
      send(exchange, made ? 200 : 404, object("made", made));
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      send(exchange, 400, object("error", e.getOriginalMessage()));
    } catch (java.time.format.DateTimeParseException e) {
      send(exchange, 400, object("error", "lives is a duration such as PT1H"));
    }
  }

  private void changeTracking(HttpExchange exchange, byte[] body) throws IOException {
    try {
      var asked = Json.tree(body);
      marketplace.apply(
          new Command.ChangeTrackingBySupport(
              asked.path("store").asText(),
              asked.path("posting").asText(),
              asked.path("tracking").asText()));
      send(exchange, 200, object("changed", true));
    } catch (Refused refused) {
      send(exchange, 404, object("error", refused.reason()));
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      send(exchange, 400, object("error", e.getOriginalMessage()));
    }
  }

  private void write(HttpExchange exchange, byte[] body) throws IOException {
    try {
      var asked = Json.tree(body);
      var message =
          marketplace.apply(
              new Command.WriteInCabinet(
                  asked.path("store").asText(),
                  asked.path("posting").asText(),
                  asked.path("text").asText()));
      send(exchange, 200, object("message", message));
    } catch (Refused refused) {
      send(exchange, 404, object("error", refused.reason()));
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      send(exchange, 400, object("error", e.getOriginalMessage()));
    }
  }

  private void sendLedger(HttpExchange exchange) throws IOException {
    var query = Objects.requireNonNullElse(exchange.getRequestURI().getQuery(), "");
    var from = query.startsWith("from=") ? Long.parseLong(query.substring("from=".length())) : 1;
    exchange.getResponseHeaders().set("Content-Type", "application/jsonl");
    exchange.sendResponseHeaders(200, 0);
    try (var out = exchange.getResponseBody()) {
      for (var line : ledger.from(from)) {
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private List<Map<String, @Nullable Object>> truth(World world) {
    return world.postings().stream().map(posting -> truth(world, posting)).toList();
  }

  private Map<String, @Nullable Object> truth(World world, Posting posting) {
    var plan = posting.plan();
    var cancel = posting.cancellation();
    var chat = world.chatOf(posting);
    var messages = chat == null ? List.<io.orderwatch.simulator.Chat.Message>of() : chat.messages();
    return object(
        "store", posting.store(),
        "posting", posting.number(),
        "order", plan.orderNumber(),
        "parent", plan.parent(),
        "splitAt", posting.isSplit() ? posting.changedAt() : null,
        "awaiting", plan.awaitsPassport(),
        "createdAt", plan.createdAt(),
        "visibleAt", plan.visibleAt(),
        "wordless", plan.wordless(),
        "suppliedAt", posting.suppliedAt(),
        "cancelledAt", cancel == null ? null : cancel.at(),
        "cancelledBy", cancel == null ? null : cancel.by(),
        "buyer", plan.buyer().kind(),
        "story", plan.afterwards().story(),
        "integration", plan.integration().wire(),
        "status", posting.status(),
        "substatus", posting.substatus(),
        "tracking", posting.tracking(),
        "goods", posting.goods(),
        "cutoff", posting.terms().cutoff(),
        "deliveryBegin", posting.terms().begin(),
        "deliveryEnd", posting.terms().end(),
        "deliveryChanges", posting.terms().changes(),
        "chat", chat == null ? null : chat.id(),
        "messages",
            messages.stream()
                .filter(m -> !m.fromBuyer())
                .map(
                    m ->
                        object(
                            "at", m.at(), "text", m.text(), "read", chat != null && chat.isRead(m)))
                .toList(),
        "answers",
            messages.stream().filter(io.orderwatch.simulator.Chat.Message::fromBuyer).count(),
        "reads", records.reads(posting.number()));
  }

  private Map<String, @Nullable Object> summary(World world) {
    return object(
        "postings", (long) world.postings().size(),
        "awaiting", count(world, p -> p.plan().awaitsPassport()),
        "openAwaiting", count(world, Posting::awaitsPassport),
        "supplied", count(world, p -> p.suppliedAt() != null),
        "cancelledByOzon",
            count(world, p -> p.cancellation() != null && p.cancellation().by().equals("ozon")),
        "cancelledBySeller",
            count(world, p -> p.cancellation() != null && p.cancellation().by().equals("seller")),
        "messages", world.chats().stream().mapToLong(c -> c.fromSeller()).sum(),
        "answered",
            world.chats().stream().filter(c -> c.messages().size() > c.fromSeller()).count(),
        "calls", records.counts(),
        "faults", records.faults(),
        "schemaChecked", schema == null ? 0 : schema.checked(),
        "violations", schema == null ? List.of() : schema.violations());
  }

  private static long count(World world, Predicate<Posting> which) {
    return world.postings().stream().filter(which).count();
  }

  private static void send(HttpExchange exchange, int http, Object json) throws IOException {
    var bytes = Json.bytes(json);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(http, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
