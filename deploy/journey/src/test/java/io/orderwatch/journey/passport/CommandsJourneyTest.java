package io.orderwatch.journey.passport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.ShipmentCommand;
import io.orderwatch.contracts.ShipmentCommand.Cancel;
import io.orderwatch.contracts.ShipmentCommand.ChangeTracking;
import io.orderwatch.contracts.ShipmentCommand.ExtendDelivery;
import io.orderwatch.contracts.ShipmentCommand.SetShipmentDate;
import io.orderwatch.contracts.ShipmentEvent;
import io.orderwatch.contracts.edge.Wire;
import io.orderwatch.local.ServiceName;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Commands of all kinds, each sent twice by REST and twice by Kafka, while Ozon fails in every way
 * and logistics-service is killed. The ledger of the stand-in says what was really done. How many:
 * {@code -Dorderwatch.commands=5000}.
 */
@Tag("thorough")
class CommandsJourneyTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What Ozon grants a store in a second, here to order-ingest and logistics-service together. */
  private static final int QUOTA = 100;

  /** Each posting is asked for three things of four, and things of all kinds come in all orders. */
  private static final int OF_A_POSTING = 3;

  private static final int LINES_AT_ONCE = 25;

  /** Among so many commands some of each kind find a posting that they can be done with. */
  private static final int MANY = 1000;

  private final int commands = Integer.getInteger("orderwatch.commands", 120);
  private final Random random = new Random(7);

  /**
   * One command, and the line of the ledger that says it was done.
   *
   * @param kind of the line
   * @param field of the line that tells this command from others
   */
  private record Wanted(ShipmentCommand command, String kind, String field, String value) {

    static Wanted of(ShipmentCommand command) {
      return switch (command) {
        case Cancel _ -> new Wanted(command, "posting_cancelled", "by", "seller");
        case ChangeTracking it ->
            new Wanted(command, "tracking_changed", "tracking", it.trackingNumber());
        case ExtendDelivery it ->
            new Wanted(command, "delivery_changed", "end", it.to().toString());
        case SetShipmentDate it ->
            new Wanted(command, "cutoff_changed", "cutoff", it.date().toString());
        default -> throw new IllegalStateException("not asked for here");
      };
    }

    String line() {
      return command.ref().posting() + " " + kind + " " + value;
    }
  }

  @Test
  void each_is_done_once_or_refused_and_the_ledger_agrees() throws Exception {
    var postings = Math.ceilDiv(commands, OF_A_POSTING);
    var story =
        """
        {"seed": 11, "postings": %d, "arrivalWindow": "PT58H", "startedBefore": "PT60H", "awaitingShare": 0, "lifePace": 2,
         "rateLimit": %d, "faults": {"throttled": 0.03, "serverError": 0.03, "badGateway": 0.03, "emptyOk": 0.03,
         "slowAfterEffect": 0.02, "droppedAfterEffect": 0.03, "itemRefused": 0.02, "wrappedLists": 0.3, "unknownEnum": 0.05,
         "pushLate": 0.1, "pushDuplicate": 0.1, "pushReordered": 0.1, "pushMissing": 0.2, "slowMillis": 2500}}"""
            .formatted(postings, QUOTA);
    try (var journey = Journey.begin("commands", 1, story, Map.of())) {
      var wanted = wanted(journey);
      assertThat(wanted).hasSize(commands);
      send(journey, wanted);
      var rows = ended(journey);
      assertThat(rows).hasSize(commands);
      agreesWithTheLedger(journey, wanted, rows);
      toldOnce(journey, rows);
      RemindersJourneyTest.withinTheQuota(journey.summary());
    }
  }

  private List<Wanted> wanted(Journey journey) throws IOException {
    var wanted = new ArrayList<Wanted>();
    var url = journey.set.simulator().orElseThrow().url() + "/simulator/postings";
    var truths =
        JSON.readTree(journey.send(HttpRequest.newBuilder(URI.create(url)).build()).body());
    var number = 0;
    var first = 0;
    for (var truth : truths) {
      for (var each = 0; each < OF_A_POSTING && wanted.size() < commands; each++) {
        wanted.add(Wanted.of(command(truth, number++, (first + each) % 4)));
      }
      first++;
    }
    Collections.shuffle(wanted, random);
    return wanted;
  }

  private static ShipmentCommand command(JsonNode truth, int number, int kind) {
    var ref = PostingRef.of(truth.path("store").asText(), truth.path("posting").asText());
    var id = "many-" + number;
    return switch (kind) {
      case 0 -> new Cancel(ref, id, 402, "asked by a test", "journey", "");
      case 1 ->
          new ChangeTracking(ref, id, "YT%016d".formatted(number), "relabelled", "journey", null);
      case 2 -> {
        var to = moment(truth, "deliveryEnd").plus(Duration.ofHours(20)).plusSeconds(number);
        yield new ExtendDelivery(ref, id, to.minus(Duration.ofHours(8)), to, "customs", "journey");
      }
      default ->
          new SetShipmentDate(
              ref, id, moment(truth, "cutoff").minusSeconds(60 + number), "early", "journey");
    };
  }

  private static Instant moment(JsonNode truth, String field) {
    var shown = truth.path(field).asText("");
    return (shown.isEmpty() || shown.equals("null")
            ? Instant.parse(truth.path("createdAt").asText()).plus(Duration.ofDays(10))
            : Instant.parse(shown))
        .truncatedTo(ChronoUnit.SECONDS);
  }

  private void send(Journey journey, List<Wanted> wanted)
      throws InterruptedException, ExecutionException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var senders = new ArrayList<Callable<Boolean>>();
      for (var time : List.of("first", "again")) {
        var order = new ArrayList<>(wanted);
        Collections.shuffle(order, random);
        senders.add(() -> byRest(journey, order));
        senders.add(() -> byKafka(journey, order, time));
      }
      senders.add(() -> kill(journey));
      for (var sender : threads.invokeAll(senders)) {
        assertThat(sender.get()).isTrue();
      }
    }
  }

  private static boolean kill(Journey journey) {
    for (var kill = 0; kill < 2; kill++) {
      PassportDay.pause(Duration.ofSeconds(3));
      var part = journey.set.service(ServiceName.LOGISTICS);
      part.kill();
      part.start();
    }
    return true;
  }

  /** Some lines at a time, again until all of them were answered. */
  private static boolean byRest(Journey journey, List<Wanted> wanted) {
    for (var from = 0; from < wanted.size(); from += LINES_AT_ONCE) {
      var some = wanted.subList(from, Math.min(wanted.size(), from + LINES_AT_ONCE));
      var body = some.stream().map(CommandsJourneyTest::line).collect(Collectors.joining("\n"));
      Journey.await(Duration.ofMinutes(3), () -> answered(journey, body, some.size()));
    }
    return true;
  }

  private static boolean answered(Journey journey, String body, int lines) {
    try {
      var answer =
          journey.send(
              HttpRequest.newBuilder(
                      URI.create(journey.set.url(ServiceName.LOGISTICS) + "/api/commands"))
                  .timeout(Duration.ofSeconds(20))
                  .header("Content-Type", "application/x-ndjson")
                  .POST(HttpRequest.BodyPublishers.ofString(body))
                  .build());
      return answer.statusCode() == 200
          && answer.body().lines().filter(line -> line.contains("\"state\"")).count() == lines;
    } catch (IllegalStateException e) {
      return false; // it is dead just now
    }
  }

  private static String line(Wanted wanted) {
    try {
      var line = (ObjectNode) JSON.readTree(Wire.encode(wanted.command()));
      line.remove("ref");
      return line.put("type", Wire.type(wanted.command()))
          .put("store", wanted.command().ref().store().value())
          .put("posting", wanted.command().ref().posting().value())
          .toString();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean byKafka(Journey journey, List<Wanted> wanted, String time)
      throws InterruptedException, ExecutionException {
    try (var producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", journey.set.broker().bootstrapServers(), "acks", "all"),
            new StringSerializer(),
            new ByteArraySerializer())) {
      for (var each : wanted) {
        var command = each.command();
        var record =
            new ProducerRecord<>(
                command.topic().wireName(), command.ref().key(), Wire.encode(command));
        Map.of(
                "ce_type", Wire.type(command),
                "ce_id", time + "-" + command.commandId(),
                "ce_time", Instant.now().toString())
            .forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
        producer.send(record).get();
      }
    }
    return true;
  }

  /** All commands by their ids, once none is under way any more. */
  private Map<String, JsonNode> ended(Journey journey) {
    var rows = new HashMap<String, JsonNode>();
    Journey.await(
        Duration.ofSeconds(60).plusMillis(commands * 200L),
        () -> {
          rows.clear();
          rows.putAll(commands(journey));
          return rows.size() == commands
              && rows.values().stream()
                  .allMatch(row -> List.of("done", "refused").contains(row.path("state").asText()));
        });
    return rows;
  }

  private static Map<String, JsonNode> commands(Journey journey) {
    var rows = new HashMap<String, JsonNode>();
    var cursor = "";
    do {
      var page =
          journey.asked(
              ServiceName.LOGISTICS,
              "/api/commands?limit=500" + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
      page.path("commands").forEach(row -> rows.put(row.path("commandId").asText(), row));
      cursor = page.path("next").asText("");
    } while (!cursor.isEmpty() && !cursor.equals("null"));
    return rows;
  }

  private static void agreesWithTheLedger(
      Journey journey, List<Wanted> wanted, Map<String, JsonNode> rows) throws IOException {
    var written = new HashMap<String, Integer>();
    var url = journey.set.simulator().orElseThrow().url() + "/simulator/ledger";
    var kinds = wanted.stream().collect(Collectors.toMap(Wanted::kind, Wanted::field, (a, _) -> a));
    for (var text :
        journey.send(HttpRequest.newBuilder(URI.create(url)).build()).body().lines().toList()) {
      var line = JSON.readTree(text);
      var kind = line.path("kind").asText();
      if (kinds.containsKey(kind)) {
        written.merge(
            line.path("posting").asText() + " " + kind + " " + line.path(kinds.get(kind)).asText(),
            1,
            Integer::sum);
      }
    }
    var done = new TreeMap<String, Integer>();
    var wrong = new ArrayList<String>();
    for (var each : wanted) {
      var row = rows.get(each.command().commandId());
      var state = row == null ? "nothing" : row.path("state").asText();
      var times = written.getOrDefault(each.line(), 0);
      if (times != (state.equals("done") ? 1 : 0)) {
        wrong.add(each.line() + " is there " + times + " times, and the command: " + row);
      }
      done.merge(each.kind() + " " + state, 1, Integer::sum);
    }
    System.out.println(done);
    assertThat(wrong).isEmpty();
    var ended = kinds.keySet().stream().mapToInt(kind -> done.getOrDefault(kind + " done", 0));
    assertThat(ended.filter(times -> times > 0).count())
        .as("kinds of which some were done; a few postings may be in no state for one of them")
        .isGreaterThanOrEqualTo(wanted.size() < MANY ? kinds.size() - 1 : kinds.size());
  }

  /** One ending an event, whichever way a command came and however often. */
  private static void toldOnce(Journey journey, Map<String, JsonNode> rows) {
    var endings = new HashMap<String, HashSet<String>>();
    Journey.await(
        Duration.ofSeconds(30),
        () -> {
          endings.clear();
          for (var kept : journey.traces.records()) {
            if (kept.topic().equals("ozon.shipments.v1")) {
              var type = Traces.header(kept.record(), "ce_type");
              Wire.decode(type, kept.record().value())
                  .filter(event -> !(event instanceof ShipmentEvent.OfTicket))
                  .filter(event -> type.matches(".*(cancelled|changed|extended|set|refused)\\.v1"))
                  .ifPresent(
                      event ->
                          endings
                              .computeIfAbsent(commandId(Wire.encode(event)), _ -> new HashSet<>())
                              .add(Traces.header(kept.record(), "ce_id")));
            }
          }
          return endings.size() >= rows.size();
        });
    assertThat(endings.keySet()).isEqualTo(rows.keySet());
    assertThat(endings.values()).allSatisfy(ids -> assertThat(ids).hasSize(1));
  }

  private static String commandId(byte[] event) {
    try {
      return JSON.readTree(event).path("commandId").asText();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
