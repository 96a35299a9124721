package io.orderwatch.ingest.push.edge;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderwatch.clock.ScaledClock;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.ingest.posting.edge.PostingSettings;
import io.orderwatch.ingest.push.Push;
import io.orderwatch.ingest.push.Push.Answer;
import io.orderwatch.ozon.OzonChat;
import io.orderwatch.ozon.Vocabulary;
import io.orderwatch.ozon.edge.quarkus.OzonStores;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/**
 * Where Ozon pushes to. Answers in Ozon's own form, when what the push hints at is kept and before
 * anything is read from Ozon; nothing of a push is kept or logged but the posting's number. What
 * cannot be kept is answered with an error, so that Ozon pushes it again.
 */
@Path("/ozon/push/{store}")
@Produces(MediaType.APPLICATION_JSON)
@APIResponse(
    responseCode = "200",
    description = "It is kept, or it was a ping.",
    content = @Content(schema = @Schema(anyOf = {PushApi.Taken.class, PushApi.Pong.class})))
@APIResponse(
    responseCode = "400",
    description = "It is no push.",
    content = @Content(schema = @Schema(implementation = PushApi.Failed.class)))
@APIResponse(
    responseCode = "403",
    description = "Its seller_id is of another store.",
    content = @Content(schema = @Schema(implementation = PushApi.Failed.class)))
@APIResponse(
    responseCode = "404",
    description = "Nothing is pushed to here.",
    content = @Content(schema = @Schema(implementation = PushApi.Failed.class)))
@APIResponse(
    responseCode = "413",
    description = "A push is at most 256 KiB; from 1 MB on it is refused by a problem.",
    content = {
      @Content(
          mediaType = MediaType.APPLICATION_JSON,
          schema = @Schema(implementation = PushApi.Failed.class)),
      @Content(mediaType = "application/problem+json", schema = @Schema(ref = "HttpProblem"))
    })
@APIResponse(
    responseCode = "503",
    description = "It cannot be kept now: push it again.",
    content = @Content(schema = @Schema(implementation = PushApi.Failed.class)))
public class PushApi {

  private static final int LARGEST = 256 * 1024;

  /**
   * The answer to a ping.
   *
   * @param version of Ozon's form
   * @param name who answers
   * @param time when processing it began
   */
  public record Pong(String version, String name, Instant time) {}

  /**
   * It is kept.
   *
   * @param result always true
   */
  public record Taken(boolean result) {}

  /**
   * What is wrong, in Ozon's form.
   *
   * @param code Ozon's word
   * @param message for people
   * @param details null
   */
  public record Fault(String code, String message, @Nullable String details) {}

  /**
   * It is not kept.
   *
   * @param error what is wrong
   */
  public record Failed(Fault error) {}

  private final OzonStores stores;
  private final Hints hints;
  private final RereadingPostings rereading;
  private final PushMetrics metrics;
  private final ScaledClock clock;
  private final ObjectMapper json;
  private final PushDoor door;
  private final Sentinel sentinel;
  private final Rehearsal rehearsal;

  /** A push that was let in. */
  private record Arrival(StoreId store, Instant began, boolean rehearsed) {}

  PushApi(
      OzonStores stores,
      Hints hints,
      RereadingPostings rereading,
      PushMetrics metrics,
      ScaledClock clock,
      ObjectMapper json,
      PostingSettings settings,
      Sentinel sentinel,
      Rehearsal rehearsal) {
    this.rehearsal = rehearsal;
    this.sentinel = sentinel;
    this.stores = stores;
    this.hints = hints;
    this.rereading = rereading;
    this.metrics = metrics;
    this.clock = clock;
    this.json = json.copy();
    // Ozon is held to less than those who write bodies for us: a name may stand twice.
    this.json.getFactory().disable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    this.door = new PushDoor(settings.pushSecret(), settings.pushOpen());
  }

  @POST
  @Operation(summary = "Takes a push of Ozon, where a setting lets it be without a secret")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = Object.class)))
  public Response push(@PathParam("store") String store, InputStream body) throws IOException {
    return take(store, "", body);
  }

  @POST
  @Path("/{secret}")
  @Operation(operationId = "pushWithSecret", summary = "Takes a push of Ozon, with its secret")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = Object.class)))
  public Response push(
      @PathParam("store") String store, @PathParam("secret") String given, InputStream body)
      throws IOException {
    return take(store, given, body);
  }

  private Response take(String name, String given, InputStream body) throws IOException {
    var began = clock.now();
    var store = StoreId.of(name).filter(each -> stores.find(each).isPresent());
    var rehearsed = rehearsal.lets(given);
    if (store.isEmpty() || !(rehearsed || door(store.get()).lets(given))) {
      return refused(404, Push.Fault.ERROR_UNKNOWN, "nothing is pushed to here");
    }
    var arrived = System.nanoTime();
    var bytes = body.readNBytes(LARGEST + 1);
    var node = bytes.length > LARGEST ? null : read(bytes);
    var push = node == null ? null : push(node);
    var answer =
        bytes.length > LARGEST
            ? refused(413, Push.Fault.ERROR_UNKNOWN, "a push is at most 256 KiB")
            : push == null
                ? refused(400, Push.Fault.ERROR_PARAMETER_VALUE_MISSED, "a push is a JSON object")
                : answer(new Arrival(store.get(), began, rehearsed), push);
    if (rehearsed) {
      return answer;
    }
    sentinel.answered(push, answer.getStatus(), Duration.ofNanos(System.nanoTime() - arrived));
    if (node != null && push != null && push.known() && answer.getStatus() == 200) {
      lag(store.get(), push.type(), text(node, "changed_state_date"));
    }
    return answer;
  }

  /**
   * @param changed Ozon's date of the change; anything else is passed over
   */
  private void lag(StoreId store, String type, String changed) {
    try {
      sentinel.lag(store, type, Duration.between(Instant.parse(changed), clock.now()));
    } catch (DateTimeParseException e) {
      return; // not every type has one
    }
  }

  /** A store's own secret goes before that of all. */
  private PushDoor door(StoreId store) {
    return stores
        .pushSecret(store)
        .map(own -> new PushDoor(Optional.of(own.value()), /* open= */ false))
        .orElse(door);
  }

  private Response answer(Arrival arrival, Push push) {
    var answer = push.answer(arrival.store());
    if (!(answer instanceof Answer.Refused) && !arrival.rehearsed()) {
      metrics.pushed(arrival.store(), push, answer, arrival.began());
    }
    return switch (answer) {
      case Answer.Pong _ -> Response.ok(new Pong("1.0", "orderwatch", arrival.began())).build();
      case Answer.Hint(var posting) -> note(arrival, posting.value());
      case Answer.Chat(_, var chat) ->
          chat.isPresent() ? note(arrival, Hints.subject(chat.get())) : taken();
      case Answer.Ignored _ -> taken();
      case Answer.Refused(var status, var fault, var message) -> refused(status, fault, message);
    };
  }

  private Response note(Arrival arrival, String subject) {
    var store = arrival.store();
    try {
      if (arrival.rehearsed()) {
        hints.rehearse(store, subject);
      } else if (hints.note(store, subject)) {
        rereading.wake();
      } else {
        metrics.reread(store, "dropped");
      }
      return taken();
    } catch (SQLException e) {
      if (!arrival.rehearsed()) {
        metrics.reread(store, "unkept");
      }
      return refused(503, Push.Fault.ERROR_UNKNOWN, "this push cannot be kept now");
    }
  }

  /** Null for what is no JSON object. The parser's message would quote the push: it is dropped. */
  private @Nullable JsonNode read(byte[] bytes) {
    try {
      var push = json.readTree(bytes);
      return push == null || !push.isObject() ? null : push;
    } catch (IOException e) {
      return null;
    }
  }

  private static Push push(JsonNode node) {
    return new Push(
        Vocabulary.word(text(node, "message_type")).toUpperCase(Locale.ROOT),
        text(node, "seller_id"),
        text(node, "posting_number"),
        Vocabulary.word(text(node.path("user"), "type")),
        OzonChat.withBuyer(Vocabulary.word(text(node, "chat_type"))) ? text(node, "chat_id") : "");
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asText("").strip();
  }

  private static Response taken() {
    return Response.ok(new Taken(true)).build();
  }

  private static Response refused(int status, Push.Fault fault, String message) {
    return Response.status(status)
        .entity(new Failed(new Fault(fault.name(), message, null)))
        .type(MediaType.APPLICATION_JSON)
        .build();
  }
}
