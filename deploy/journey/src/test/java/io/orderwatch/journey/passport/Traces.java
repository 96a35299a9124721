package io.orderwatch.journey.passport;

import io.orderwatch.contracts.Event;
import io.orderwatch.contracts.Topic;
import io.orderwatch.contracts.edge.Wire;
import io.orderwatch.local.ServiceName;
import io.orderwatch.local.edge.WholeSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** What a set keeps while it runs: its topics, its tables, its logs. */
final class Traces {

  /** A record of a topic. */
  record Kept(String topic, ConsumerRecord<String, byte[]> record) {}

  private final WholeSet set;

  Traces(WholeSet set) {
    this.set = set;
  }

  /** Waits until the services have worked through all of it. */
  Outcome settled() {
    var written = written();
    try {
      Journey.await(
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
      if (compacted(kept.topic()) || kept.topic().endsWith(".dlq")) {
        continue;
      }
      if (ids.add(id)) {
        Wire.decode(type, kept.record().value())
            .ifPresent(
                event -> events.computeIfAbsent(event.key(), key -> new ArrayList<>()).add(event));
      } else {
        duplicates++;
      }
    }
    return new Outcome(cases, events, duplicates, open(written));
  }

  /** What is only the newest of something is no event of a posting's life. */
  private static boolean compacted(String topic) {
    return Arrays.stream(Topic.values())
        .anyMatch(each -> each.compacted() && each.wireName().equals(topic));
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

  /** All that is kept, as text: topics, tables and logs. */
  Haystack haystack() {
    var places = new HashMap<String, List<String>>();
    for (var kept : records()) {
      add(places, "topic " + kept.topic(), text(kept.record()));
    }
    for (var service : ServiceName.values()) {
      for (var table :
          rows("select tablename from pg_tables where schemaname = '" + service.schema() + "'")) {
        var place = "table " + service.schema() + "." + table;
        rows(asText(service.schema(), table)).forEach(row -> add(places, place, row));
      }
    }
    try (var logs = Files.list(set.config().logs())) {
      for (var log : logs.toList()) {
        add(places, "log " + log.getFileName(), utf8(Files.readAllBytes(log)));
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return new Haystack(places);
  }

  private static void add(Map<String, List<String>> places, String place, String content) {
    places.computeIfAbsent(place, _ -> new ArrayList<>()).add(content);
  }

  private static String text(ConsumerRecord<String, byte[]> record) {
    var all = new StringBuilder().append(record.key()).append('\n').append(utf8(record.value()));
    record.headers().forEach(header -> all.append('\n').append(utf8(header.value())));
    return all.toString();
  }

  private static String utf8(byte @Nullable [] bytes) {
    return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
  }

  /** Bytes are looked at as text too: payloads are kept as they go to Kafka. */
  private String asText(String schema, String table) {
    var bytes =
        rows(
            "select column_name from information_schema.columns where data_type = 'bytea' and table_schema = '%s' and table_name = '%s'"
                .formatted(schema, table));
    return bytes.stream()
        .map(column -> " || coalesce(convert_from(t.%s, 'UTF8'), '')".formatted(column))
        .collect(
            Collectors.joining("", "select t::text", " from %s.%s t".formatted(schema, table)));
  }

  static String header(ConsumerRecord<String, byte[]> record, String name) {
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
}
