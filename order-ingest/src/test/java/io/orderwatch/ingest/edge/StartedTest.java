package io.orderwatch.ingest.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderwatch.backing.edge.BackingServices;
import io.orderwatch.backing.edge.Database;
import io.orderwatch.backing.edge.quarkus.Backed;
import io.orderwatch.backing.edge.quarkus.Door;
import io.orderwatch.operations.edge.SaidOnce;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.assertj.core.api.Assertions;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Test;

/** What a service that starts waits for, and what it says meanwhile. */
@QuarkusTest
@TestProfile(StartedTest.WithoutATopic.class)
class StartedTest {

  private static final String LATE = "ozon.store-ratings.v1";
  private static final String FLYWAY = "org.flywaydb.core.internal.jdbc.JdbcUtils";

  /** One of the topics that it writes is not there. */
  public static final class WithoutATopic implements QuarkusTestProfile {

    @Override
    public boolean disableGlobalTestResources() {
      return true;
    }

    @Override
    public List<TestResourceEntry> testResources() {
      return List.of(
          new TestResourceEntry(
              Backed.class,
              Map.of(
                  "alone",
                  "yes",
                  "schema",
                  "ingest",
                  "topics",
                  "ozon.postings.v1,ozon.posting-state.v1,ozon.returns.v1,ozon.cancellations.v1,ozon.chats.v1,"
                      + "ozon.stores.v1,order-ingest.dlq")));
    }
  }

  @SuppressWarnings("NullAway.Init") // set by the framework
  @TestHTTPResource("/")
  URI service;

  @SuppressWarnings("NullAway.Init") // set by the framework
  @TestHTTPResource(management = true)
  URI management;

  @SuppressWarnings("NullAway.Init") // set by the resource
  BackingServices servers;

  @Test
  void a_topic_that_is_written_and_not_there_is_waited_for_and_named() throws Exception {
    var door = new Door(management);
    await().until(() -> door.ask("GET /q/health/ready", null).statusCode() == 200);
    var waiting = door.ask("GET /q/health/started", null);
    assertThat(waiting.statusCode()).isEqualTo(503);
    assertThat(waiting.body()).contains("\"missing\": \"[" + LATE + "]\"");

    try (var admin =
        Admin.create(Map.of("bootstrap.servers", servers.broker().bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic(LATE, 2, (short) 1))).all().get();
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> door.ask("GET /q/health/started", null).statusCode() == 200);
      admin.deleteTopics(List.of(LATE)).all().get();
    }
    assertThat(door.ask("GET /q/health/started", null).statusCode())
        .as("once it was there")
        .isEqualTo(200);
  }

  @Test
  void a_database_that_is_waited_for_at_the_start_is_one_line() {
    var all = new ArrayList<String>();
    var said = new ArrayList<String>();
    var filter = new SaidOnce();
    var handler =
        new Handler() {
          @Override
          public void publish(LogRecord line) {
            all.add(line.getMessage());
            if (filter.isLoggable(line)) {
              said.add(line.getMessage());
            }
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    var log = Logger.getLogger(FLYWAY);
    log.addHandler(handler);
    try {
      Assertions.assertThatThrownBy(
              () ->
                  Flyway.configure()
                      .dataSource(Database.nowhere())
                      .connectRetries(3)
                      .connectRetriesInterval(1)
                      .load()
                      .migrate())
          .isInstanceOf(FlywayException.class);
    } finally {
      log.removeHandler(handler);
    }
    assertThat(all).as("what Flyway says").hasSizeGreaterThanOrEqualTo(3);
    assertThat(said).singleElement().asString().contains("refused");
  }
}
