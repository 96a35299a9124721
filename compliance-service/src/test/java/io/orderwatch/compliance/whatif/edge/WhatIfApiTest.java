package io.orderwatch.compliance.whatif.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwatch.compliance.edge.Backing;
import io.orderwatch.compliance.edge.Service;
import io.orderwatch.compliance.edge.Topics;
import io.orderwatch.contracts.MessageEvent;
import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.PostingEvent;
import io.orderwatch.contracts.PostingRef;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backing.class)
class WhatIfApiTest {

  private static final Instant OPENED = Service.NOON.minus(Duration.ofDays(2));
  private static final int CASES = 12;

  @SuppressWarnings("NullAway.Init") // set by the framework
  @Inject
  DataSource database;

  /** All tests look at the same past. */
  private static boolean lived;

  private final Service service = new Service();

  @AfterEach
  void close() {
    service.close();
  }

  private static Posting posting(int n, long version, String substatus, boolean lost) {
    return new Posting(
        PostingRef.of("7707", "w-" + n),
        "order-" + n,
        version,
        lost ? "cancelled" : "awaiting_packaging",
        substatus,
        "aggregator",
        List.of("cancel"),
        "",
        OPENED,
        null,
        null,
        List.of(),
        lost ? new Posting.Cancellation(0, "ozon", false, false) : null);
  }

  /** Every buyer is told after an hour; every second gives his data an hour later. */
  private void live() {
    if (lived) {
      return;
    }
    lived = true;
    for (var n = 0; n < CASES; n++) {
      service.tell(
          new PostingEvent.Received(posting(n, 1, Posting.AWAITING_PASSPORT, false)), OPENED);
      service.tell(
          new MessageEvent.Sent(PostingRef.of("7707", "w-" + n), 1, "chat"),
          OPENED.plus(Duration.ofHours(1)));
    }
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () -> {
              for (var n = 0; n < CASES; n++) {
                assertThat(service.get("/api/cases/7707/w-" + n + "/timeline").body())
                    .contains("message.sent.v1", "passport.missing.v1");
              }
            });
    for (var n = 0; n < CASES; n++) {
      service.tell(
          n % 2 == 0
              ? new PostingEvent.Changed(
                  posting(n, 2, "posting_created", false),
                  "awaiting_packaging",
                  Posting.AWAITING_PASSPORT)
              : new PostingEvent.Cancelled(posting(n, 2, "posting_canceled", true)),
          OPENED.plus(Duration.ofHours(n % 2 == 0 ? 2 : 24)));
    }
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () ->
                assertThat(
                        count(
                            "select count(*) from passport_case where key like '7707:%' and closed_at is not null"))
                    .isEqualTo(CASES));
  }

  private long count(String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  /** How many rows every table has, what is in them, and where every topic ends. */
  private Map<String, String> everything() throws SQLException {
    var all = new TreeMap<String, String>();
    Topics.ends().forEach((partition, end) -> all.put(partition, "" + end));
    for (var table : tables()) {
      all.put(table, "" + count("select count(*) from " + table));
      if (!table.equals("lease")) { // renewed by a beating heart
        all.put(table + " holds", content(table));
      }
    }
    return all;
  }

  private String content(String table) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "select md5(coalesce(string_agg(t::text, ',' order by t::text), '')) from %s t"
                    .formatted(table))) {
      row.next();
      return row.getString(1);
    }
  }

  private List<String> tables() throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select table_name from information_schema.tables where table_schema = current_schema()")) {
      var tables = new ArrayList<String>();
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
      return tables;
    }
  }

  private Map<String, String> settled() throws SQLException {
    var last = new ArrayList<Map<String, String>>();
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofSeconds(3))
        .until(
            () -> {
              last.add(everything());
              return last.size() > 1 && last.getLast().equals(last.get(last.size() - 2));
            });
    return last.getLast();
  }

  private JsonNode run(String body) {
    var begun = service.post("/api/what-if", body);
    assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
    var path = "/api/what-if/" + service.tree(begun).get("id").asText();
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> service.json(service.get(path)).get("state").asText().matches("DONE|FAILED"));
    return service.json(service.get(path));
  }

  @Test
  void another_ladder_is_tried_on_the_past_and_nothing_is_written_sent_or_published()
      throws Exception {
    live();
    var before = settled();
    assertThat(before).containsKeys("passport_case", "outbox", "timer", "call", "inbox");
    var told =
        run(
            """
            {"days": 30, "store": "7707", "ladder": ["PT1H", "PT8H"], "quietHours": "off"}""");
    assertThat(told.get("state").asText()).as(told.toString()).isEqualTo("DONE");
    assertThat(told.get("done").asInt()).isEqualTo(CASES);
    var result = told.get("result");
    assertThat(result.get("cases").asInt()).isEqualTo(CASES);
    assertThat(result.get("suppliedInTruth").asInt()).isEqualTo(CASES / 2);
    assertThat(result.at("/learned/1/silences").asInt()).isEqualTo(CASES);
    assertThat(result.at("/learned/1/answered").asDouble()).isEqualTo(0.5);
    // Two messages: half answer the first, half of the rest the second.
    assertThat(result.at("/then/supplied").asDouble()).isEqualTo(0.75 * CASES);
    assertThat(result.at("/then/messages").asDouble()).isEqualTo(1.5 * CASES);
    assertThat(result.get("assumption").asText()).contains("k-th message");
    assertThat(result.at("/stores/0/store").asText()).isEqualTo("7707");
    assertThat(result.at("/stores/0/indexNow/zone").asText()).isEqualTo("green");
    assertThat(settled()).isEqualTo(before);
  }

  @Test
  void a_pack_that_is_not_in_force_is_tried_on_the_index() throws Exception {
    live();
    var pack =
        Files.readString(
                Path.of(
                    System.getProperty("orderwatch.root"),
                    "compliance-service/src/main/resources/rules/2026-10-01.pack"))
            .replaceFirst("counts.passport +\\| no ", "counts.passport | yes ");
    var result =
        run(service
                .tree("{\"days\": 30, \"store\": \"7707\", \"pack\": \"\"}")
                .put("pack", pack)
                .toString())
            .get("result");
    var store = result.at("/stores/0");
    assertThat(store.at("/indexNow/percent").decimalValue()).isZero();
    assertThat(store.at("/indexThen/percent").decimalValue())
        .as("what Ozon cancelled for want of data counts")
        .isEqualByComparingTo("50");
    assertThat(store.at("/indexThen/zone").asText()).isEqualTo("red");
  }

  @Test
  void a_run_is_given_up_and_forgotten() {
    var begun = service.tree(service.post("/api/what-if", "{\"days\": 1}"));
    var path = "/api/what-if/" + begun.get("id").asText();
    service.delete(path);
    await()
        .until(
            () -> {
              var now = service.get(path);
              return now.statusCode() == 404
                  || service.tree(now).get("state").asText().matches("CANCELLED|DONE");
            });
    service.delete(path);
    assertThat(service.get(path).statusCode()).isEqualTo(404);
    assertThat(service.get("/api/what-if/none").statusCode()).isEqualTo(404);
  }
}
