package io.orderwatch.local.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.local.Arguments;
import io.orderwatch.local.Ports;
import io.orderwatch.local.ServiceName;
import io.orderwatch.local.Wish;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import java.util.function.Consumer;

/** Asks logistics-service of a running set for something, and waits for what becomes of it. */
final class AskingLogistics {

  /** "Other, the seller's fault": the one reason that every posting offers; it needs a comment. */
  private static final int REASON = 402;

  private static final String WHY = "asked on the command line";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Ports ports;
  private final Duration patience;
  private final Consumer<String> out;
  private final HttpClient http = HttpClient.newHttpClient();

  /**
   * @param patience how long a command is followed
   */
  AskingLogistics(Ports ports, Duration patience, Consumer<String> out) {
    this.ports = ports;
    this.patience = patience;
    this.out = out;
  }

  /** The exit code: 0 if it was done, 1 if not, 2 if it was not understood. */
  int ask(Arguments.Ask wanted) {
    PostingRef ref;
    try {
      ref = PostingRef.parse(wanted.ref());
    } catch (IllegalArgumentException e) {
      out.accept(wanted.wish().path() + " of what? " + e.getMessage());
      return 2;
    }
    try {
      var path = "/api/postings/" + ref.store() + "/" + ref.posting();
      var body = body(wanted.wish(), path);
      return body == null ? 1 : ask(path, wanted.wish().path(), body);
    } catch (IOException e) {
      out.accept("no answer from this set: is ./run running, on that --port?");
      return 1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  private int ask(String path, String action, ObjectNode body)
      throws IOException, InterruptedException {
    var id = UUID.randomUUID().toString();
    body.put("commandId", id).put("requestedBy", System.getProperty("user.name"));
    var asked =
        HttpRequest.newBuilder(at(ServiceName.LOGISTICS, path + "/" + action))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
            .build();
    var answer = http.send(asked, BodyHandlers.ofString());
    var said = JSON.readTree(answer.body());
    if (answer.statusCode() != 202) {
      return refused(said);
    }
    out.accept("asked: command " + id);
    return follow(path + "/commands/" + id);
  }

  private int follow(String path) throws IOException, InterruptedException {
    var until = System.nanoTime() + patience.toNanos();
    var state = "";
    while (true) {
      var command = get(ServiceName.LOGISTICS, path);
      var now = command.path("state").asText();
      if (now.equals("done")) {
        out.accept("done: Ozon shows it");
        return 0;
      }
      if (now.equals("refused")) {
        return refused(command);
      }
      if (!now.equals(state)) {
        out.accept(now + " …");
        state = now;
      }
      if (System.nanoTime() > until) {
        out.accept(
            "not done yet; it goes on. Look again: curl -s " + at(ServiceName.LOGISTICS, path));
        return 1;
      }
      Waits.pause(Duration.ofMillis(300));
    }
  }

  private int refused(JsonNode said) {
    var why = said.path("explanation").asText(said.path("detail").asText());
    var alternative = said.path("alternative").asText();
    out.accept("refused: " + said.path("code").asText(said.path("title").asText()));
    if (!why.isEmpty()) {
      out.accept("  " + why.replace(alternative, "").strip());
    }
    for (var wrong : said.path("violations")) {
      out.accept("  " + wrong.path("field").asText() + " " + wrong.path("message").asText());
    }
    if (!alternative.isEmpty()) {
      out.accept("  instead: " + alternative);
    }
    if (said.hasNonNull("ticketId")) {
      out.accept(
          "  ticket: curl -s "
              + at(ServiceName.LOGISTICS, "/api/tickets/" + said.path("ticketId").asText()));
    }
    return 1;
  }

  /** Null, and said so, if it cannot be asked for. */
  private @org.jspecify.annotations.Nullable ObjectNode body(Wish wish, String path)
      throws IOException, InterruptedException {
    var body = JSON.createObjectNode();
    return switch (wish) {
      case Wish.Cancel _ -> body.put("reasonId", REASON).put("comment", WHY);
      case Wish.Track(var number) -> body.put("trackingNumber", number).put("reason", WHY);
      case Wish.Extend(var days) -> {
        var promised = promised(path);
        if (promised == null) {
          out.accept("order-ingest shows no promised delivery of this posting");
          yield null;
        }
        var to = promised.plus(Duration.ofDays(days));
        yield body.put("from", to.minus(Duration.ofHours(8)).toString())
            .put("to", to.toString())
            .put("reason", WHY);
      }
    };
  }

  private @org.jspecify.annotations.Nullable Instant promised(String path)
      throws IOException, InterruptedException {
    try {
      return Instant.parse(get(ServiceName.INGEST, path).path("posting").path("promised").asText());
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private JsonNode get(ServiceName service, String path) throws IOException, InterruptedException {
    return JSON.readTree(
        http.send(HttpRequest.newBuilder(at(service, path)).build(), BodyHandlers.ofString())
            .body());
  }

  private URI at(ServiceName service, String path) {
    return URI.create("http://127.0.0.1:" + ports.of(service) + path);
  }
}
