package io.orderwatch.backing.edge;

import io.orderwatch.backing.Images;
import io.orderwatch.backing.JdbcUrl;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * Servers in containers. Their host ports are fixed so that a stopped container comes back under
 * the same address; their data lives and dies with the container. Settings are those of the
 * embedded servers.
 */
final class Containers {

  private static final Duration STARTS_WITHIN = Duration.ofMinutes(3);
  private static final Map<String, String> KAFKA_SETTINGS =
      Map.ofEntries(
          Map.entry("KAFKA_LOG_DIRS", "/var/lib/kafka/data"),
          Map.entry("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false"),
          Map.entry(
              "KAFKA_AUTHORIZER_CLASS_NAME",
              "org.apache.kafka.metadata.authorizer.StandardAuthorizer"),
          Map.entry("KAFKA_ALLOW_EVERYONE_IF_NO_ACL_FOUND", "true"),
          Map.entry("KAFKA_DEFAULT_REPLICATION_FACTOR", "1"),
          Map.entry("KAFKA_MIN_INSYNC_REPLICAS", "1"),
          Map.entry("KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS", "4"),
          Map.entry("KAFKA_TRANSACTION_STATE_LOG_NUM_PARTITIONS", "4"),
          Map.entry("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_REPLICATION_FACTOR", "1"),
          Map.entry("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_MIN_ISR", "1"),
          Map.entry("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_NUM_PARTITIONS", "4"),
          Map.entry("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0"),
          Map.entry("KAFKA_LOG_MESSAGE_TIMESTAMP_AFTER_MAX_MS", "9223372036854775807"),
          Map.entry("KAFKA_BROKER_HEARTBEAT_INTERVAL_MS", "500"),
          Map.entry("KAFKA_BROKER_SESSION_TIMEOUT_MS", "6000"),
          Map.entry("KAFKA_CONTROLLER_QUORUM_ELECTION_TIMEOUT_MS", "500"),
          Map.entry("KAFKA_CONTROLLED_SHUTDOWN_ENABLE", "false"),
          Map.entry("KAFKA_NUM_NETWORK_THREADS", "2"),
          Map.entry("KAFKA_NUM_IO_THREADS", "4"),
          Map.entry("KAFKA_LOG_CLEANER_THREADS", "1"),
          Map.entry("KAFKA_LOG_CLEANER_DEDUPE_BUFFER_SIZE", "16777216"));
  private static final List<String> POSTGRES_SETTINGS =
      List.of(
          "shared_buffers=256MB",
          "max_wal_size=1GB",
          "checkpoint_timeout=5min",
          "max_connections=200",
          "jit=off",
          "fsync=on",
          "synchronous_commit=on",
          "timezone=UTC");

  private Containers() {}

  static final class Kafka implements Broker {

    private final int port;
    private final Contained contained;

    private Kafka(int port, Contained contained) {
      this.port = port;
      this.contained = contained;
    }

    static Kafka made(Images images, int port, @Nullable Path log) {
      var image = DockerImageName.parse(images.kafka()).asCompatibleSubstituteFor("apache/kafka");
      var container =
          new KafkaContainer(image)
              .withEnv(KAFKA_SETTINGS)
              .withEnv("KAFKA_HEAP_OPTS", "-Xms256m -Xmx512m")
              .withStartupTimeout(STARTS_WITHIN);
      container.setPortBindings(List.of(port + ":9092"));
      return new Kafka(port, Contained.madeBy(container, log));
    }

    String id() {
      return contained.id();
    }

    @Override
    public String bootstrapServers() {
      return Docker.host() + ":" + port;
    }

    @Override
    public void start() {
      contained.start(
          () -> KafkaReadiness.await(bootstrapServers(), contained::running, STARTS_WITHIN));
    }

    @Override
    public void stop() {
      contained.terminate("java");
    }

    @Override
    public void kill() {
      contained.kill();
    }

    @Override
    public boolean running() {
      return contained.running();
    }

    @Override
    public long pid() {
      return contained.pid();
    }

    void remove() {
      contained.remove();
    }
  }

  static final class Postgres implements DatabaseServer {

    private final int port;
    private final Contained contained;

    private Postgres(int port, Contained contained) {
      this.port = port;
      this.contained = contained;
    }

    static Postgres made(Images images, int port, @Nullable Path log) {
      var image = DockerImageName.parse(images.postgres()).asCompatibleSubstituteFor("postgres");
      var command = new ArrayList<>(List.of("postgres"));
      POSTGRES_SETTINGS.forEach(setting -> command.addAll(List.of("-c", setting)));
      var container =
          new PostgreSQLContainer(image)
              .withDatabaseName(EmbeddedDatabase.NAME)
              .withUsername(EmbeddedDatabase.NAME)
              .withPassword(EmbeddedDatabase.NAME)
              .withStartupTimeout(STARTS_WITHIN)
              .withCommand(command.toArray(String[]::new));
      container.setPortBindings(List.of(port + ":5432"));
      return new Postgres(port, Contained.madeBy(container, log));
    }

    String id() {
      return contained.id();
    }

    @Override
    public JdbcUrl url() {
      return new JdbcUrl(
          "jdbc:postgresql://" + Docker.host() + ":" + port, EmbeddedDatabase.NAME, "");
    }

    @Override
    public String user() {
      return EmbeddedDatabase.NAME;
    }

    @Override
    public String password() {
      return EmbeddedDatabase.NAME;
    }

    @Override
    public void start() {
      contained.start(this::awaitServing);
    }

    /** Recovery after a kill takes a moment; until then it refuses connections. */
    private void awaitServing() {
      var end = System.nanoTime() + STARTS_WITHIN.toNanos();
      var database = new Database(this, url());
      while (true) {
        try (var _ = database.dataSource().getConnection()) {
          return;
        } catch (SQLException e) {
          if (!contained.running() || System.nanoTime() > end) {
            throw new IllegalStateException("PostgreSQL did not come back: " + e.getMessage(), e);
          }
          Waiting.pause();
        }
      }
    }

    @Override
    public void stop() {
      contained.kill();
    }

    @Override
    public void shutDown() {
      contained.remove();
    }

    @Override
    public boolean running() {
      return contained.running();
    }
  }
}
