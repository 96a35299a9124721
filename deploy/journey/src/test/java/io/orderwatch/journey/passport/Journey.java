package io.orderwatch.journey.passport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderwatch.clock.ScaledClock;
import io.orderwatch.local.Ozon;
import io.orderwatch.local.Ports;
import io.orderwatch.local.ServiceName;
import io.orderwatch.local.edge.SetConfig;
import io.orderwatch.local.edge.WholeSet;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;

/**
 * The whole set living through one story of the simulator's, on a clock that makes a day of it
 * short.
 */
final class Journey implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Until all work again after one has come back: leases end after 5 s, Kafka gives up a consumer
   * that was killed after 10 s.
   */
  private static final Duration RECOVERY = Duration.ofSeconds(10);

  private static final Path ROOT = Path.of(System.getProperty("orderwatch.root"));

  final double rate;
  final WholeSet set;
  final Traces traces;
  final Outages outages = new Outages();
  private final HttpClient http = HttpClient.newHttpClient();

  /**
   * @param rate seconds of the story per second
   */
  static Journey begin(String name, double rate, String faults) {
    return begin(name, rate, story(faults), Map.of());
  }

  /**
   * As many orders, five hundred if nobody says, a third of them waiting; who answers in the chat
   * may send a passport. Some have two postings, some are split, some are not found while they are
   * young, and some buyers cannot be written to, without a word why.
   */
  static String story(String faults) {
    return story(PassportDay.POSTINGS, "", Duration.ofMinutes(90), faults);
  }

  /**
   * @param more fields of the scenario, each with a comma behind it
   * @param young how long Ozon's methods may not know a posting, in the story; services ask for two
   *     minutes of real time before they leave it to a person
   */
  static String story(int postings, String more, Duration young, String faults) {
    return """
    {"seed": 7, "postings": %d, %s"arrivalWindow": "PT6H", "awaitingShare": 0.334, "lifePace": 4,
     "suppliesDelay": "PT90M", "readDelay": "PT30M", "passportInAnswerShare": 1, "rateLimit": 200,
     "severalPostingsShare": 0.06, "splitShare": 0.03, "youngShare": 0.05, "youngTime": "%s",
     "wordlessShare": 0.03, "faults": %s}"""
        .formatted(postings, more, young, faults);
  }

  /**
   * @param environment of every process, besides what all journeys have
   */
  static Journey begin(String name, double rate, String story, Map<String, String> environment) {
    try {
      var home = ROOT.resolve("deploy/journey/target/journeys/" + name);
      Files.createDirectories(home);
      var scenario = home.resolve("scenario.json");
      Files.writeString(scenario, story);
      var variables = new HashMap<>(environment);
      variables.put("ORDERWATCH_OZON_TIMEOUT", "PT2S");
      variables.put("ORDERWATCH_OZON_CALLS_PER_SECOND", "50");
      variables.put("ORDERWATCH_MAILBOX_SETTLING", "PT4S");
      variables.put("ORDERWATCH_BACKING", "embedded");
      // The judge counts each step from the creation of a posting, by day and by night.
      variables.put("ORDERWATCH_PASSPORT_QUIET_HOURS", "off");
      variables.put("ORDERWATCH_PASSPORT_LEAST_GAP", "PT0S");
      variables.put("ORDERWATCH_PASSPORT_PATIENCE_OPENED", "PT0S");
      variables.put("ORDERWATCH_PASSPORT_PATIENCE_ANSWERED", "PT0S");
      variables.put("ORDERWATCH_CAP_MESSAGES", "1000000");
      // Ten minutes of the story are shorter than a round takes.
      variables.put("ORDERWATCH_INGEST_RETURNS_EVERY", "PT2H");
      variables.put("ORDERWATCH_CHATS_EVERY", "PT2H");
      var now = Instant.now();
      var clock = new ScaledClock(now, now, rate, ZoneOffset.UTC, Clock.systemUTC());
      var config =
          SetConfig.of(ROOT, new Ports(freePorts()), clock, new Ozon.Simulated(scenario.toString()))
              .withData(home.resolve("data"), false)
              .withLogs(home.resolve("logs"))
              .withEnvironment(variables);
      return new Journey(rate, WholeSet.started(inContainers() ? contained(config) : config));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The rate on this machine: {@code ORDERWATCH_JOURNEY_PACE}, 1 if unset, is its share. */
  static double paced(double rate) {
    var pace = System.getenv("ORDERWATCH_JOURNEY_PACE");
    return pace == null || pace.isBlank() ? rate : rate * Double.parseDouble(pace);
  }

  /** Whether {@code ORDERWATCH_SET=containers} asks for everything in containers. */
  static boolean inContainers() {
    return "containers".equals(System.getenv("ORDERWATCH_SET"));
  }

  private static SetConfig contained(SetConfig config) {
    var variables = new HashMap<>(System.getenv());
    variables.remove("ORDERWATCH_BACKING");
    return config.inContainers(variables);
  }

  private Journey(double rate, WholeSet set) {
    this.rate = rate;
    this.set = set;
    this.traces = new Traces(set);
  }

  /** A part of the set is away: killed or stopped, and then started again. */
  void outage(Runnable away, Runnable start) {
    var clock = set.config().clock();
    var from = clock.now();
    away.run();
    start.run();
    outages.add(from, clock.now().plus(story(RECOVERY)));
  }

  /** How much of the story passes in a real time. */
  Duration story(Duration real) {
    return Duration.ofNanos(Math.round(real.toNanos() * rate));
  }

  List<Truth> ledger() {
    var ledger = new ArrayList<Truth>();
    json(simulator() + "/simulator/postings").forEach(posting -> ledger.add(Truth.read(posting)));
    return ledger;
  }

  List<String> canaries() {
    var canaries = new ArrayList<String>();
    collect(json(simulator() + "/simulator/canaries"), canaries);
    return canaries;
  }

  private static void collect(JsonNode node, List<String> texts) {
    if (node.isTextual()) {
      texts.add(node.asText());
    }
    node.forEach(child -> collect(child, texts));
  }

  /** Changes what goes wrong at Ozon from now on; what is not named stays as it was. */
  void faults(String changed) {
    send(
        HttpRequest.newBuilder(URI.create(simulator() + "/simulator/faults"))
            .POST(HttpRequest.BodyPublishers.ofString(changed))
            .build());
  }

  JsonNode summary() {
    return json(simulator() + "/simulator/summary");
  }

  /** Ozon's support does what a ticket asks for. */
  void supportChangesTracking(String key, String number) {
    var colon = key.indexOf(':');
    var body =
        """
        {"store": "%s", "posting": "%s", "tracking": "%s"}"""
            .formatted(key.substring(0, colon), key.substring(colon + 1), number);
    var answer =
        send(
            HttpRequest.newBuilder(URI.create(simulator() + "/simulator/support/tracking"))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    if (answer.statusCode() != 200) {
      throw new AssertionError("the support answered " + answer.statusCode());
    }
  }

  private String simulator() {
    return set.simulator().orElseThrow().url();
  }

  /** The lines of the simulator's ledger about one posting, of one kind. */
  List<JsonNode> ledger(String key, String kind) {
    var posting = key.split(":", 2)[1];
    return ledger(kind).stream()
        .filter(fact -> fact.path("posting").asText().equals(posting))
        .toList();
  }

  /** The lines of the simulator's ledger of one kind. */
  List<JsonNode> ledger(String kind) {
    try {
      var lines = new ArrayList<JsonNode>();
      for (var line :
          send(HttpRequest.newBuilder(URI.create(simulator() + "/simulator/ledger")).build())
              .body()
              .lines()
              .toList()) {
        var fact = JSON.readTree(line);
        if (fact.path("kind").asText().equals(kind)) {
          lines.add(fact);
        }
      }
      return lines;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a service answers to a GET. */
  JsonNode asked(ServiceName service, String path) {
    return json(set.url(service) + path);
  }

  /** Asks logistics-service to cancel; it answers 2xx or says why not. */
  HttpResponse<String> cancel(String key, String commandId) {
    var parts = key.split(":", 2);
    var body =
        "{\"commandId\":\"%s\",\"reasonId\":402,\"comment\":\"asked by a person\",\"requestedBy\":\"journey\"}"
            .formatted(commandId);
    return send(
        HttpRequest.newBuilder(
                URI.create(
                    set.url(ServiceName.LOGISTICS)
                        + "/api/postings/%s/%s/cancel".formatted(parts[0], parts[1])))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  /** Waits until every posting has come and none waits for passport data any more, in the story. */
  void awaitEnd(int postings) {
    awaitEnd(postings, Duration.ofMinutes(8));
  }

  void awaitEnd(int postings, Duration atMost) {
    await(
        atMost,
        () ->
            summary().path("postings").asInt() >= postings
                && summary().path("openAwaiting").asInt() == 0);
  }

  private JsonNode json(String url) {
    try {
      return JSON.readTree(send(HttpRequest.newBuilder(URI.create(url)).build()).body());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException("no answer from " + request.uri(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static void await(Duration atMost, BooleanSupplier until) {
    Awaitility.await()
        .atMost(atMost)
        .pollInterval(Duration.ofMillis(500))
        .until(until::getAsBoolean);
  }

  /** Twelve free ports in a row. */
  private static int freePorts() throws IOException {
    for (var base = 21000; base < 30000; base += 20) {
      if (free(base)) {
        return base;
      }
    }
    throw new IllegalStateException("no twelve free ports in a row");
  }

  private static boolean free(int base) {
    for (var port = base; port < base + Ports.COUNT; port++) {
      try (var socket = new ServerSocket(port)) {
        socket.setReuseAddress(true);
      } catch (IOException e) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() {
    set.close();
  }
}
