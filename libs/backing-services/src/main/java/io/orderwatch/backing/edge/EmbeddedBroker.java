package io.orderwatch.backing.edge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Kafka in KRaft mode, broker and controller in one JVM of their own, on the loopback interface.
 */
final class EmbeddedBroker implements Broker {

  private static final Duration STARTS_WITHIN = Duration.ofSeconds(90);
  private static final String STARTS_FAST = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1";
  private static final Duration STOPS_WITHIN = Duration.ofSeconds(20);
  private static final String CLUSTER_ID = "b3JkZXJ3YXRjaC1sb2NhbA";

  private final Path dir;
  private final int port;
  private final int controllerPort;
  private final Path log;
  private final String tuning;
  private boolean startedBefore;

  /**
   * Starts nothing yet. The first start ends what already runs on the folder: a JVM that was killed
   * left it over, perhaps on other ports.
   *
   * @param dir kept
   * @param environment KAFKA_JVM_PERFORMANCE_OPTS in it replaces what is good for short lives
   */
  EmbeddedBroker(
      Path dir, int port, int controllerPort, Path log, Map<String, String> environment) {
    this.log = log.toAbsolutePath();
    this.tuning = environment.getOrDefault("KAFKA_JVM_PERFORMANCE_OPTS", STARTS_FAST);
    this.dir = dir.toAbsolutePath();
    this.port = port;
    this.controllerPort = controllerPort;
  }

  @Override
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  @Override
  public synchronized void start() {
    if (!startedBefore) {
      stop();
      startedBefore = true;
    }
    if (running()) {
      return;
    }
    var child = Child.start(command(), Map.of(), log);
    write(pidFile(), Long.toString(child.pid()));
    KafkaReadiness.await(bootstrapServers(), child, STARTS_WITHIN);
  }

  @Override
  public synchronized void stop() {
    handle()
        .ifPresent(
            broker -> {
              broker.destroy();
              if (!Processes.gone(broker, STOPS_WITHIN)) {
                broker.destroyForcibly();
                Processes.gone(broker, STOPS_WITHIN);
              }
            });
  }

  @Override
  public synchronized void kill() {
    handle()
        .ifPresent(
            broker -> {
              broker.destroyForcibly();
              Processes.gone(broker, STOPS_WITHIN);
            });
  }

  @Override
  public boolean running() {
    return handle().isPresent();
  }

  @Override
  public long pid() {
    return handle().orElseThrow(() -> new IllegalStateException("Kafka does not run")).pid();
  }

  /** Found through the pid file, so that a broker left over by another JVM is found too. */
  private Optional<ProcessHandle> handle() {
    return Processes.recorded(pidFile(), dir.toString());
  }

  private Path pidFile() {
    return dir.resolve("broker.pid");
  }

  private Path data() {
    return dir.resolve("data");
  }

  private List<String> command() {
    var properties = dir.resolve("server.properties");
    write(properties, configuration());
    var arguments = dir.resolve("java.args");
    write(
        arguments,
        String.join(
            "\n",
            "-Xms256m",
            "-Xmx512m",
            "-XX:+ExitOnOutOfMemoryError",
            tuning,
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED",
            "-Dslf4j.provider=" + BrokerLog.class.getName(),
            "-Dslf4j.internal.verbosity=ERROR",
            "-cp",
            quoted(System.getProperty("java.class.path")),
            BrokerMain.class.getName(),
            quoted(properties.toString()),
            CLUSTER_ID,
            quoted(data().toString())));
    return List.of(Child.java(), "@" + arguments);
  }

  /** As an argument file of the java launcher wants it. */
  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private String configuration() {
    return """
    process.roles=broker,controller
    node.id=1
    controller.quorum.voters=1@127.0.0.1:%2$d
    controller.listener.names=CONTROLLER
    listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
    advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
    listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
    log.dirs=%3$s
    # everybody may do everything, until a test makes a rule for a group or a topic
    authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
    allow.everyone.if.no.acl.found=true
    auto.create.topics.enable=false
    default.replication.factor=1
    min.insync.replicas=1
    offsets.topic.replication.factor=1
    offsets.topic.num.partitions=4
    transaction.state.log.replication.factor=1
    transaction.state.log.min.isr=1
    transaction.state.log.num.partitions=4
    share.coordinator.state.topic.replication.factor=1
    share.coordinator.state.topic.min.isr=1
    share.coordinator.state.topic.num.partitions=4
    group.initial.rebalance.delay.ms=0
    # a scaled clock runs ahead of the machine's
    log.message.timestamp.after.max.ms=9223372036854775807
    # a killed broker may return only after its session ended
    broker.heartbeat.interval.ms=500
    broker.session.timeout.ms=6000
    controller.quorum.election.timeout.ms=500
    controlled.shutdown.enable=false
    num.network.threads=2
    num.io.threads=4
    log.cleaner.threads=1
    num.recovery.threads.per.data.dir=2
    log.cleaner.dedupe.buffer.size=16777216
    """
        .formatted(port, controllerPort, data());
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
