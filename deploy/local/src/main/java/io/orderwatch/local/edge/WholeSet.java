package io.orderwatch.local.edge;

import io.orderwatch.backing.Kind;
import io.orderwatch.backing.edge.BackingServices;
import io.orderwatch.backing.edge.Broker;
import io.orderwatch.backing.edge.Database;
import io.orderwatch.backing.edge.Options;
import io.orderwatch.local.Environment;
import io.orderwatch.local.Ozon;
import io.orderwatch.local.ServiceName;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/**
 * Kafka, PostgreSQL, the stand-in for Ozon and the services, as processes or containers of this
 * machine. {@link #close()} ends what was started here and nothing else, also after a start that
 * failed half-way.
 */
public final class WholeSet implements AutoCloseable {

  private final SetConfig config;
  private final BackingServices backing;
  private final Map<ServiceName, Part> services = new EnumMap<>(ServiceName.class);
  private final Optional<Part> simulator;
  private final FileChannel claim;
  private volatile boolean closed;

  private WholeSet(SetConfig config, BackingServices backing, FileChannel claim) {
    this.claim = claim;
    this.config = config;
    this.backing = backing;
    this.simulator =
        config.ozon() instanceof Ozon.Simulated(var scenario)
            ? Optional.of(simulatorPart(scenario))
            : Optional.empty();
    for (var service : config.services()) {
      services.put(service, servicePart(service));
    }
  }

  /**
   * Checks the machine and chooses Kafka and PostgreSQL; starts nothing.
   *
   * @throws CannotStart if a check fails
   */
  public static WholeSet prepare(SetConfig config) {
    try {
      var backing = chosen(config);
      Checks.all(config, backing.kind() == Kind.EXTERNAL);
      var claim = Disk.claim(config.data());
      if (!config.keepData()) {
        Disk.delete(config.data());
      }
      Disk.delete(config.logs().resolve("kafka.log"));
      Disk.delete(config.logs().resolve("postgres.log"));
      return new WholeSet(config, backing, claim);
    } catch (IllegalStateException e) {
      throw new CannotStart(String.valueOf(e.getMessage()));
    }
  }

  /**
   * The Kafka and PostgreSQL of such a set; nothing is started or made.
   *
   * @throws IllegalStateException if what the environment asks for is impossible
   */
  static BackingServices chosen(SetConfig config) {
    var ports = config.ports();
    var options =
        Options.fromEnvironment()
            .withDataDir(config.data())
            .withLogDir(config.logs())
            .withPorts(ports.kafka(), ports.kafkaController(), ports.postgres())
            .withCloseAtExit(false);
    var environment = new HashMap<>(options.environment());
    environment.putAll(config.environment());
    return BackingServices.choose(options.withEnvironment(environment));
  }

  /** {@link #prepare} and {@link #start}; if that fails everything is closed again. */
  public static WholeSet started(SetConfig config) {
    var set = prepare(config);
    set.start(Progress.SILENT);
    return set;
  }

  /**
   * Starts everything, what does not need each other at the same time, and waits until it is ready.
   *
   * @throws CannotStart if something does not come up; everything is then closed
   */
  public void start(Progress progress) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      try {
        start(progress, threads);
      } catch (CompletionException e) {
        // within the executor's scope: what still waits ends only when its process does
        close();
        throw new CannotStart(
            String.valueOf(e.getCause() == null ? e.getMessage() : e.getCause().getMessage()));
      } catch (RuntimeException e) {
        close();
        throw e;
      }
    }
  }

  private void start(Progress progress, Executor threads) {
    var first = new LinkedHashMap<String, CompletableFuture<Duration>>();
    first.put("Kafka", timed(this::startKafka, threads));
    first.put("PostgreSQL", timed(this::startPostgres, threads));
    first.forEach((name, step) -> progress.await(name, step::join));
    var then = new LinkedHashMap<String, CompletableFuture<Duration>>();
    services.values().forEach(part -> then.put(part.name(), timed(part::start, threads)));
    then.forEach((name, step) -> progress.await(name, step::join));
    // Last, because its world begins when it starts, and no hour of it should pass unwatched.
    simulator.ifPresent(part -> progress.await(part.name(), timed(part::start, threads)::join));
  }

  private static CompletableFuture<Duration> timed(Runnable step, Executor threads) {
    var from = System.nanoTime();
    return CompletableFuture.supplyAsync(
        () -> {
          step.run();
          return Duration.ofNanos(System.nanoTime() - from);
        },
        threads);
  }

  private void startKafka() {
    backing.broker().start();
    Topics.create(backing.broker().bootstrapServers());
  }

  private void startPostgres() {
    backing.database().start();
    for (var service : config.services()) {
      backing.database().createSchema(service.schema());
    }
  }

  /**
   * One of the services.
   *
   * @throws IllegalArgumentException if the set was configured without it
   */
  public Part service(ServiceName name) {
    var part = services.get(name);
    if (part == null) {
      throw new IllegalArgumentException("this set has no " + name.title());
    }
    return part;
  }

  public List<Part> services() {
    return List.copyOf(services.values());
  }

  /** Empty if the set talks to Ozon itself. */
  public Optional<Part> simulator() {
    return simulator;
  }

  public Broker broker() {
    return backing.broker();
  }

  public Database database() {
    return backing.database();
  }

  public BackingServices backing() {
    return backing;
  }

  public SetConfig config() {
    return config;
  }

  /** The address of a service, without a slash at its end. */
  public String url(ServiceName name) {
    return local(config.ports().of(name));
  }

  /** Where a service answers for its health and its metrics, without a slash at its end. */
  public String management(ServiceName name) {
    return local(config.ports().management(name));
  }

  /** Those that ended although nobody ended them. */
  List<Part> diedByThemselves() {
    return parts().stream().filter(Part::diedByItself).toList();
  }

  /** How many steps {@link #start} reports. */
  int steps() {
    return 2 + parts().size();
  }

  /** Services, simulator, Kafka, PostgreSQL, in this order. Idempotent. */
  @Override
  public void close() {
    closed = true;
    synchronized (this) {
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        services.values().forEach(part -> threads.execute(part::stop));
      }
      simulator.ifPresent(Part::stop);
      backing.close();
      if (!config.keepData()) {
        Disk.delete(config.data());
      }
      Disk.release(claim);
    }
  }

  /** SIGKILL to every service and the simulator at once; Kafka and PostgreSQL end with this JVM. */
  void killAll() {
    closed = true;
    parts().forEach(Part::kill);
  }

  private List<Part> parts() {
    var all = new ArrayList<>(services.values());
    simulator.ifPresent(all::addFirst);
    return all;
  }

  private Part servicePart(ServiceName service) {
    var database = backing.database();
    var variables = new HashMap<>(Environment.unlessSaid(config.ozon()));
    variables.putAll(config.environment());
    variables.putAll(
        Environment.of(
            service,
            config.ports(),
            new Environment.Around(
                backing.broker().bootstrapServers(),
                database.jdbcUrl(service.schema()),
                database.user(),
                database.password(),
                config.clock().toString()),
            config.ozon()));
    var run =
        new Program.Run(
            service.title(), List.of(), variables, List.of(), List.of(), log(service.title()));
    return part(
        url(service),
        management(service) + "/q/health/ready",
        config.programs().service(service),
        run);
  }

  private Part simulatorPart(String scenario) {
    var port = config.ports().simulator();
    var push = local(config.ports().of(ServiceName.INGEST)) + "/ozon/push/{store}";
    var data = config.data().resolve("simulator").toAbsolutePath();
    var arguments = new ArrayList<String>();
    arguments.addAll(
        List.of("--port", Integer.toString(port), "--clock", config.clock().toString()));
    arguments.addAll(List.of("--data", data.toString()));
    arguments.addAll(List.of("--scenario", scenario, "--push-url", push));
    if (config.keepData()) {
      arguments.add("--keep");
    }
    var file = Path.of(scenario);
    var run =
        new Program.Run(
            "simulator",
            arguments,
            config.environment(),
            Files.isRegularFile(file) ? List.of(file.toAbsolutePath()) : List.of(),
            List.of(data),
            log("simulator"));
    var url = local(port);
    return part(url, url + "/simulator/health", config.programs().simulator(), run);
  }

  private Part part(String url, String ready, Program program, Program.Run run) {
    var part = new Part(url, ready, program, run, config.startsWithin(), () -> closed);
    part.emptyLog();
    return part;
  }

  private Path log(String name) {
    return config.logs().resolve(name + ".log");
  }

  private static String local(int port) {
    return "http://127.0.0.1:" + port;
  }
}
