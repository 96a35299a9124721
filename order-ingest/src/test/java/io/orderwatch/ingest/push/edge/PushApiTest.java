package io.orderwatch.ingest.push.edge;

import static io.orderwatch.ingest.posting.edge.FakeOzon.posting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderwatch.backing.edge.Database;
import io.orderwatch.ingest.polling.edge.StoresHeld;
import io.orderwatch.ingest.posting.edge.FakeOzon;
import io.orderwatch.ingest.posting.edge.Ingest;
import io.orderwatch.mailbox.edge.Outages;
import io.orderwatch.operations.edge.rest.StrictJson;
import io.orderwatch.ozon.edge.quarkus.OzonSettings;
import io.orderwatch.ozon.edge.quarkus.OzonStores;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PushApiTest {

  private static final String SECRET = "long-and-hard-to-guess";
  private static final String CHANGED =
      "{\"message_type\":\"TYPE_STATE_CHANGED\",\"seller_id\":1001,\"posting_number\":\"1-1\"}";

  private record Given(
      URI url, Optional<String> keys, Duration timeout, double callsPerSecond, boolean send)
      implements OzonSettings {}

  private Ingest ingest;
  private FakeOzon ozon;
  private OzonStores stores;
  private StoresHeld held;
  private Hints hints;
  private PushMetrics metrics;
  private RereadingPostings rereading;
  private PushApi api;
  private Sentinel sentinel;

  @BeforeEach
  void start() throws Exception {
    ozon = new FakeOzon();
    ingest = new Ingest(Optional.of(SECRET));
    sentinel = new Sentinel(ingest.registry);
    stores =
        new OzonStores(
            new Given(ozon.url(), Optional.of("1001=key"), Duration.ofSeconds(10), 12, false),
            Ingest.Waiting.USUAL,
            ingest.clock,
            ingest.registry);
    metrics = new PushMetrics(ingest.registry, ingest.clock);
    held = new StoresHeld(stores, ingest.mailbox);
    hints = new Hints(ingest.database, ingest.clock, ingest.settings, Outages.none());
    rereading =
        new RereadingPostings(
            stores, held, hints, ingest.readings, ingest.chats(), ingest.polls, metrics);
    api = api(stores, metrics, hints);
    held.share();
    rereading.start(new StartupEvent());
  }

  private PushApi api(OzonStores stores, PushMetrics metrics, Hints hints) {
    return new PushApi(
        stores,
        hints,
        rereading,
        metrics,
        ingest.clock,
        strict(),
        ingest.settings,
        sentinel,
        new Rehearsal(stores, ingest.settings));
  }

  /** As the service's own is. */
  private static ObjectMapper strict() {
    var json = new ObjectMapper();
    new StrictJson().customize(json);
    return json;
  }

  @AfterEach
  void stop() throws Exception {
    rereading.stop(new ShutdownEvent());
    ozon.close();
    ingest.close();
  }

  @Test
  void a_ping_is_answered_as_Ozon_wants_it() throws Exception {
    var answer = push("{\"message_type\":\"TYPE_PING\",\"time\":\"2026-10-05T09:00:00Z\"}");
    assertThat(answer.getStatus()).isEqualTo(200);
    assertThat(answer.getEntity())
        .isEqualTo(new PushApi.Pong("1.0", "orderwatch", Instant.parse("2026-11-01T10:00:00Z")));
  }

  @Test
  void a_name_that_stands_twice_is_no_reason_to_refuse_Ozon() throws Exception {
    var ping = "{\"message_type\":\"TYPE_PING\",\"time\":\"2026-10-05T09:00:00Z\"";
    assertThat(push(ping + ",\"time\":\"2026-10-05T09:00:00Z\"}").getStatus()).isEqualTo(200);
  }

  @Test
  void a_hint_makes_a_reader_re_read_that_posting() throws Exception {
    ozon.answers(
        "/v3/posting/fbs/get",
        "{\"result\":%s}".formatted(posting("1-1", "delivering", "posting_on_way_to_city")));

    assertThat(metrics.last(FakeOzon.STORE)).isEmpty();
    assertThat(push(CHANGED).getEntity()).isEqualTo(new PushApi.Taken(true));
    assertThat(metrics.last(FakeOzon.STORE)).hasValue(ingest.clock.now());

    await()
        .untilAsserted(
            () -> assertThat(ingest.published()).containsExactly("posting.received.v1 1001:1-1"));
  }

  @Test
  void a_push_about_a_chat_says_nothing_and_makes_a_reader_read_it() throws Exception {
    ozon.answers(
        "/v3/chat/history",
        """
        {"has_next":false,"messages":[{"message_id":"3000000000817031942","created_at":"2026-11-01T09:59:00Z",
         "user":{"id":"115568","type":"Seller"},"data":["words"],"is_read":true,"context":{"order_number":"77"}}]}""");
    var pushed =
        """
        {"message_type":"TYPE_NEW_MESSAGE","seller_id":"1001","chat_id":"b646d975","chat_type":"Buyer_Seller",
         "message_id":"3000000000817031999","user":{"id":"115568","type":"Customer"},"data":["4509 123456"]}""";
    assertThat(push(pushed).getEntity()).isEqualTo(new PushApi.Taken(true));
    await().untilAsserted(() -> assertThat(hints.waiting()).isEmpty());
    assertThat(ingest.published())
        .as("what Ozon shows, not what was pushed")
        .containsExactly(
            "chat.started.v1 1001:b646d975",
            "chat.message-received.v1 1001:b646d975",
            "chat.message-read.v1 1001:b646d975");
    assertThat(push(pushed.replace("Buyer_Seller", "Seller_Support")).getStatus()).isEqualTo(200);
    assertThat(hints.waiting()).as("no chat with a buyer").isEmpty();
  }

  @Test
  void a_hint_is_kept_before_the_push_is_answered_and_read_by_whoever_holds_the_store()
      throws Exception {
    held.release();
    // a look that began while the store was still held would find the hint
    Thread.sleep(300);
    ozon.answers(
        "/v3/posting/fbs/get",
        "{\"result\":%s}".formatted(posting("1-1", "delivering", "posting_on_way_to_city")));
    push(CHANGED);
    assertThat(hints.waiting()).containsEntry("1001", 1L);
    assertThat(ozon.asked).isEmpty();

    held.share();
    await().untilAsserted(() -> assertThat(ingest.published()).hasSize(1));
    await().untilAsserted(() -> assertThat(hints.waiting()).isEmpty());
  }

  @Test
  void a_hint_whose_write_fails_is_not_forgotten() throws Exception {
    ozon.answers(
        "/v3/posting/fbs/get",
        "{\"result\":%s}".formatted(posting("1-1", "delivering", "posting_on_way_to_city")));
    execute("alter table known_posting rename to away");
    push(CHANGED);
    await()
        .untilAsserted(
            () -> assertThat(ingest.count("ozon.hints", "outcome", "failed")).isPositive());
    assertThat(hints.waiting()).containsEntry("1001", 1L);

    execute("alter table away rename to known_posting");
    await().untilAsserted(() -> assertThat(ingest.published()).hasSize(1));
    await().untilAsserted(() -> assertThat(hints.waiting()).isEmpty());
  }

  @Test
  void a_posting_that_cannot_be_read_yet_is_tried_again_until_a_poll_has_brought_it()
      throws Exception {
    push(CHANGED); // Ozon answers 404
    await()
        .untilAsserted(
            () -> assertThat(ingest.count("ozon.hints", "outcome", "postponed")).isGreaterThan(1));
    assertThat(hints.waiting()).containsEntry("1001", 1L);

    ingest.machine.tick(Duration.ofMinutes(5));
    ingest.reading().read(ozon.client(), ingest.lease(), _ -> {});
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(hints.waiting()).isEmpty());
    assertThat(ingest.count("ozon.hints", "outcome", "polled")).isEqualTo(1);
  }

  @Test
  void without_a_database_a_push_is_answered_so_that_Ozon_pushes_again() throws Exception {
    var lost = new Hints(Database.nowhere(), ingest.clock, ingest.settings, Outages.none());
    lost.start();
    var answer =
        api(stores, new PushMetrics(ingest.registry, ingest.clock), lost)
            .push("1001", SECRET, body(CHANGED));
    refused(answer, 503, "ERROR_UNKNOWN");
    lost.stop();
  }

  @Test
  void a_chat_is_counted_by_store_and_type_alone() throws Exception {
    var answer =
        push(
            "{\"message_type\":\"TYPE_NEW_MESSAGE\",\"seller_id\":\"1001\",\"chat_id\":\"c\","
                + "\"user\":{\"type\":\"Customer\"},\"data\":[\"4509 123456\"]}");
    assertThat(answer.getEntity()).isEqualTo(new PushApi.Taken(true));
    assertThat(
            ingest
                .registry
                .get("ozon.pushes.by.customers")
                .tag("type", "TYPE_NEW_MESSAGE")
                .counter()
                .count())
        .isEqualTo(1);
    assertThat(ingest.registry.getMetersAsString()).doesNotContain("4509");
  }

  @Test
  void how_long_Ozon_took_to_tell_is_measured() throws Exception {
    for (var changed : List.of("2026-11-01T09:59:30Z", "2026-11-01T10:00:05Z", "soon")) {
      push(CHANGED.replace("}", ",\"changed_state_date\":\"" + changed + "\"}"));
    }
    var lag = ingest.registry.get("ozon.push.lag").tag("type", "TYPE_STATE_CHANGED").timer();
    assertThat(lag.count()).isEqualTo(2);
    assertThat(lag.max(TimeUnit.SECONDS)).isEqualTo(30);
  }

  @Test
  void answers_are_held_against_Ozons_rules() throws Exception {
    for (var i = 0; i < 10; i++) {
      push(CHANGED);
    }
    assertThat(sentinel.call().getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
    for (var i = 0; i < 11; i++) {
      push(CHANGED.replace("1001", "1002"));
    }
    assertThat(sentinel.call().getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
    assertThat(sentinel.call().getData().orElseThrow())
        .containsEntry("TYPE_STATE_CHANGED", "suspendable");
    assertThat(
            ingest
                .registry
                .get("ozon.push.standing")
                .tag("type", "TYPE_STATE_CHANGED")
                .gauge()
                .value())
        .isEqualTo(3);
    for (var i = 0; i < 30; i++) {
      api.push("1001", "guessed", body("{}"));
    }
    assertThat(sentinel.call().getData().orElseThrow()).as("strangers do not count").hasSize(1);
  }

  @Test
  void what_is_not_known_is_taken() throws Exception {
    assertThat(push("{\"message_type\":\"TYPE_NEW\",\"seller_id\":1001}").getEntity())
        .isEqualTo(new PushApi.Taken(true));
    assertThat(ingest.registry.get("ozon.pushes").tag("type", "other").counter().count())
        .isEqualTo(1);
  }

  @Test
  void what_is_no_push_is_refused_in_Ozons_form() throws Exception {
    for (var body : new String[] {"", "nonsense", "[]", "{\"message_type\":", "{}"}) {
      refused(push(body), 400, "ERROR_PARAMETER_VALUE_MISSED");
    }
    refused(push(CHANGED.replace("1001", "1002")), 403, "ERROR_UNKNOWN");
    refused(push("{\"a\":\"" + "x".repeat(300_000) + "\"}"), 413, "ERROR_UNKNOWN");
  }

  @Test
  void who_does_not_know_the_secret_or_the_store_finds_nothing() throws Exception {
    refused(api.push("1001", body(CHANGED)), 404, "ERROR_UNKNOWN");
    refused(api.push("1001", "guessed", body(CHANGED)), 404, "ERROR_UNKNOWN");
    refused(api.push("1002", SECRET, body(CHANGED)), 404, "ERROR_UNKNOWN");
    refused(api.push("no store", SECRET, body(CHANGED)), 404, "ERROR_UNKNOWN");
  }

  private void execute(String sql) throws SQLException {
    try (var connection = ingest.database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void refused(Response answer, int status, String code) {
    assertThat(answer.getStatus()).isEqualTo(status);
    assertThat(((PushApi.Failed) answer.getEntity()).error().code()).isEqualTo(code);
  }

  private Response push(String text) throws IOException {
    return api.push("1001", SECRET, body(text));
  }

  private static ByteArrayInputStream body(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
