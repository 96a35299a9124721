package io.orderwatch.bench.peer.edge;

import io.orderwatch.contracts.PostingState;
import io.orderwatch.contracts.edge.Wire;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * What plain JDBC needs beside its states, and a relay that deletes the oldest rows, sends them and
 * commits once Kafka has them all. A posting's rows are written while its state is locked, so that
 * their ids follow its changes.
 */
public final class Outbox {

  public static final String TABLES =
      """
      create table if not exists inbox (
        id uuid primary key, seen_at timestamptz not null default clock_timestamp());
      create table if not exists watched (
        key text primary key, version bigint not null, body jsonb not null);
      create table if not exists timer (ref text primary key, due timestamptz not null);
      create index if not exists timer_by_due on timer (due);
      create table if not exists outbox (
        id bigint generated always as identity primary key,
        key text not null, headers text not null, payload bytea not null)""";

  private record Row(long id, ProducerRecord<String, byte[]> record) {}

  private Outbox() {}

  /**
   * As the outbox keeps them, a line each.
   *
   * @param cause the id of the event that led to it
   */
  public static String headers(String source, UUID cause, PostingState state, Instant at) {
    var type = Wire.type(state);
    var id = UUID.nameUUIDFromBytes((type + "/" + cause).getBytes(StandardCharsets.UTF_8));
    return "ce_specversion: 1.0\nce_id: %s\nce_source: %s\nce_type: %s\nce_time: %s\nce_subject: %s\nce_dataschema: https://orderwatch.io/schemas/%s.json\ncontent-type: application/json"
        .formatted(id, source, type, at, state.ref().posting(), type);
  }

  /** Sends up to 1000 rows; how many it were. */
  public static int relay(DataSource database, Producer<String, byte[]> producer, String topic)
      throws SQLException, ExecutionException, InterruptedException {
    try (var connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        var rows = take(connection, topic);
        var sent = rows.stream().map(row -> producer.send(row.record())).toList();
        for (var each : sent) {
          each.get();
        }
        connection.commit();
        return rows.size();
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
  }

  private static List<Row> take(Connection connection, String topic) throws SQLException {
    try (var delete =
            connection.prepareStatement(
                """
                delete from outbox where id in (select id from outbox order by id limit 1000)
                returning id, key, headers, payload""");
        var rows = delete.executeQuery()) {
      var taken = new ArrayList<Row>();
      while (rows.next()) {
        taken.add(
            new Row(
                rows.getLong(1),
                new ProducerRecord<>(
                    topic, null, rows.getString(2), rows.getBytes(4), headers(rows.getString(3)))));
      }
      taken.sort(Comparator.comparingLong(Row::id));
      return taken;
    }
  }

  private static RecordHeaders headers(String lines) {
    var headers = new RecordHeaders();
    lines
        .lines()
        .forEach(
            line -> {
              var colon = line.indexOf(": ");
              headers.add(
                  line.substring(0, colon),
                  line.substring(colon + 2).getBytes(StandardCharsets.UTF_8));
            });
    return headers;
  }
}
