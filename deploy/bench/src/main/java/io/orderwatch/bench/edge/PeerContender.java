package io.orderwatch.bench.edge;

import io.agroal.api.AgroalDataSource;
import io.orderwatch.backing.edge.Child;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import javax.sql.DataSource;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** The Quarkus application of the module next door, in a process of its own. */
final class PeerContender implements Contender {

  static final String IN = "bench.in.peer";
  static final String OUT = "bench.out.peer";
  static final int CONSUMERS = 8;
  private static final String GROUP = "bench-peer";

  private final AgroalDataSource database;
  private final Child process;

  /**
   * @param application the folder that Quarkus made
   */
  PeerContender(Stage stage, Path application)
      throws SQLException, IOException, InterruptedException, ExecutionException {
    var own = stage.database("peer");
    database = own.filledPool(1, "");
    process =
        Child.start(
            List.of(
                Child.java(),
                "-Xmx512m",
                "-jar",
                application.resolve("quarkus-run.jar").toString()),
            Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL",
                own.jdbcUrl(),
                "QUARKUS_DATASOURCE_USERNAME",
                own.user(),
                "QUARKUS_DATASOURCE_PASSWORD",
                own.password(),
                "KAFKA_BOOTSTRAP_SERVERS",
                stage.bootstrap()),
            Files.createTempFile("bench-peer", ".log"));
    awaitConsumers(stage);
  }

  /** Every one of them has its partitions: none starts late. */
  private void awaitConsumers(Stage stage) throws InterruptedException, ExecutionException {
    for (var start = System.nanoTime(); consuming(stage) < CONSUMERS; Thread.sleep(50)) {
      if (!process.alive() || System.nanoTime() - start > Duration.ofMinutes(1).toNanos()) {
        throw new Claim.Broken("the peer did not start: " + process.lastLines(5));
      }
    }
  }

  private static long consuming(Stage stage) throws InterruptedException, ExecutionException {
    try {
      return stage.admin().describeConsumerGroups(List.of(GROUP)).all().get().values().stream()
          .flatMap(group -> group.members().stream())
          .filter(member -> !member.assignment().topicPartitions().isEmpty())
          .count();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return 0;
      }
      throw e;
    }
  }

  @Override
  public String name() {
    return "peer";
  }

  @Override
  public String in() {
    return IN;
  }

  @Override
  public String out() {
    return OUT;
  }

  @Override
  public String source() {
    return "/orderwatch/bench-peer";
  }

  @Override
  public long pid() {
    return process.pid();
  }

  @Override
  public DataSource database() {
    return database;
  }

  /**
   * What it holds is thrown away: nothing is worth the 16 s that its eight consumers take to stop.
   */
  @Override
  public void close() {
    process.kill();
    database.close();
  }
}
