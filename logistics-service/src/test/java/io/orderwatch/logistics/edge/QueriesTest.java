package io.orderwatch.logistics.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.backing.edge.quarkus.Door;
import io.orderwatch.contracts.PostingEvent;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.ShipmentCommand;
import io.orderwatch.contracts.ShipmentCommand.Cancel;
import io.orderwatch.contracts.ShipmentCommand.ChangeTracking;
import io.orderwatch.contracts.ShipmentCommand.ExtendDelivery;
import io.orderwatch.contracts.ShipmentCommand.SetShipmentDate;
import io.orderwatch.contracts.ShipmentEvent;
import io.orderwatch.contracts.edge.Wire;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URLEncoder;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/**
 * What was asked and drafted, page by page, and what comes wrongly by Kafka. What the service is
 * given is said at {@code DoorsTest}.
 */
@QuarkusTest
class QueriesTest {

  private static final String NUMBER = "RB123456785CN";

  @SuppressWarnings("NullAway.Init") // set by the framework
  @TestHTTPResource("/")
  URI service;

  @Inject DataSource database;

  @Test
  void paging_through_commands_and_tickets_yields_each_once_whatever_is_asked_for()
      throws SQLException {
    var refs =
        IntStream.range(0, 40)
            .mapToObj(i -> PostingRef.of(i % 3 == 0 ? "1001" : "1002", "paged-" + i))
            .toList();
    Outside.tell(
        refs.stream()
            .map(
                ref ->
                    new PostingEvent.Received(
                        Outside.posting(
                            ref, "delivering", "aggregator", "RB473124829CN", "cancel")))
            .toList());
    for (var ref : refs) {
      Outside.awaitUntil(() -> count("shipment where key = '" + ref.key() + "'") == 1);
    }
    Outside.tell(refs.stream().flatMap(QueriesTest::commands).toList());
    Outside.awaitUntil(
        () -> count("shipment_command where command_id like 'paged%' and state <> 'open'") == 200);
    Outside.awaitUntil(() -> count("shipment_command where state = 'open'") == 0);
    var someTicket = page("tickets", "?store=1002&limit=1").getFirst();
    dropped(someTicket.getString("id"));

    for (var store : List.of("", "1001", "1002", "7")) {
      for (var limit : List.of(1, 7, 500)) {
        for (var state : List.of("", "open", "done", "refused")) {
          for (var action : List.of("", "cancel", "change-tracking")) {
            if (limit > 1 || (store.equals("1001") && action.equals("change-tracking"))) {
              assertThat(
                      paged(
                              "commands",
                              Map.of("store", store, "state", state, "action", action),
                              limit)
                          .stream()
                          .map(
                              each ->
                                  each.getString("store")
                                      + ":"
                                      + each.getString("posting")
                                      + "/"
                                      + each.getString("commandId")))
                  .isEqualTo(
                      ids(
                          "select id from shipment_command where "
                              + like("key", store)
                              + is("state", state)
                              + is("action", action)
                              + " order by id"));
            }
          }
        }
        for (var state : List.of("", "drafted", "dropped", "filed", "stale", "done")) {
          if (limit == 1 && !store.equals("1001")) {
            continue;
          }
          assertThat(
                  paged("tickets", Map.of("store", store, "state", state), limit).stream()
                      .map(each -> each.getString("id")))
              .isEqualTo(
                  ids(
                      "select ticket_id from shipment_command where ticket_id is not null and "
                          + like("key", store)
                          + is("ticket_state", state)
                          + " order by ticket_id"));
        }
      }
    }
    assertThat(paged("tickets", Map.of("state", "dropped"), 7)).isNotEmpty();
    assertThat(paged("tickets", Map.of("state", "drafted"), 7)).isNotEmpty();
    var all = paged("tickets", Map.of(), 500);
    var posting = all.getFirst().getString("posting");
    var ofStore = all.getFirst().getString("store");
    assertThat(paged("tickets", Map.of("store", ofStore, "posting", posting), 1))
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(
            all.stream()
                .filter(each -> each.getString("store").equals(ofStore))
                .filter(each -> each.getString("posting").equals(posting))
                .toList());
  }

  private static Stream<ShipmentCommand> commands(PostingRef ref) {
    var at = Instant.now().plus(Duration.ofDays(3));
    return Stream.of(
        new Cancel(ref, "paged-1", 352, "", "anna", ""),
        new ChangeTracking(ref, "paged-2", NUMBER, "relabelled", "anna", null),
        new ExtendDelivery(ref, "paged-3", at, at.plusSeconds(3600), "customs", "anna"),
        new SetShipmentDate(ref, "paged-4", at, "early", "anna"),
        new Cancel(ref, "paged._:-5", 352, "", "anna", ""));
  }

  @Test
  void what_is_wrong_and_comes_by_kafka_is_refused_by_an_event_or_parked_with_the_reason() {
    var ref = PostingRef.of("1001", "kafka-1");
    var past = Instant.parse("2020-01-01T00:00:00Z");
    var at = Instant.now().plus(Duration.ofDays(3));
    var foreign = PostingRef.of("4004", "kafka-2");
    Outside.tell(
        List.of(
            new ExtendDelivery(ref, "k-reversed", at, at.minusSeconds(60), "r", "anna"),
            new ExtendDelivery(ref, "k-past", past, past.plusSeconds(60), "r", "anna"),
            new ExtendDelivery(ref, "k-silent", at, at.plusSeconds(60), " ", "anna"),
            new SetShipmentDate(ref, "k-date", past, "r", "anna"),
            new ChangeTracking(ref, "k-digit", "RB123456784CN", "r", "anna", null),
            new ChangeTracking(ref, "k-form", "№", "r", "anna", null),
            new Cancel(foreign, "k-foreign", 352, "", "anna", "")));
    var expected =
        Map.of(
            "k-reversed", "window-reversed",
            "k-past", "window-past",
            "k-silent", "reason-missing",
            "k-date", "date-past",
            "k-digit", "tracking-check-digit-wrong",
            "k-form", "tracking-malformed",
            "k-foreign", "sending-switched-off");
    Outside.awaitUntil(() -> refusals().keySet().containsAll(expected.keySet()));
    assertThat(refusals()).containsAllEntriesOf(expected);
  }

  @Test
  void what_cannot_be_read_is_parked_and_holds_nothing_back() {
    var ref = PostingRef.of("1001", "kafka-3");
    var command = new String(Wire.encode(new Cancel(ref, "k", 352, "", "anna", "")), UTF_8);
    var bad =
        List.of(
            "{",
            "null",
            "x".repeat(800_000),
            command.replace("352", "\"many\""),
            command.replace("\"commandId\":\"k\",", ""),
            command.replace("\"k\"", "\"" + "k".repeat(65) + "\""),
            command.replace("\"k\"", "\"k 1/🚀\""),
            command.replace("\"k\"", "\"k\\ud800\""),
            command.replace("352", "-1"),
            command.replace("anna", ""),
            command.replace("anna", "an\\u0000na"),
            command.replace("anna", "anna\\ud800"),
            command.replace("anna", "a".repeat(255)),
            command.replace("1001:kafka-3", "shop"),
            command.replace("1001:kafka-3", "1001:other"));
    for (var i = 0; i < bad.size(); i++) {
      Outside.tell(
          "ozon.shipment-commands.v1",
          ref.key(),
          "shipment.cancel.v1",
          "bad-" + i,
          bad.get(i).getBytes(UTF_8));
    }
    Outside.tell(List.of(new Cancel(ref, "k-after", 352, "", "anna", "")));
    Outside.awaitUntil(() -> refusals().containsKey("k-after"));
    Outside.awaitUntil(() -> parked(ref).size() == bad.size());
    assertThat(parked(ref))
        .allSatisfy(
            reason -> assertThat(reason).isNotBlank().doesNotContain("many").doesNotContain("xxx"))
        .contains(
            "not a readable shipment.cancel.v1: commandId must be up to 64 letters, digits and . _ : -",
            "not a readable shipment.cancel.v1: reasonId must be positive",
            "not a readable shipment.cancel.v1: requestedBy must say who asks");
  }

  @Test
  void a_letter_without_a_key_is_tried_again_by_no_key_and_said_to_have_failed_again() {
    Outside.tell(
        "ozon.shipment-commands.v1", null, "shipment.cancel.v1", "keyless", new byte[] {1});
    var outside = new Door(service);
    Outside.awaitUntil(
        () -> new JsonArray(outside.ask("GET /api/dead-letters?key=", null).body()).size() == 1);
    assertThat(new JsonObject(outside.ask("POST /api/dead-letters/redrive?key=", null).body()))
        .isEqualTo(new JsonObject("{\"tried\":1,\"redriven\":0,\"parkedAgain\":1}"));
    assertThat(new JsonObject(outside.ask("DELETE /api/dead-letters?key=", null).body()))
        .isEqualTo(new JsonObject("{\"discarded\":1}"));
  }

  /** Codes by command id. */
  private static Map<String, String> refusals() {
    return Outside.records("ozon.shipments.v1").stream()
        .flatMap(
            record ->
                Wire.decode(
                    new String(record.headers().lastHeader("ce_type").value(), UTF_8),
                    record.value())
                    .stream())
        .flatMap(
            event ->
                switch (event) {
                  case ShipmentEvent.CancelRefused it ->
                      Stream.of(Map.entry(it.commandId(), it.code()));
                  case ShipmentEvent.TrackingRefused it ->
                      Stream.of(Map.entry(it.commandId(), it.code()));
                  case ShipmentEvent.ExtensionRefused it ->
                      Stream.of(Map.entry(it.commandId(), it.code()));
                  case ShipmentEvent.ShipmentDateRefused it ->
                      Stream.of(Map.entry(it.commandId(), it.code()));
                  default -> Stream.of();
                })
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, _) -> one));
  }

  private static List<String> parked(PostingRef ref) {
    return Outside.records("logistics-service.dlq").stream()
        .filter(record -> ref.key().equals(record.key()))
        .map(record -> header(record, "dlq_reason"))
        .toList();
  }

  private static String header(
      org.apache.kafka.clients.consumer.ConsumerRecord<String, byte[]> record, String name) {
    var header = record.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), UTF_8);
  }

  private void dropped(String ticket) {
    new Door(service).ask("POST /api/tickets/" + ticket + "/dropped", "");
  }

  /**
   * All of it, page by page; a page is never longer than was asked for, and the last one says so.
   */
  private List<JsonObject> paged(String what, Map<String, String> wanted, int limit) {
    var query =
        wanted.entrySet().stream()
            .filter(each -> !each.getValue().isEmpty())
            .map(each -> "&" + each.getKey() + "=" + each.getValue())
            .collect(Collectors.joining());
    var all = new ArrayList<JsonObject>();
    var cursors = new HashSet<String>();
    var cursor = "";
    do {
      var answer =
          new Outside(service)
              .get(
                  "/api/"
                      + what
                      + "?limit="
                      + limit
                      + query
                      + (cursor.isEmpty() ? "" : "&cursor=" + URLEncoder.encode(cursor, UTF_8)));
      var page = answer.getJsonArray(what).stream().map(each -> (JsonObject) each).toList();
      assertThat(page.size()).isLessThanOrEqualTo(limit);
      all.addAll(page);
      cursor = answer.getString("next");
      assertThat(cursor == null || cursors.add(cursor)).isTrue();
    } while (cursor != null);
    return all;
  }

  private List<JsonObject> page(String what, String query) {
    return new Outside(service)
        .get("/api/" + what + query).getJsonArray(what).stream()
            .map(each -> (JsonObject) each)
            .toList();
  }

  private static String like(String column, String store) {
    return store.isEmpty() ? "true" : column + " like '" + store + ":%'";
  }

  private static String is(String column, String value) {
    return value.isEmpty() ? "" : " and " + column + " = '" + value + "'";
  }

  private List<String> ids(String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      var ids = new ArrayList<String>();
      while (rows.next()) {
        ids.add(rows.getString(1));
      }
      return ids;
    }
  }

  private long count(String from) {
    try {
      return Long.parseLong(ids("select count(*) from " + from).getFirst());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
