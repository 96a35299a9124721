package io.orderwatch.bench.edge;

import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Processor time that a contender and the servers have used; other jobs of the machine do not
 * count, and hardly change it.
 */
record Cpu(Duration client, Duration postgres, Duration kafka) {

  /**
   * @param client the process that does the contender's work
   */
  static Cpu now(Stage stage, DataSource database, long client) throws SQLException {
    var backend = process(Stage.number(database, "select pg_backend_pid()"));
    var server = backend.parent().orElse(backend);
    return new Cpu(
        used(process(client)),
        Stream.concat(Stream.of(server), server.descendants())
            .map(Cpu::used)
            .reduce(Duration.ZERO, Duration::plus),
        used(process(stage.brokerPid())));
  }

  private static ProcessHandle process(long pid) {
    return ProcessHandle.of(pid)
        .orElseThrow(() -> new IllegalStateException("no process " + pid + " on this machine"));
  }

  private static Duration used(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  Cpu until(Cpu later) {
    return new Cpu(
        later.client.minus(client), later.postgres.minus(postgres), later.kafka.minus(kafka));
  }

  /** In microseconds. */
  double each(long count) {
    return client.plus(postgres).plus(kafka).toNanos() / 1000.0 / count;
  }

  String shares(long count) {
    return "client %.0f, PostgreSQL %.0f, Kafka %.0f µs"
        .formatted(
            client.toNanos() / 1000.0 / count,
            postgres.toNanos() / 1000.0 / count,
            kafka.toNanos() / 1000.0 / count);
  }
}
