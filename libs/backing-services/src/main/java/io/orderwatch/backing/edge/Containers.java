package io.orderwatch.backing.edge;

import io.orderwatch.backing.JdbcUrl;
import java.util.List;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * Servers in containers. Their host ports are fixed so that a stopped container comes back under
 * the same address; their data lives and dies with the container.
 */
final class Containers {

  static final String KAFKA_IMAGE = "apache/kafka:4.1.1";
  static final String POSTGRES_IMAGE = "postgres:18-alpine";
  static final List<String> IMAGES = List.of(KAFKA_IMAGE, POSTGRES_IMAGE);

  private Containers() {}

  /** What the two have in common: a container that can be stopped and started again. */
  private static final class Restartable {

    private final GenericContainer<?> container;
    private boolean stopped;

    Restartable(GenericContainer<?> container) {
      this.container = container;
    }

    void start() {
      if (stopped) {
        docker().startContainerCmd(container.getContainerId()).exec();
        stopped = false;
      } else if (container.getContainerId() == null) {
        container.start();
      }
    }

    void stop() {
      docker().stopContainerCmd(container.getContainerId()).exec();
      stopped = true;
    }

    void kill() {
      docker().killContainerCmd(container.getContainerId()).exec();
      stopped = true;
    }

    void remove() {
      container.stop();
      stopped = false;
    }

    boolean running() {
      return !stopped && container.getContainerId() != null;
    }

    private com.github.dockerjava.api.DockerClient docker() {
      return container.getDockerClient();
    }
  }

  static final class Kafka implements Broker {

    private final KafkaContainer container;
    private final Restartable restartable;

    Kafka(int port) {
      container =
          new KafkaContainer(KAFKA_IMAGE)
              .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
              .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0");
      container.setPortBindings(List.of(port + ":9092"));
      restartable = new Restartable(container);
    }

    @Override
    public String bootstrapServers() {
      return container.getBootstrapServers().replaceFirst("^[A-Z]+://", "");
    }

    @Override
    public void start() {
      restartable.start();
    }

    @Override
    public void stop() {
      restartable.stop();
    }

    @Override
    public void kill() {
      restartable.kill();
    }

    @Override
    public boolean running() {
      return restartable.running();
    }

    @Override
    public long pid() {
      throw new IllegalStateException("Kafka runs in a container, not as a process of this JVM");
    }

    void remove() {
      restartable.remove();
    }
  }

  static final class Postgres implements DatabaseServer {

    private final int port;
    private final PostgreSQLContainer container;
    private final Restartable restartable;

    Postgres(int port) {
      this.port = port;
      container =
          new PostgreSQLContainer(POSTGRES_IMAGE)
              .withDatabaseName(EmbeddedDatabase.NAME)
              .withUsername(EmbeddedDatabase.NAME)
              .withPassword(EmbeddedDatabase.NAME)
              .withCommand(
                  "postgres",
                  "-c",
                  "shared_buffers=256MB",
                  "-c",
                  "max_wal_size=1GB",
                  "-c",
                  "jit=off",
                  "-c",
                  "max_connections=200");
      container.setPortBindings(List.of(port + ":5432"));
      restartable = new Restartable(container);
    }

    @Override
    public JdbcUrl url() {
      return new JdbcUrl(
          "jdbc:postgresql://" + container.getHost() + ":" + port, EmbeddedDatabase.NAME, "");
    }

    @Override
    public String user() {
      return container.getUsername();
    }

    @Override
    public String password() {
      return container.getPassword();
    }

    @Override
    public void start() {
      restartable.start();
    }

    @Override
    public void stop() {
      restartable.kill();
    }

    @Override
    public void shutDown() {
      restartable.remove();
    }

    @Override
    public boolean running() {
      return restartable.running();
    }
  }
}
