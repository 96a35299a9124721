package io.orderwatch.backing.edge;

import io.orderwatch.backing.Choice;
import io.orderwatch.backing.Engine;
import io.orderwatch.backing.Images;
import io.orderwatch.backing.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A real Kafka and a real PostgreSQL. {@link #choose} decides which in under a second and starts
 * nothing; {@link #start} starts both and waits. Closing ends what was started here, and nothing
 * else; should this JVM be killed, they end with it.
 */
public final class BackingServices implements AutoCloseable {

  private final Kind kind;
  private final String why;
  private final Broker broker;
  private final DatabaseServer server;
  private @Nullable Database database;
  private final List<Runnable> endings;
  private boolean closed;

  private BackingServices(
      Choice.Chosen choice, Broker broker, DatabaseServer server, List<Runnable> endings) {
    this.kind = choice.kind();
    this.why = choice.why();
    this.broker = broker;
    this.server = server;
    this.endings = endings;
  }

  /**
   * The one pair of servers of this JVM, started by the first call and ended with the JVM. Keep
   * apart by {@link Database#fresh()} and topic names.
   */
  public static BackingServices shared() {
    return Shared.PAIR;
  }

  private static final class Shared {
    static final BackingServices PAIR = started(Options.fromEnvironment());
  }

  /** {@link #choose}, then {@link #start}. */
  public static BackingServices started(Options options) {
    var services = choose(options);
    services.start();
    return services;
  }

  /**
   * Chooses and starts nothing.
   *
   * @throws IllegalStateException with one line for people if what the environment asks for is
   *     impossible
   */
  public static BackingServices choose(Options options) {
    var environment = options.environment();
    var found = new AtomicReference<>(Engine.SILENT);
    return switch (Choice.of(
        environment,
        () -> {
          var patience =
              Choice.asksForContainers(environment) ? DockerProbe.PATIENT : DockerProbe.BRIEF;
          found.set(DockerProbe.probe(environment, Images.candidates(environment), patience));
          return found.get();
        })) {
      case Choice.Impossible(var why) -> throw new IllegalStateException(why);
      case Choice.Chosen choice ->
          switch (choice.kind()) {
            case EMBEDDED -> embedded(choice, options);
            case CONTAINERS -> {
              var present = found.get().images();
              var images = Images.of(environment, present);
              var why =
                  images
                      .notice(present)
                      .map(each -> choice.why() + " " + each)
                      .orElse(choice.why());
              yield containers(new Choice.Chosen(choice.kind(), why), options, images);
            }
            case EXTERNAL -> external(choice, options);
          };
    };
  }

  private static BackingServices embedded(Choice.Chosen choice, Options options) {
    @Nullable Path kept = options.dataDir();
    var dir = kept == null ? Folders.temporary() : kept;
    @Nullable Path told = options.logDir();
    var logs = told == null ? dir : told;
    var broker =
        new EmbeddedBroker(
            dir.resolve("kafka"),
            FreePorts.orAny(options.kafkaPort()),
            FreePorts.orAny(options.controllerPort()),
            logs.resolve("kafka.log"),
            options.environment());
    var server =
        new EmbeddedDatabase(
            dir.resolve("postgres"),
            FreePorts.orAny(options.postgresPort()),
            logs.resolve("postgres.log"));
    // Data that nobody keeps need not be put in order first.
    List<Runnable> endings =
        kept == null
            ? List.of(broker::kill, server::stop, () -> Folders.delete(dir))
            : List.of(broker::stop, server::shutDown);
    return new BackingServices(choice, broker, server, endings).closingAtExit(options);
  }

  private static BackingServices containers(Choice.Chosen choice, Options options, Images images) {
    @Nullable Path logs = options.logDir();
    var broker =
        Containers.Kafka.made(
            images,
            FreePorts.orAny(options.kafkaPort()),
            logs == null ? null : logs.resolve("kafka.log"));
    var server =
        Containers.Postgres.made(
            images,
            FreePorts.orAny(options.postgresPort()),
            logs == null ? null : logs.resolve("postgres.log"));
    return new BackingServices(choice, broker, server, List.of(broker::remove, server::shutDown))
        .closingAtExit(options);
  }

  private static BackingServices external(Choice.Chosen choice, Options options) {
    var kafka = options.environment().getOrDefault(Choice.KAFKA, "");
    return new BackingServices(
        choice, new External.Kafka(kafka), External.Postgres.of(options.environment()), List.of());
  }

  DatabaseServer server() {
    return server;
  }

  private BackingServices closingAtExit(Options options) {
    if (options.closeAtExit()) {
      Runtime.getRuntime().addShutdownHook(new Thread(this::close, "backing-services-close"));
    }
    return this;
  }

  public Kind kind() {
    return kind;
  }

  /** Why this kind, and what a start does first. */
  public String why() {
    return why;
  }

  public Broker broker() {
    return broker;
  }

  /** The database {@code orderwatch}, or the one the external URL names. */
  public synchronized Database database() {
    var it = database;
    if (it == null) {
      it = new Database(server, server.url());
      database = it;
    }
    return it;
  }

  /**
   * Starts both at the same time and waits for both; what already runs is left as it is.
   *
   * @throws IllegalStateException with the last words of the one that did not come up; both are
   *     then closed
   */
  public void start() {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var kafka = CompletableFuture.runAsync(broker::start, threads);
      var postgres = CompletableFuture.runAsync(server::start, threads);
      CompletableFuture.allOf(kafka, postgres).join();
    } catch (CompletionException e) {
      close();
      throw new IllegalStateException(
          e.getCause() == null ? e.getMessage() : e.getCause().getMessage(), e);
    }
  }

  /** Ends both and deletes their data unless a folder was given. Idempotent. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    for (var ending : endings) {
      try {
        ending.run();
      } catch (RuntimeException e) {
        System.err.println("while closing: " + e.getMessage());
      }
    }
  }
}
