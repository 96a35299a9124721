package io.orderwatch.compliance.board.edge;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwatch.compliance.board.Act;
import io.orderwatch.compliance.board.Around;
import io.orderwatch.compliance.board.Around.Command;
import io.orderwatch.compliance.board.Around.Commands;
import io.orderwatch.compliance.board.Around.Part;
import io.orderwatch.compliance.board.Around.Text;
import io.orderwatch.compliance.board.Around.Ticket;
import io.orderwatch.compliance.board.Around.Tickets;
import io.orderwatch.compliance.board.Outcome;
import io.orderwatch.compliance.board.Outcome.End;
import io.orderwatch.compliance.board.Proposal;
import io.orderwatch.compliance.board.edge.Neighbour.Answer.Said;
import io.orderwatch.compliance.board.edge.Neighbour.Answer.Silent;
import io.orderwatch.contracts.PostingRef;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Asks logistics-service to change parcels. It decides, and carries each command id out once: what
 * has no answer may be asked for again.
 */
@Singleton
class AskingLogistics {

  private final Neighbour logistics;

  @Inject
  AskingLogistics(BoardSettings settings) {
    this(settings.logisticsUrl(), settings.timeout());
  }

  AskingLogistics(Optional<URI> base, Duration timeout) {
    this.logistics = new Neighbour(base, timeout);
  }

  boolean reachable() {
    return logistics.reachable();
  }

  /** What was asked for about a parcel, the first first: asked now, read when it is wanted. */
  Supplier<Part<Commands>> commands(PostingRef ref, Map<String, String> headers) {
    if (!reachable()) {
      return () -> Part.missing(Around.End.NOT_ASKED);
    }
    var answer =
        logistics.get(
            "/api/postings/%s/%s/commands".formatted(ref.store(), ref.posting()), headers);
    return () -> Parts.read(answer.join(), said -> commands(said, ref));
  }

  /**
   * What awaits a second person, the oldest first: asked now, read when it is wanted.
   *
   * @param stores those alone; all if there are none
   */
  Supplier<Part<List<Proposal>>> proposals(Set<String> stores, Map<String, String> headers) {
    if (!reachable()) {
      return () -> Part.missing(Around.End.NOT_ASKED);
    }
    var answers =
        (stores.isEmpty() ? Stream.of("") : stores.stream().map(store -> "&store=" + store))
            .map(of -> logistics.get("/api/commands?state=proposed&limit=500" + of, headers))
            .toList();
    return () -> together(answers.stream().map(CompletableFuture::join).toList());
  }

  /** All of them, or why one of them did not come. */
  private static Part<List<Proposal>> together(List<Neighbour.Answer> answers) {
    var all = new ArrayList<Proposal>();
    for (var answer : answers) {
      var part =
          Parts.read(
              answer,
              said ->
                  Parts.each(said.path("commands"))
                      .filter(AskingLogistics::proposed)
                      .map(each -> proposal(each, ref(each)))
                      .toList());
      var came = part.what();
      if (came == null) {
        return Part.missing(part.end());
      }
      all.addAll(came);
    }
    all.sort(Comparator.comparing(Proposal::at).thenComparing(each -> each.name().toString()));
    return Part.came(List.copyOf(all));
  }

  private static PostingRef ref(JsonNode said) {
    return PostingRef.of(Parts.text(said, "store"), Parts.text(said, "posting"));
  }

  private static boolean proposed(JsonNode said) {
    return Parts.text(said, "state").equals("proposed");
  }

  private static Proposal proposal(JsonNode said, PostingRef ref) {
    return new Proposal(
        new Proposal.Name(ref, Parts.text(said, "commandId")),
        Parts.text(said, "action"),
        Parts.text(said, "requestedBy"),
        Parts.time(said, "askedAt"),
        Parts.time(said, "approveUntil"),
        Parts.text(said, "consequence"),
        Parts.text(said, "comment"));
  }

  private static Commands commands(JsonNode said, PostingRef ref) {
    return new Commands(Parts.each(said).map(each -> command(each, ref)).toList());
  }

  private static Command command(JsonNode said, PostingRef ref) {
    return new Command(
        Parts.text(said, "action"),
        Parts.text(said, "state"),
        Parts.text(said, "requestedBy"),
        Parts.time(said, "askedAt"),
        Parts.maybe(said, "settledAt"),
        Parts.text(said, "code"),
        Parts.text(said, "explanation"),
        Parts.text(said, "alternative"),
        Parts.text(said, "approvedBy"),
        Parts.text(said, "declinedBy"),
        Parts.text(said, "decidedBecause"),
        proposed(said) ? proposal(said, ref) : null);
  }

  /** The requests to Ozon's support about a parcel. */
  Supplier<Part<Tickets>> tickets(PostingRef ref, Map<String, String> headers) {
    if (!reachable()) {
      return () -> Part.missing(Around.End.NOT_ASKED);
    }
    var answer =
        logistics.get(
            "/api/tickets?store=%s&posting=%s".formatted(ref.store(), ref.posting()), headers);
    return () -> Parts.read(answer.join(), said -> tickets(said, ref));
  }

  /** Only those of this posting, also where the filter is not known yet. */
  private static Tickets tickets(JsonNode said, PostingRef ref) {
    return new Tickets(
        Parts.each(said.path("tickets"))
            .filter(each -> Parts.text(each, "posting").equals(ref.posting().value()))
            .map(AskingLogistics::ticket)
            .toList());
  }

  private static Ticket ticket(JsonNode said) {
    return new Ticket(
        Parts.text(said, "id"),
        Parts.text(said, "kind"),
        Parts.text(said, "state"),
        Parts.time(said, "since"),
        Parts.text(said, "number"),
        Parts.languages(said, "texts", AskingLogistics::text));
  }

  private static Text text(JsonNode said) {
    return new Text(Parts.text(said, "topicPath"), Parts.text(said, "text"));
  }

  /**
   * @param body with the command's id and who asks
   * @param sure false: only what would happen is asked
   */
  Outcome ask(PostingRef ref, Act act, JsonObject body, boolean sure, Map<String, String> headers) {
    var path =
        "/api/postings/%s/%s/%s".formatted(ref.store(), ref.posting(), act.word())
            + (sure ? "" : "?preview=true");
    return switch (logistics.post(path, body, headers).join()) {
      case Said(var status, var said) -> read(ref, act, status, said);
      case Silent _ -> Outcome.unknown(ref.key(), act);
    };
  }

  /**
   * Says what a second person says of a command.
   *
   * @param why in his own words; "" for none
   */
  Outcome decide(
      Proposal.Name name, Act act, String why, String person, Map<String, String> headers) {
    var ref = name.ref();
    var path =
        "/api/postings/%s/%s/commands/%s/%s"
            .formatted(ref.store(), ref.posting(), inPath(name.id()), act.word());
    var body = new JsonObject().put("requestedBy", person);
    if (!why.isEmpty()) {
      body.put("reason", why);
    }
    return switch (logistics.post(path, body, headers).join()) {
      case Said(var status, var _) when status == 200 -> Outcome.of(ref.key(), act, End.DONE);
      case Said(var status, var _) when status == 404 ->
          Outcome.refused(ref.key(), act, "command-unknown");
      case Said(var status, var said) -> read(ref, act, status, said);
      case Silent _ -> Outcome.unknown(ref.key(), act);
    };
  }

  private static String inPath(String id) {
    return URLEncoder.encode(id, UTF_8).replace("+", "%20");
  }

  private static Outcome read(PostingRef ref, Act act, int status, String said) {
    try {
      return read(ref.key(), act, status, new JsonObject(said));
    } catch (DecodeException | ClassCastException _) {
      return Outcome.unknown(ref.key(), act);
    }
  }

  /** What an answer means: 202 goes on, 200 is a preview, the rest says why not. */
  static Outcome read(String key, Act act, int status, JsonObject said) {
    if (status == 202) {
      return Outcome.of(key, act, going(said.getString("state", "")));
    }
    if (status == 200) {
      var end =
          switch (said.getString("outcome", "")) {
            case "tried" -> End.TRIED;
            case "waits" -> End.WAITS;
            default -> End.REFUSED;
          };
      return new Outcome(
          key,
          act,
          end,
          said.getString("code"),
          null,
          said.getString("explanation"),
          said.getString("alternative"),
          said.getString("note"),
          said.getString("consequence"),
          said.getBoolean("needsApproval", false));
    }
    if (status == 400) {
      return Outcome.wrong(key, act, wrong(said));
    }
    var end = status == 403 ? End.FORBIDDEN : status >= 500 ? End.UNKNOWN : End.REFUSED;
    return new Outcome(
        key,
        act,
        end,
        said.getString("code", Integer.toString(status)),
        null,
        said.getString("explanation"),
        said.getString("alternative"),
        null,
        null,
        false);
  }

  private static End going(String state) {
    return switch (state) {
      case "done" -> End.DONE;
      case "proposed" -> End.PROPOSED;
      default -> End.ACCEPTED;
    };
  }

  /** The first field that is wrong, as the page's form names it; "" if none is named. */
  private static String wrong(JsonObject said) {
    var violations = said.getJsonArray("violations", new JsonArray());
    var field = violations.isEmpty() ? "" : violations.getJsonObject(0).getString("field", "");
    return switch (field) {
      case "trackingNumber" -> "number";
      case "reason", "comment" -> "why";
      case "commandId" -> "id";
      default -> field;
    };
  }
}
