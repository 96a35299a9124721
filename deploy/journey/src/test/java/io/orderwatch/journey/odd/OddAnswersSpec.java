package io.orderwatch.journey.odd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.orderwatch.compliance.passport.PassportCase;
import io.orderwatch.compliance.passport.PassportPolicy;
import io.orderwatch.contracts.Deadline;
import io.orderwatch.contracts.PassportEvent;
import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.PostingEvent;
import io.orderwatch.contracts.PostingNumber;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.contracts.edge.Wire;
import io.orderwatch.ingest.life.Versions;
import io.orderwatch.ingest.polling.Oddity;
import io.orderwatch.ingest.polling.edge.Unreadable;
import io.orderwatch.ingest.posting.KnownPosting;
import io.orderwatch.logistics.cancelling.Cancellable;
import io.orderwatch.logistics.cancelling.Cancelling;
import io.orderwatch.logistics.cancelling.CancellingPolicy;
import io.orderwatch.mailbox.Effect;
import io.orderwatch.mailbox.edge.Outlet.Answer;
import io.orderwatch.mailbox.edge.Outlet.Planned;
import io.orderwatch.notification.reminder.Owed;
import io.orderwatch.ozon.Done;
import io.orderwatch.ozon.OzonPosting;
import io.orderwatch.ozon.Page;
import io.orderwatch.ozon.Projection;
import io.orderwatch.ozon.Refusal;
import io.orderwatch.ozon.Reply;
import io.orderwatch.ozon.Vocabulary;
import io.orderwatch.ozon.edge.Answers;
import io.orderwatch.ozon.edge.OzonSeller;
import io.orderwatch.ozon.edge.Turnstile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Odd answers of Ozon, made of its examples, through the whole reader and the rules: nothing final
 * is decided from an absence, nothing waits for ever, each oddity is named once.
 */
class OddAnswersSpec {

  private static final int DOCUMENTS = 20_000;

  private static final Path OFFICIAL =
      Path.of(System.getProperty("orderwatch.root", "."))
          .resolveSibling("shared/ozon/seller-api-openapi.json");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final StoreId STORE = new StoreId("1001");
  private static final PostingNumber NUMBER = new PostingNumber("0132112277-0102-1");
  private static final Instant FROM = Instant.parse("2026-10-01T00:00:00Z");
  private static final Instant TO = Instant.parse("2026-10-05T00:00:00Z");
  private static final Instant PAID = Instant.parse("2026-10-05T08:00:00Z");
  private static final Instant AT = Instant.parse("2026-10-05T09:00:00Z");
  private static final Instant LATEST = Instant.parse("2100-02-01T00:00:00Z");

  private static final PassportPolicy POLICY =
      new PassportPolicy(Duration.ofHours(24), List.of(Duration.ZERO, Duration.ofHours(8)));

  private static final Set<String> MOVED_ON =
      Set.of("awaiting_deliver", "delivering", "driver_pickup", "sent_by_seller", "delivered");

  /** A method, and whether it changes anything at Ozon. */
  private record Method(String path, boolean writes, Function<OzonSeller, Reply<?>> call) {}

  private static final List<Method> METHODS =
      List.of(
          new Method(
              "/v4/posting/fbs/unfulfilled/list", false, ozon -> ozon.unfulfilled(FROM, TO, "")),
          new Method("/v4/posting/fbs/list", false, ozon -> ozon.changed(FROM, TO, FROM, TO, "")),
          new Method("/v3/posting/fbs/get", false, ozon -> ozon.posting(NUMBER)),
          new Method("/v1/chat/start", false, ozon -> ozon.startChat(NUMBER)),
          new Method("/v1/chat/send/message", true, ozon -> ozon.send("chat", "text")),
          new Method("/v3/chat/history", false, ozon -> ozon.history("chat", 50)),
          new Method("/v1/posting/fbs/cancel-reason", false, ozon -> ozon.cancelReasons(NUMBER)),
          new Method("/v2/posting/fbs/cancel", true, ozon -> ozon.cancel(NUMBER, 352, "")),
          new Method("/v1/seller/info", false, OzonSeller::sellerInfo),
          new Method("/v1/roles", false, OzonSeller::apiKey));

  private static HttpServer server;
  private static volatile Mutations.Answer answer = new Mutations.Answer(200, "{}");

  @BeforeAll
  static void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.getResponseHeaders().set("Retry-After", "0");
          var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
          var bodiless = bytes.length == 0 || answer.status() == 204;
          exchange.sendResponseHeaders(answer.status(), bodiless ? -1 : bytes.length);
          if (!bodiless) {
            exchange.getResponseBody().write(bytes);
          }
          exchange.close();
        });
    server.start();
  }

  @AfterAll
  static void close() {
    server.stop(0);
  }

  private static List<JsonNode> examples(Method method) throws IOException {
    var examples = new ArrayList<JsonNode>();
    var own = "/odd/" + method.path().substring(1).replace('/', '-') + ".json";
    try (var in = OddAnswersSpec.class.getResourceAsStream(own)) {
      examples.add(JSON.readTree(in));
    }
    if (Files.exists(OFFICIAL)) {
      var official =
          schema()
              .path("paths")
              .path(method.path())
              .at("/post/responses/200/content/application~1json/example");
      assertThat(official.isObject()).as("example of %s", method.path()).isTrue();
      examples.add(official);
    }
    return examples;
  }

  private static JsonNode schema() throws IOException {
    return JSON.readTree(Files.readString(OFFICIAL));
  }

  private static Reply<?> ask(Method method) {
    var base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    var turnstile = Turnstile.of(1000, 1000);
    return method
        .call()
        .apply(new OzonSeller(base, STORE, "a-key", turnstile, Duration.ofSeconds(20)));
  }

  @ParameterizedTest
  @ValueSource(longs = 1)
  void no_odd_answer_ends_anything_wrongly(long seed) throws IOException {
    var examples = new ArrayList<Map.Entry<Method, JsonNode>>();
    for (var method : METHODS) {
      examples(method).forEach(example -> examples.add(Map.entry(method, example)));
    }
    var kinds = new java.util.TreeMap<String, Integer>();
    for (var n = 0; n < DOCUMENTS; n++) {
      var chance = new Random(seed + n);
      var example = examples.get(n % examples.size());
      answer = Mutations.of(example.getValue(), chance);
      var method = example.getKey();
      var reply = ask(method);
      kinds.merge(reply.getClass().getSimpleName(), 1, Integer::sum);
      try {
        means(method, reply);
        for (var posting : postings(reply)) {
          reads(posting);
          rules(Projection.of(posting));
        }
        named(reply);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError(
            "document %d of %s: HTTP %d %s, read as %s"
                .formatted(n, method.path(), answer.status(), answer.body(), reply),
            e);
      }
    }
    assertThat(kinds.keySet()).as("%s", kinds).contains("Ok", "Refused", "Doubtful", "Throttled");
  }

  /** What a planned call makes of it: an end that rests on what was said, or one more try. */
  private static void means(Method method, Reply<?> reply) throws IOException {
    var answers = new Answers(why -> why.name().toLowerCase(java.util.Locale.ROOT));
    var call = new Planned<>("feature", "1001:" + NUMBER, "kind", "id", new Done(), 1);
    var done = new Answer.Done(Map.of());
    for (var meant :
        List.of(
            answers.read(call, reply, _ -> done),
            answers.made(call, reply, _ -> done),
            answers.lookedBack(call, reply, _ -> done))) {
      switch (meant) {
        case Answer.Done _ -> assertThat(reply.ok()).isPresent();
        case Answer.Refused(var reason) ->
            assertThat(reason).isNotIn("without_words", "posting_not_found");
        case Answer.NotYet(var after, _) -> soon(after);
        case Answer.RefusedForNow no -> {
          soon(no.after());
          assertThat(no.tries()).isLessThan(10);
          soon(no.lasting());
        }
        case Answer.Doubtful _ -> {}
        case Answer.Taken _, Answer.Superseded _, Answer.Absent _ ->
            throw new AssertionError(meant);
      }
    }
    if (method.writes() && reply.ok().isPresent()) {
      assertThat(answer.status()).isBetween(200, 299);
      assertThat(
              JSON.readTree(answer.body())
                  .path("result")
                  .asText()
                  .toLowerCase(java.util.Locale.ROOT))
          .isIn("true", "success");
    }
    if (reply instanceof Reply.Refused<?>(var why, var code, _)) {
      assertThat(why == Refusal.OTHER && code == 0 && answer.body().isBlank()).isFalse();
    }
  }

  private static void soon(Duration wait) {
    assertThat(wait).isBetween(Duration.ZERO, Duration.ofHours(1));
  }

  private static List<OzonPosting> postings(Reply<?> reply) {
    return switch (reply.ok().orElse(null)) {
      case OzonPosting posting -> List.of(posting);
      case Page<?> page ->
          page.items().stream()
              .filter(OzonPosting.class::isInstance)
              .map(OzonPosting.class::cast)
              .toList();
      case null, default -> List.of();
    };
  }

  /** What was not there is not made up, and what cannot be kept does not get through. */
  private static void reads(OzonPosting posting) throws IOException {
    var written = find(JSON.readTree(answer.body()), posting.number());
    assertThat(posting.actionsKnown()).isEqualTo(written.path("available_actions").isArray());
    var times =
        Map.of(
            "in_process_at",
            Optional.ofNullable(posting.inProcessAt()),
            "delivery_date_end",
            Optional.ofNullable(posting.deliveryEnd()));
    times.forEach(
        (field, time) -> {
          var holder = field.startsWith("delivery") ? written.path("analytics_data") : written;
          var raw = holder.path(field);
          var says = raw.isContainerNode() || (!raw.isNull() && !raw.asText().isBlank());
          var zero = raw.asText().startsWith("0001-01-01");
          assertThat(posting.implausible().contains(field))
              .as("%s of %s is named", field, posting)
              .isEqualTo(says && !zero && time.isEmpty());
          assertThat(time.filter(at -> !at.isBefore(LATEST))).isEmpty();
        });
    var projected = Projection.of(posting);
    var event = new PostingEvent.Received(projected.withVersion(1));
    assertThat(Wire.decode("posting.received.v1", Wire.encode(event))).contains(event);
    assertThat(projected.toString()).doesNotContain("\0", "\uD800");
    assertThat(Vocabulary.unknownIn(posting)).doesNotHaveDuplicates();
  }

  private static JsonNode find(JsonNode node, PostingNumber number) {
    if (node.path("posting_number").asText().equals(number.value())) {
      return node;
    }
    return node.valueStream()
        .map(each -> find(each, number))
        .filter(each -> !each.isMissingNode())
        .findFirst()
        .orElse(JSON.missingNode());
  }

  private static void rules(Posting now) {
    ingests(now);
    complies(now);
    var shown = !now.status().isBlank() && !now.substatus().isBlank();
    if (!shown) {
      assertThat(Owed.by(now)).isIn(Owed.NOT_SHOWN, Owed.YES, Owed.CANCELLED);
      var call = new Cancelling.Call(352, "", "");
      assertThat(Cancellable.check(now, call, CancellingPolicy.PUBLISHED))
          .as("what is not shown is not cancelled")
          .isPresent();
    }
    if (Owed.by(now) == Owed.CANCELLED) {
      assertThat(now.status() + now.substatus()).contains("cancel");
    }
  }

  private static void ingests(Posting now) {
    var first =
        KnownPosting.on(
            new KnownPosting.Unknown(), new KnownPosting.Seen(now), AT, Versions.FIRST_LIFE);
    var again =
        KnownPosting.on(
            first.next(), new KnownPosting.Seen(now), AT.plusSeconds(1), Versions.FIRST_LIFE);
    assertThat(again.effects()).as("the same again is no news").isEmpty();
    for (var effect : first.effects()) {
      if (effect instanceof Effect.Publish(PostingEvent.Cancelled(var told), _, _)) {
        assertThat(told.status() + told.substatus()).contains("cancel");
      }
      if (effect instanceof Effect.Publish(PostingEvent.Delivered(var told), _, _)) {
        assertThat(told.status()).isEqualTo("delivered");
      }
    }
  }

  private static void complies(Posting now) {
    var deadline = new Deadline(PAID.plus(Duration.ofHours(24)), Deadline.Basis.IN_PROCESS_AT);
    var file = new PassportCase.File(now.ref(), "o", 1, AT, deadline, 1, null);
    for (var open : List.of(new PassportCase.Waiting(file), new PassportCase.Expired(file))) {
      var event = new PostingEvent.Changed(now.withVersion(2), "", "");
      switch (PassportCase.on(open, event, AT, POLICY).next()) {
        case PassportCase.Supplied _ ->
            assertThat(
                    MOVED_ON.contains(now.status())
                        || (!now.status().isBlank() && !now.substatus().isBlank()))
                .as("supplied because Ozon shows it")
                .isTrue();
        case PassportCase.Lost _ ->
            assertThat(now.status().startsWith("cancelled") || now.substatus().contains("cancel"))
                .isTrue();
        case PassportCase.Split _ ->
            assertThat(now.status()).isEqualTo("cancelled_from_split_pending");
        case PassportCase.Waiting(var kept) ->
            assertThat(kept.deadline().equals(deadline) || now.inProcessAt() != null)
                .as("a deadline is moved by a time, not by none")
                .isTrue();
        case PassportCase.Expired _ -> {}
        case PassportCase.Unknown _ -> throw new AssertionError("nothing is forgotten");
      }
    }
    var opened =
        PassportCase.on(
            new PassportCase.Unknown(), new PostingEvent.Received(now.withVersion(1)), AT, POLICY);
    if (opened.next() instanceof PassportCase.Waiting(var waiting)) {
      assertThat(opened.effects())
          .as("a case that waits ends by itself")
          .contains(new Effect.SetTimer(PassportCase.DEADLINE, waiting.deadline().at()));
      assertThat(waiting.deadline().at()).isBefore(LATEST);
      assertThat(opened.effects())
          .as("and its buyer is told, now or when it is known how far the parent was")
          .anyMatch(
              effect ->
                  effect instanceof Effect.CallOut
                      || (effect instanceof Effect.SetTimer(var name, _)
                          && name.equals(PassportCase.STEP)));
      assertThat(opened.effects())
          .anyMatch(effect -> effect instanceof Effect.Publish(PassportEvent.Missing _, _, _));
    }
  }

  /** However often the same answer is read, each thing it lacks is one entry. */
  private static void named(Reply<?> reply) {
    var postings = postings(reply);
    if (postings.isEmpty()) {
      return;
    }
    var page =
        new Page<>(
            postings,
            "",
            false,
            reply.ok().orElseThrow() instanceof Page<?> read ? read.unreadable() : 0,
            reply.ok().orElseThrow() instanceof Page<?> read && read.brokenOff());
    var named = new Unreadable();
    note(named, page);
    var once = named.all();
    note(named, page);
    assertThat(named.all()).hasSameSizeAs(once);
    assertThat(once.stream().map(OddAnswersSpec::place)).doesNotHaveDuplicates();
    for (var posting : postings) {
      for (var field : posting.implausible()) {
        assertThat(once.stream().map(OddAnswersSpec::place))
            .contains(posting.number() + " " + field);
      }
      if (posting.substatus().isEmpty()) {
        assertThat(once.stream().map(OddAnswersSpec::place))
            .contains(posting.number() + " substatus");
      }
    }
    if (page.unreadable() > 0) {
      assertThat(once.stream().map(OddAnswersSpec::place)).contains(" posting_number");
    }
  }

  private static void note(Unreadable named, Page<OzonPosting> page) {
    var store = page.items().getFirst().store();
    named.note(store, Oddity.of(page, "posting_number"), AT);
    page.items().forEach(posting -> named.note(store, Oddity.of(posting), AT));
  }

  private static String place(Unreadable.Entry entry) {
    return entry.posting() + " " + entry.field();
  }

  @Test
  void the_official_examples_are_among_them_where_they_are_at_hand() throws IOException {
    org.junit.jupiter.api.Assumptions.assumeTrue(
        Files.exists(OFFICIAL), "the official schema is not at hand");
    for (var method : METHODS) {
      assertThat(examples(method)).hasSize(2);
    }
  }
}
