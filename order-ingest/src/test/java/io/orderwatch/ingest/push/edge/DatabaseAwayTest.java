package io.orderwatch.ingest.push.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderwatch.backing.edge.BackingServices;
import io.orderwatch.backing.edge.quarkus.Backed;
import io.orderwatch.backing.edge.quarkus.Door;
import io.orderwatch.backing.edge.quarkus.Logged;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Level;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What Ozon sees of a database that is away, and an operator in the log. */
@QuarkusTest
@TestProfile(DatabaseAwayTest.Alone.class)
class DatabaseAwayTest {

  static final String SECRET = "long-and-hard-to-guess";
  private static final Duration AWAY =
      Duration.ofSeconds(Integer.getInteger("orderwatch.away", 10));
  private static final int AT_ONCE = 10;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Ozon ends all pushes if one takes longer (seller-api.md 10.2). */
  private static final Duration OZONS = Duration.ofSeconds(5);

  /** Servers that nobody else needs; the store's Ozon is not there. */
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
              Map.of(
                  "alone",
                  "yes",
                  "schema",
                  "ingest",
                  "topics",
                  "ozon.postings.v1,ozon.posting-state.v1,ozon.returns.v1,ozon.cancellations.v1,ozon.chats.v1,"
                      + "ozon.stores.v1,ozon.store-ratings.v1,order-ingest.dlq",
                  "orderwatch.ozon.keys",
                  "1001=key",
                  "orderwatch.ozon.url",
                  "http://127.0.0.1:9",
                  "orderwatch.ingest.push-secret",
                  SECRET)));
    }
  }

  private record Answered(int posting, int status, Duration took, String body) {}

  @SuppressWarnings("NullAway.Init") // set by the framework
  @TestHTTPResource("/")
  URI service;

  @SuppressWarnings("NullAway.Init") // set by the framework
  @TestHTTPResource(management = true)
  URI management;

  @SuppressWarnings("NullAway.Init") // set by the resource
  BackingServices servers;

  @SuppressWarnings("NullAway.Init") // set by the framework
  @Inject
  DataSource database;

  @Test
  void pushes_are_answered_in_time_and_none_is_taken_that_is_not_kept() throws Exception {
    var door = new Door(management);
    await().atMost(PATIENCE).until(() -> status(door, "/q/health/started") == 200);
    await().atMost(PATIENCE).until(() -> status(door, "/q/health/ready") == 200);
    var before = pushes(0, 50);
    assertThat(before).extracting(Answered::status).containsOnly(200);

    List<Answered> away;
    try (var logged = new Logged()) {
      servers.database().stop();
      away = pushedFor(AWAY, door, 1000);
      servers.database().start();
      await().atMost(PATIENCE).until(() -> !back(logged).isEmpty());
      assertThat(logged.bad())
          .as("but for the store's Ozon, which is not there either")
          .filteredOn(line -> !line.text().endsWith("cannot be read: unavailable; tried again"))
          .hasSizeLessThanOrEqualTo(5);
      assertThat(logged.bad())
          .filteredOn(line -> line.text().startsWith("the database is away: "))
          .hasSize(1);
      assertThat(back(logged)).hasSize(1);
    }
    assertThat(away).hasSizeGreaterThan(200);
    assertThat(away)
        .extracting(Answered::took)
        .as("Ozon waits no longer")
        .allSatisfy(took -> assertThat(took).isLessThan(OZONS));
    var known = away.subList(AT_ONCE, away.size());
    assertThat(known)
        .filteredOn(each -> each.took().compareTo(Duration.ofSeconds(1)) >= 0)
        .as("of a hundred one may take a second, once the first have found out")
        .hasSizeLessThanOrEqualTo(known.size() / 100);
    assertThat(away)
        .extracting(Answered::status, Answered::body)
        .containsOnly(
            org.assertj.core.groups.Tuple.tuple(
                503,
                "{\"error\":{\"code\":\"ERROR_UNKNOWN\",\"message\":\"this push cannot be kept now\",\"details\":null}}"));

    var again = away.stream().map(Answered::posting).toList();
    for (var posting : again) {
      assertThat(push(posting).status()).isEqualTo(200);
      assertThat(push(posting).status()).as("and once more").isEqualTo(200);
    }
    assertThat(kept().values()).as("each once").containsOnly(1);
    assertThat(kept().keySet())
        .containsAll(before.stream().map(each -> number(each.posting())).toList())
        .containsAll(again.stream().map(DatabaseAwayTest::number).toList())
        .hasSize(before.size() + again.size());
  }

  private List<Answered> pushedFor(Duration time, Door door, int first)
      throws InterruptedException, ExecutionException {
    var answered = new ArrayList<Answered>();
    for (var end = System.nanoTime() + time.toNanos(); System.nanoTime() < end; ) {
      answered.addAll(pushes(first + answered.size(), AT_ONCE));
      assertThat(status(door, "/q/health/ready")).as("stays in service").isEqualTo(200);
      assertThat(status(door, "/q/health/live")).isEqualTo(200);
      Thread.sleep(200);
    }
    return answered;
  }

  /** So many at the same time. */
  private List<Answered> pushes(int first, int count)
      throws InterruptedException, ExecutionException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var pushed = new ArrayList<Future<Answered>>();
      for (var i = 0; i < count; i++) {
        var posting = first + i;
        pushed.add(threads.submit(() -> push(posting)));
      }
      var answered = new ArrayList<Answered>();
      for (var each : pushed) {
        answered.add(each.get());
      }
      return answered;
    }
  }

  private Answered push(int posting) {
    var began = System.nanoTime();
    var answer =
        new Door(service)
            .ask(
                "POST /ozon/push/1001/" + SECRET,
                "{\"message_type\":\"TYPE_STATE_CHANGED\",\"seller_id\":1001,\"posting_number\":\"%s\"}"
                    .formatted(number(posting)));
    return new Answered(
        posting, answer.statusCode(), Duration.ofNanos(System.nanoTime() - began), answer.body());
  }

  private static String number(int posting) {
    return "%d-0001-1".formatted(posting);
  }

  private static List<Logged.Line> back(Logged logged) {
    return logged.lines().stream()
        .filter(line -> line.level().equals(Level.INFO))
        .filter(line -> line.text().startsWith("the database is back after"))
        .toList();
  }

  private static int status(Door door, String path) {
    return door.ask("GET " + path, null).statusCode();
  }

  private Map<String, Integer> kept() throws SQLException {
    try (var connection = database.getConnection();
        var select =
            connection.prepareStatement(
                "select posting, count(*) from hint where store = '1001' group by posting");
        var rows = select.executeQuery()) {
      var kept = new TreeMap<String, Integer>();
      while (rows.next()) {
        kept.put(rows.getString(1), rows.getInt(2));
      }
      return kept;
    }
  }
}
