package io.orderwatch.journey.passport;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderwatch.local.ServiceName;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * One day on which everything goes wrong at once: Ozon fails in every documented way and is slow
 * for a while, each service is killed, the broker stops and PostgreSQL is cut off, while spans go
 * to a collector and logs are JSON. It is lived once; each test judges it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HardDayJourneyTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MESSAGE = "POST /v1/chat/send/message";
  private static final String STEP = "timer passport/step";

  /** On the way of a posting that was split off. */
  private static final String INHERITED = "compliance-service: call inheriting";

  /**
   * Several faults in a row of one call add up in real time, which here is hours of the story:
   * three of them, so that the last step of the ladder, six before the end, is still demanded.
   */
  private static final Duration SLACK = Duration.ofSeconds(22);

  final Collector collector = new Collector();
  final Journey journey =
      Journey.begin(
          "hard",
          Journey.paced(400),
          Journey.story(
              """
              {"throttled": 0.02, "serverError": 0.02, "badGateway": 0.015, "emptyOk": 0.02, "slowAfterEffect": 0.015,
               "droppedAfterEffect": 0.02, "wrappedLists": 0.3, "unknownEnum": 0.05, "pushLate": 0.1, "pushDuplicate": 0.1,
               "pushReordered": 0.1, "pushMissing": 0.2, "slowMillis": 4000}"""),
          Map.of(
              "QUARKUS_OTEL_SDK_DISABLED", "false",
              "QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT", collector.url(),
              "QUARKUS_OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf",
              "QUARKUS_OTEL_BSP_SCHEDULE_DELAY", "PT0.2S",
              "QUARKUS_LOG_CONSOLE_JSON_ENABLED", "true"));

  private final Set<String> cancelled = new HashSet<>();
  private Set<ServiceName> unreadyWithoutBroker = Set.of();
  private Set<ServiceName> unready = Set.of();
  private List<String> failedProbes = List.of();

  @BeforeAll
  void live_through_the_day() {
    assertThat(level("GET", "io.orderwatch.mailbox", "").path("level").asText()).isEqualTo("INFO");
    var debug = "{\"level\": \"DEBUG\", \"lasting\": \"PT2M\"}";
    assertThat(level("PUT", "io.orderwatch.mailbox", debug).path("level").asText())
        .isEqualTo("DEBUG");
    for (var service :
        List.of(
            ServiceName.INGEST,
            ServiceName.NOTIFICATION,
            ServiceName.LOGISTICS,
            ServiceName.COMPLIANCE)) {
      PassportDay.pause(Duration.ofSeconds(2));
      if (service == ServiceName.LOGISTICS) {
        cancelled.addAll(PassportDay.cancelSome(journey, PassportDay.POSTINGS));
      }
      var part = journey.set.service(service);
      journey.outage(part::kill, part::start);
    }
    outages();
    journey.awaitEnd(PassportDay.POSTINGS);
  }

  private void outages() {
    try (var probes = new Probes(journey.set)) {
      probes.awaitStarted();
      PassportDay.pause(Duration.ofSeconds(3));
      var broker = journey.set.broker();
      journey.outage(
          () -> {
            broker.stop();
            journey.faults("{\"slowAfterEffect\": 0.5}");
            PassportDay.pause(Duration.ofSeconds(8));
            journey.faults("{\"slowAfterEffect\": 0.015}");
            PassportDay.pause(Duration.ofSeconds(3));
            unreadyWithoutBroker = probes.unready();
          },
          broker::start);
      PassportDay.pause(Duration.ofSeconds(3));
      var database = journey.set.database();
      journey.outage(
          () -> {
            database.stop();
            PassportDay.pause(Duration.ofSeconds(3));
          },
          database::start);
      PassportDay.pause(Duration.ofSeconds(3));
      unready = probes.unready();
      failedProbes = probes.failed();
    }
  }

  @AfterAll
  void stop() {
    journey.close();
    collector.close();
  }

  @Test
  void nothing_is_lost_or_done_twice_and_every_step_of_the_ladder_reaches_its_buyer() {
    assertThat(
            PassportDay.check(
                journey, PassportDay.POSTINGS, SLACK, Duration.ofSeconds(10), cancelled))
        .as("buyers who had to hear the last step of the ladder")
        .isGreaterThan(10);
    assertThat(journey.summary().path("faults").toString())
        .as("faults that struck")
        .contains("droppedAfterEffect", "emptyOk", "slowAfterEffect");
    assertThat(journey.set.services()).allMatch(service -> service.running() && service.ready());
    assertThat(journey.traces.haystack().placesOf(journey.canaries()))
        .as("places where personal data was found")
        .isEmpty();
  }

  @Test
  void services_stay_ready_without_the_broker_and_none_would_be_restarted() {
    assertThat(unreadyWithoutBroker).as("not ready while the broker is away").isEmpty();
    assertThat(unready)
        .as("not ready while the database is away: all but the one that answers Ozon's pushes")
        .containsExactlyInAnyOrder(
            ServiceName.COMPLIANCE, ServiceName.NOTIFICATION, ServiceName.LOGISTICS);
    assertThat(failedProbes).as("probes after which a pod would be restarted").isEmpty();
  }

  @Test
  void what_dashboards_and_alerts_name_is_exposed() {
    assertThat(Metrics.missing(journey.set)).isEmpty();
  }

  @Test
  void one_trace_goes_from_the_poll_to_the_message_to_the_buyer() {
    var ways =
        collector.spans().stream()
            .filter(span -> span.name().equals(MESSAGE))
            .map(collector::way)
            .filter(way -> way.getLast().service().equals("order-ingest"))
            // the last spans of a service that is killed are lost
            .filter(way -> way.getLast().root())
            .toList();
    assertThat(ways)
        .as("messages whose way begins where Ozon is asked")
        .isNotEmpty()
        .allSatisfy(
            way -> {
              assertThat(way.stream().map(Collector.Kept::trace).distinct()).hasSize(1);
              assertThat(way.stream().map(span -> span.service() + ": " + span.name()))
                  .filteredOn(step -> !step.equals(INHERITED))
                  .startsWith(
                      "notification-service: " + MESSAGE,
                      "notification-service: call chat-reminder",
                      "notification-service: process ozon.passports.v1",
                      "compliance-service: timer passport/step",
                      "compliance-service: process ozon.postings.v1")
                  .last()
                  .isIn("order-ingest: poll", "order-ingest: reread");
              assertThat(
                      way.stream()
                          .map(span -> span.attribute("orderwatch.posting"))
                          .filter(posting -> !posting.isEmpty())
                          .distinct())
                  .hasSize(1);
            });
  }

  @Test
  void a_later_reminder_begins_a_trace_that_is_linked_to_the_one_before() {
    var first =
        collector.spans().stream()
            .filter(span -> span.name().equals(STEP) && !span.root())
            .collect(Collectors.groupingBy(span -> span.attribute("orderwatch.posting")));
    assertThat(collector.spans().stream().filter(span -> span.name().equals(STEP) && span.root()))
        .isNotEmpty()
        .anySatisfy(
            later ->
                assertThat(first.get(later.attribute("orderwatch.posting")))
                    .extracting(Collector.Kept::trace)
                    .containsAnyElementsOf(later.links()));
  }

  @Test
  void spans_and_logs_hold_no_personal_data_and_probes_and_pushes_make_no_span()
      throws IOException {
    var canaries = journey.canaries();
    assertThat(canaries).hasSizeGreaterThan(3);
    assertThat(collector.seenOf(canaries)).isEmpty();
    for (var service : journey.set.services()) {
      assertThat(Files.readString(service.log())).doesNotContain(canaries.toArray(String[]::new));
    }
    var posting = journey.ledger().getFirst().key().split(":", 2)[1];
    assertThat(collector.seenOf(List.of(posting))).as("the search finds what is there").hasSize(1);
    assertThat(collector.spans().stream().map(Collector.Kept::name))
        .noneMatch(name -> name.contains("/q/") || name.contains("/ozon/push"));
    assertThat(services()).contains("order-ingest", "compliance-service", "notification-service");
  }

  private Set<String> services() {
    return collector.spans().stream().map(Collector.Kept::service).collect(Collectors.toSet());
  }

  @Test
  void a_line_of_the_log_names_store_posting_and_trace() throws IOException {
    var call = line().orElseThrow(() -> new AssertionError("no line of a call in the log"));
    var about = call.path("mdc");
    assertThat(call.path("level").asText()).isEqualTo("DEBUG");
    assertThat(about.path("store").asText()).isIn("1001", "1002", "1003");
    assertThat(journey.ledger())
        .extracting(Truth::key)
        .contains(about.path("store").asText() + ":" + about.path("posting").asText());
    assertThat(collector.spans())
        .extracting(Collector.Kept::trace)
        .contains(about.path("traceId").asText());
  }

  private Optional<JsonNode> line() throws IOException {
    for (var line : Files.readAllLines(journey.set.service(ServiceName.NOTIFICATION).log())) {
      var read = JSON.readTree(line);
      if (read.path("message").asText().startsWith("chat-reminder, try ")) {
        return Optional.of(read);
      }
    }
    return Optional.empty();
  }

  @Test
  void what_might_log_personal_data_cannot_be_switched_on() {
    var refused = levels("PUT", "jdk.httpclient.HttpClient", "{\"level\": \"DEBUG\"}");
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    assertThat(refused.body()).contains("only for categories under io.orderwatch");
    assertThat(levels("PUT", "io.orderwatch", "{\"level\": \"LOUD\"}").statusCode()).isEqualTo(400);
  }

  private JsonNode level(String method, String category, String body) {
    try {
      return JSON.readTree(levels(method, category, body).body());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpResponse<String> levels(String method, String category, String body) {
    return journey.send(
        HttpRequest.newBuilder(
                URI.create(
                    journey.set.url(ServiceName.NOTIFICATION) + "/api/log-levels/" + category))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build());
  }
}
