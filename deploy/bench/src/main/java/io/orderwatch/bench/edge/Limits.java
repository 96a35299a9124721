package io.orderwatch.bench.edge;

import io.orderwatch.backing.edge.Child;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/** What the machine can do at all, with nothing of ours between. */
final class Limits {

  private static final int ROWS = 1000;
  private static final Pattern RATE = Pattern.compile("records sent, ([0-9.]+) records/sec");

  private Limits() {}

  /** Kafka's own measuring tool in a JVM of its own; records per second. */
  static double producer(Stage stage, String topic, int records, int size)
      throws InterruptedException, ExecutionException, IOException {
    var before = stage.readable(topic);
    var log = Files.createTempFile("producer-performance", ".log");
    var child =
        Child.start(
            List.of(
                Child.java(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                "org.apache.kafka.tools.ProducerPerformance",
                "--topic",
                topic,
                "--num-records",
                Integer.toString(records),
                "--record-size",
                Integer.toString(size),
                "--throughput",
                "-1",
                "--producer-props",
                "bootstrap.servers=" + stage.bootstrap(),
                "acks=all",
                "linger.ms=2",
                "batch.size=131072"),
            Map.of(),
            log);
    if (!child.gone(Duration.ofMinutes(2)) || child.exitCode().orElse(1) != 0) {
      child.kill();
      throw new Claim.Broken("ProducerPerformance failed: " + child.lastLines(3));
    }
    Claim.holds("records of ProducerPerformance", records, stage.readable(topic) - before);
    var rates =
        RATE.matcher(Files.readString(log))
            .results()
            .map((MatchResult rate) -> rate.group(1))
            .toList();
    delete(log);
    return Double.parseDouble(rates.getLast());
  }

  private static void delete(Path log) throws IOException {
    Files.delete(log);
  }

  /** Rows of that size in transactions of 1000, one connection, into a table with a key. */
  static double insert(DataSource database, int rows, int size) throws SQLException {
    Stage.execute(database, "drop table if exists limit_row");
    Stage.execute(
        database,
        "create table limit_row (id bigint primary key, key text not null, payload bytea not null)");
    var payload = new byte[size];
    var start = System.nanoTime();
    try (var connection = database.getConnection();
        var insert =
            connection.prepareStatement(
                "insert into limit_row select * from unnest(?::bigint[], ?::text[], ?::bytea[])")) {
      for (long from = 0; from < rows; from += ROWS) {
        var ids = new ArrayList<Long>();
        var keys = new ArrayList<String>();
        var payloads = new ArrayList<byte[]>();
        for (var id = from; id < Math.min(from + ROWS, rows); id++) {
          ids.add(id);
          keys.add("store-" + id % 20 + ":" + id);
          payloads.add(payload);
        }
        insert.setArray(1, connection.createArrayOf("int8", ids.toArray()));
        insert.setArray(2, connection.createArrayOf("text", keys.toArray()));
        insert.setArray(3, connection.createArrayOf("bytea", payloads.toArray(byte[][]::new)));
        insert.executeUpdate();
      }
    }
    var rate = Stopwatch.rate("limit: insert", rows, start);
    Claim.holds(
        "rows of the insert limit", rows, Stage.number(database, "select count(*) from limit_row"));
    return rate;
  }
}
