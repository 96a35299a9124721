package io.orderwatch.journey.passport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderwatch.clock.ScaledClock;
import io.orderwatch.contracts.Event;
import io.orderwatch.contracts.Topic;
import io.orderwatch.contracts.edge.Wire;
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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;

/**
 * The whole set living through one story of the simulator's, on a clock that makes a day of it
 * short.
 */
final class Journey implements AutoCloseable {

  /** What is in Kafka: every record of every topic. */
  record Kept(String topic, ConsumerRecord<String, byte[]> record) {}

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path ROOT = Path.of(System.getProperty("orderwatch.root"));

  final double rate;
  final WholeSet set;
  private final HttpClient http = HttpClient.newHttpClient();

  /**
   * @param rate seconds of the story per second
   */
  static Journey begin(String name, double rate, String faults) {
    try {
      var home = ROOT.resolve("deploy/journey/target/journeys/" + name);
      Files.createDirectories(home);
      var scenario = home.resolve("scenario.json");
      Files.writeString(
          scenario,
          """
          {"seed": 7, "postings": 500, "arrivalWindow": "PT5H", "awaitingShare": 0.334, "lifePace": 4,
           "suppliesDelay": "PT90M", "readDelay": "PT30M", "rateLimit": 200, "faults": %s}"""
              .formatted(faults));
      var now = Instant.now();
      var clock = new ScaledClock(now, now, rate, ZoneOffset.UTC, Clock.systemUTC());
      var config =
          SetConfig.of(ROOT, new Ports(freePorts()), clock, new Ozon.Simulated(scenario.toString()))
              .withData(home.resolve("data"), false)
              .withLogs(home.resolve("logs"))
              .withEnvironment(
                  Map.of(
                      "ORDERWATCH_OZON_TIMEOUT", "PT2S",
                      "ORDERWATCH_OZON_CALLS_PER_SECOND", "50",
                      "ORDERWATCH_MAILBOX_SETTLING", "PT3S",
                      "ORDERWATCH_BACKING", "embedded"));
      return new Journey(rate, WholeSet.started(config));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private Journey(double rate, WholeSet set) {
    this.rate = rate;
    this.set = set;
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

  JsonNode summary() {
    return json(simulator() + "/simulator/summary");
  }

  private String simulator() {
    return set.simulator().orElseThrow().url();
  }

  /** Asks logistics-service to cancel; it answers 2xx or says why not. */
  int cancel(String key, String commandId) {
    var parts = key.split(":", 2);
    var body =
        "{\"commandId\":\"%s\",\"reasonId\":402,\"comment\":\"asked by a person\",\"requestedBy\":\"journey\"}"
            .formatted(commandId);
    return send(HttpRequest.newBuilder(
                URI.create(
                    set.url(ServiceName.LOGISTICS)
                        + "/api/postings/%s/%s/cancel".formatted(parts[0], parts[1])))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build())
        .statusCode();
  }

  /** Waits until every posting has come and none waits for passport data any more, in the story. */
  void awaitEnd(int postings) {
    await(
        Duration.ofMinutes(8),
        () ->
            summary().path("postings").asInt() >= postings
                && summary().path("openAwaiting").asInt() == 0);
  }

  /** Waits until the services have worked through all of it. */
  Outcome settled() {
    var written = written();
    try {
      await(
          Duration.ofSeconds(60),
          () ->
              count(
                          "select count(*) from compliance.passport_case where state in ('waiting', 'expired')")
                      == 0
                  && open(written).values().stream().allMatch(rows -> rows == 0));
    } catch (org.awaitility.core.ConditionTimeoutException e) {
      // What is still open is for the checking to name.
    }
    var cases = new HashMap<String, String>();
    rows("select key || ' ' || state from compliance.passport_case")
        .forEach(row -> cases.put(row.split(" ", 2)[0], row.split(" ", 2)[1]));
    var events = new HashMap<String, List<Event>>();
    var ids = new HashSet<String>();
    var duplicates = 0L;
    for (var kept : records()) {
      var id = header(kept.record(), "ce_id");
      var type = header(kept.record(), "ce_type");
      if (kept.topic().equals(Topic.POSTING_STATE.wireName()) || kept.topic().endsWith(".dlq")) {
        continue;
      }
      if (ids.add(id)) {
        Wire.decode(type, kept.record().value())
            .ifPresent(
                event ->
                    events.computeIfAbsent(event.ref().key(), key -> new ArrayList<>()).add(event));
      } else {
        duplicates++;
      }
    }
    return new Outcome(cases, events, duplicates, open(written));
  }

  /**
   * The last id of each outbox: postings go on living while we look, so only what is there now must
   * be gone in the end.
   */
  private Map<ServiceName, Long> written() {
    var written = new TreeMap<ServiceName, Long>();
    for (var service : ServiceName.values()) {
      written.put(
          service, count("select coalesce(max(id), 0) from " + service.schema() + ".outbox"));
    }
    return written;
  }

  private Map<String, Long> open(Map<ServiceName, Long> written) {
    var open = new TreeMap<String, Long>();
    for (var service : ServiceName.values()) {
      var schema = service.schema();
      open.put(
          schema + ".call",
          count(
              "select count(*) from "
                  + schema
                  + ".call where state in ('planned', 'sending', 'unknown')"));
      open.put(schema + ".dead_letter", count("select count(*) from " + schema + ".dead_letter"));
      open.put(
          schema + ".outbox",
          count(
              """
              select count(*) from %1$s.outbox o left join %1$s.relay_cursor c on c.shard = o.shard
               where o.id <= %2$d and (c.lo is null or not pg_visible_in_snapshot(o.xid, c.lo))"""
                  .formatted(schema, written.get(service))));
    }
    return open;
  }

  /** Every record of every topic, topic by topic, in order within each partition. */
  List<Kept> records() {
    var settings =
        Map.<String, Object>of(
            "bootstrap.servers",
            set.broker().bootstrapServers(),
            "max.poll.records",
            5000,
            "enable.auto.commit",
            false);
    var kept = new ArrayList<Kept>();
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      var partitions =
          consumer.listTopics().entrySet().stream()
              .filter(topic -> !topic.getKey().startsWith("__"))
              .flatMap(topic -> topic.getValue().stream())
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      while (partitions.stream()
          .anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
        consumer
            .poll(Duration.ofMillis(200))
            .forEach(record -> kept.add(new Kept(record.topic(), record)));
      }
    }
    return kept;
  }

  /** Where any of the texts stands: a topic, a table or a log. */
  Set<String> placesOf(List<String> texts) {
    var places = new HashSet<String>();
    for (var kept : records()) {
      var all = new StringBuilder().append(kept.record().key());
      if (kept.record().value() != null) {
        all.append(new String(kept.record().value(), StandardCharsets.UTF_8));
      }
      kept.record()
          .headers()
          .forEach(
              header ->
                  all.append('\n')
                      .append(
                          header.value() == null
                              ? ""
                              : new String(header.value(), StandardCharsets.UTF_8)));
      note(places, "topic " + kept.topic(), all.toString(), texts);
    }
    for (var service : ServiceName.values()) {
      for (var table :
          rows("select tablename from pg_tables where schemaname = '" + service.schema() + "'")) {
        var name = service.schema() + "." + table;
        for (var text : texts) {
          // Bytes are looked at as text too: payloads are kept as they go to Kafka.
          var bytes =
              rows(
                  "select column_name from information_schema.columns where data_type = 'bytea' and table_schema = '%s' and table_name = '%s'"
                      .formatted(service.schema(), table));
          var where = new StringBuilder("strpos(t::text, '" + text.replace("'", "''") + "') > 0");
          bytes.forEach(
              column ->
                  where
                      .append(" or strpos(convert_from(t.")
                      .append(column)
                      .append(", 'UTF8'), '")
                      .append(text.replace("'", "''"))
                      .append("') > 0"));
          if (count("select count(*) from " + name + " t where " + where) > 0) {
            places.add("table " + name);
          }
        }
      }
    }
    try (var logs = Files.list(set.config().logs())) {
      for (var log : logs.toList()) {
        note(
            places,
            "log " + log.getFileName(),
            Files.readString(log, StandardCharsets.ISO_8859_1),
            texts.stream()
                .map(
                    text ->
                        new String(
                            text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1))
                .toList());
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return places;
  }

  private static void note(Set<String> places, String place, String content, List<String> texts) {
    if (texts.stream().anyMatch(content::contains)) {
      places.add(place);
    }
  }

  private static String header(ConsumerRecord<String, byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  long count(String sql) {
    return Long.parseLong(rows(sql).getFirst());
  }

  List<String> rows(String sql) {
    try (var connection = set.database().dataSource().getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      var all = new ArrayList<String>();
      while (rows.next()) {
        all.add(rows.getString(1));
      }
      return all;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private JsonNode json(String url) {
    try {
      return JSON.readTree(send(HttpRequest.newBuilder(URI.create(url)).build()).body());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpResponse<String> send(HttpRequest request) {
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

  /** Eight free ports in a row. */
  private static int freePorts() throws IOException {
    for (var base = 21000; base < 30000; base += 10) {
      if (free(base)) {
        return base;
      }
    }
    throw new IllegalStateException("no eight free ports in a row");
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
