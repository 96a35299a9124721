package io.orderwatch.compliance.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderwatch.backing.edge.BackingServices;
import io.orderwatch.backing.edge.quarkus.Backed;
import io.orderwatch.backing.edge.quarkus.Door;
import io.orderwatch.backing.edge.quarkus.Logged;
import io.orderwatch.backing.edge.quarkus.Logged.Line;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;

/** An outage is told when it begins and when it is over; what fails in between is counted. */
@QuarkusTest
@TestProfile(OutageTest.Alone.class)
class OutageTest {

  /** Servers that nobody else needs. */
  public static final class Alone implements QuarkusTestProfile {

    @Override
    public boolean disableGlobalTestResources() {
      return true;
    }

    @Override
    public List<TestResourceEntry> testResources() {
      return List.of(
          new TestResourceEntry(
              Backed.class,
              Map.of("alone", "yes", "schema", "compliance", "topics", String.join(",", TOPICS))));
    }
  }

  private static final Duration AWAY =
      Duration.ofSeconds(Integer.getInteger("orderwatch.away", 10));
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final List<String> TOPICS =
      List.of(
          "ozon.postings.v1",
          "ozon.messages.v1",
          "ozon.passports.v1",
          "ozon.shipments.v1",
          "ozon.returns.v1",
          "ozon.store-ratings.v1",
          "ozon.stores.v1",
          "ozon.store-health.v1",
          "compliance-service.dlq");

  @SuppressWarnings("NullAway.Init") // set by the framework
  @TestHTTPResource("/")
  URI service;

  @SuppressWarnings("NullAway.Init") // set by the framework
  @TestHTTPResource(management = true)
  URI management;

  @SuppressWarnings("NullAway.Init") // set by the resource
  BackingServices servers;

  @Test
  void a_database_that_is_away_is_told_once_and_once_that_it_is_back() throws Exception {
    var door = new Door(service);
    var asked = new Door(management);
    await().atMost(PATIENCE).until(() -> status(asked, "/q/health/ready") == 200);
    try (var logged = new Logged();
        var browser = HttpClient.newHttpClient()) {
      var page = HttpRequest.newBuilder(service.resolve("/board/events")).build();
      var looks = browser.sendAsync(page, BodyHandlers.discarding());
      servers.database().stop();
      assertThat(status(door, "/api/cases")).as("asked while it is away").isEqualTo(503);
      for (var end = System.nanoTime() + AWAY.toNanos(); System.nanoTime() < end; ) {
        ask(asked, "/q/health/ready", "/q/health/well", "/q/metrics");
        ask(door, "/api/cases", "/board");
        Thread.sleep(500);
      }
      servers.database().start();
      await().atMost(PATIENCE).until(() -> !told(logged, "the database is back").isEmpty());
      assertThat(status(asked, "/q/health/ready")).isEqualTo(200);
      few(logged, "the database", "PSQLException");
      assertThat(failures(asked, "database")).as("what was not told").isGreaterThan(20);
      assertThat(looks).as("the page's stream of changes").isNotDone();
      browser.shutdownNow();
    }
  }

  @Test
  void so_is_a_Kafka_that_is_away() throws Exception {
    var asked = new Door(management);
    await().atMost(PATIENCE).until(() -> status(asked, "/q/health/well") == 200);
    try (var logged = new Logged()) {
      servers.broker().stop();
      for (var end = System.nanoTime() + AWAY.toNanos(); System.nanoTime() < end; ) {
        ask(asked, "/q/health/ready", "/q/health/well", "/q/metrics");
        Thread.sleep(500);
      }
      servers.broker().start();
      await().atMost(PATIENCE).until(() -> !told(logged, "Kafka is back").isEmpty());
      few(logged, "Kafka", servers.broker().bootstrapServers());
      assertThat(failures(asked, "kafka")).as("what was not told").isGreaterThan(2);
    }
  }

  private static void few(Logged logged, String server, String cause) {
    assertThat(logged.bad()).hasSizeLessThanOrEqualTo(5);
    assertThat(logged.bad())
        .filteredOn(line -> line.text().startsWith(server + " is away: "))
        .singleElement()
        .satisfies(line -> assertThat(line.text()).contains(cause));
    assertThat(told(logged, server + " is back"))
        .singleElement()
        .satisfies(
            line -> assertThat(line.text()).matches(".* after \\d+ s, \\d+ attempts failed"));
  }

  private static List<Line> told(Logged logged, String beginning) {
    return logged.lines().stream()
        .filter(line -> line.level().equals(Level.INFO) && line.text().startsWith(beginning))
        .toList();
  }

  private static void ask(Door door, String... paths) {
    for (var path : paths) {
      status(door, path);
    }
  }

  private static int status(Door door, String path) {
    return door.ask("GET " + path, null).statusCode();
  }

  private static double failures(Door door, String server) {
    var begins = "mailbox_outage_failures_total{server=\"%s\"}".formatted(server);
    return door.ask("GET /q/metrics", null)
        .body()
        .lines()
        .filter(line -> line.startsWith(begins))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }
}
