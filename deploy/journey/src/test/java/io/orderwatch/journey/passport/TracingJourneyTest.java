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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A few cases in the whole set, with a collector of spans and logs as JSON. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TracingJourneyTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MESSAGE = "POST /v1/chat/send/message";
  private static final String SECOND = "timer passport/step";

  final Collector collector = new Collector();
  final Journey journey =
      Journey.begin(
          "tracing",
          2160,
          """
          {"seed": 7, "postings": 16, "arrivalWindow": "PT1H", "awaitingShare": 0.5, "rateLimit": 200,
           "buyers": {"never": 1}, "readerShare": 1, "answerShare": 1, "passportInAnswerShare": 1}""",
          Map.of(
              "QUARKUS_OTEL_SDK_DISABLED", "false",
              "QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT", collector.url(),
              "QUARKUS_OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf",
              "QUARKUS_OTEL_BSP_SCHEDULE_DELAY", "PT0.2S",
              "QUARKUS_LOG_CONSOLE_JSON_ENABLED", "true"));

  @BeforeAll
  void more_is_logged_and_the_second_reminders_are_waited_for() {
    assertThat(level("GET", "io.orderwatch.mailbox", "").path("level").asText()).isEqualTo("INFO");
    var debug = "{\"level\": \"DEBUG\", \"lasting\": \"PT2M\"}";
    assertThat(level("PUT", "io.orderwatch.mailbox", debug).path("level").asText())
        .isEqualTo("DEBUG");
    Journey.await(
        Duration.ofSeconds(60),
        () ->
            collector.spans().stream().anyMatch(span -> !span.links().isEmpty()) && messages() > 4);
  }

  @AfterAll
  void stop() {
    journey.close();
    collector.close();
  }

  private long messages() {
    return collector.spans().stream().filter(span -> span.name().equals(MESSAGE)).count();
  }

  @Test
  void one_trace_goes_from_the_poll_to_the_message_to_the_buyer() {
    var ways =
        collector.spans().stream()
            .filter(span -> span.name().equals(MESSAGE))
            .map(collector::way)
            .filter(way -> way.getLast().service().equals("order-ingest"))
            .toList();
    assertThat(ways)
        .as("messages whose way begins where Ozon is asked")
        .isNotEmpty()
        .allSatisfy(
            way -> {
              assertThat(way.stream().map(Collector.Kept::trace).distinct()).hasSize(1);
              assertThat(way.getLast().root()).isTrue();
              assertThat(way.stream().map(span -> span.service() + ": " + span.name()))
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
            .filter(span -> span.name().equals(SECOND) && !span.root())
            .collect(Collectors.groupingBy(span -> span.attribute("orderwatch.posting")));
    assertThat(collector.spans().stream().filter(span -> span.name().equals(SECOND) && span.root()))
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
