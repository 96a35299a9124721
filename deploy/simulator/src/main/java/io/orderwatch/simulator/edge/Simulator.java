package io.orderwatch.simulator.edge;

import com.sun.net.httpserver.HttpServer;
import io.orderwatch.clock.ScaledClock;
import io.orderwatch.simulator.Fact;
import io.orderwatch.simulator.Scenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A stand-in for the Ozon Seller API and its pushes, with a ledger of what really happened. */
public final class Simulator implements AutoCloseable {

  private static final Duration BEAT = Duration.ofMillis(20);

  static {
    // without it small answers wait for the peer's delayed acknowledgement, 40 ms each
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  /**
   * What a simulator runs on.
   *
   * @param rate seconds of the clock per second of the machine
   * @param nanos the machine's time for rate limits
   */
  record Machine(Clock clock, double rate, LongSupplier nanos) {
    static Machine of(ScaledClock clock) {
      return new Machine(clock.asClock(), clock.rate(), System::nanoTime);
    }
  }

  private final HttpServer server;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final Ledger ledger;
  private final Pushes pushes;
  private final Marketplace marketplace;
  private final Thread heart;
  private final OzonApi ozon;

  private Simulator(
      InetSocketAddress listen,
      Machine machine,
      Path data,
      boolean keep,
      Settings.Read settings,
      @Nullable SchemaCheck schema)
      throws IOException {
    Files.createDirectories(data);
    var now = machine.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    var fresh =
        new Journal.Beginning(settings.scenario(), now.minus(settings.scenario().startedBefore));
    var journal = keep ? Journal.open(data, fresh) : null;
    var beginning = journal == null ? fresh : journal.beginning();
    var scenario = beginning.scenario();
    var faults = new FaultInjection(scenario.seed, settings.faults());
    ledger = new Ledger(data, keep);
    pushes = new Pushes(scenario, faults, ledger, machine.clock(), machine.rate(), now);
    marketplace =
        new Marketplace(scenario, beginning.start(), machine.clock(), this::happened, journal);
    marketplace.tick();
    var records = new CallRecords(ledger, machine.clock());
    var limit = new RateLimit(scenario.rateLimit, machine.nanos());
    var keys = new Keys(scenario, beginning.start());
    ozon = new OzonApi(marketplace, keys, limit, faults, records, schema);
    server = HttpServer.create(listen, 1024);
    server.setExecutor(executor);
    server.createContext("/", ozon);
    server.createContext(
        "/simulator/", new AdminApi(marketplace, keys, ledger, records, faults, schema));
    heart = Thread.ofVirtual().name("heart").unstarted(this::beat);
  }

  /** Starts a simulator that listens when this returns. */
  static Simulator start(
      InetSocketAddress listen,
      Machine machine,
      Path data,
      boolean keep,
      Settings.Read settings,
      @Nullable SchemaCheck schema)
      throws IOException {
    var simulator = new Simulator(listen, machine, data, keep, settings, schema);
    simulator.server.start();
    simulator.pushes.start();
    simulator.heart.start();
    return simulator;
  }

  /**
   * Starts a simulator inside this process, for tests of others.
   *
   * @param args as on the command line
   * @throws IllegalArgumentException if an option is wrong
   */
  public static Simulator start(String... args) {
    var options = Options.parse(args);
    return start(options, Machine.of(ScaledClock.parse(options.clock)));
  }

  /** The same with a clock that a test moves by hand; {@code --clock} is not looked at. */
  public static Simulator start(Clock clock, String... args) {
    return start(Options.parse(args), new Machine(clock, 1, System::nanoTime));
  }

  private static Simulator start(Options options, Machine machine) {
    try {
      var file = options.schema;
      return start(
          new InetSocketAddress(options.host, options.port),
          machine,
          options.data,
          options.keep,
          options.settings(),
          file == null ? null : new SchemaCheck(file, options.schemaSample));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The base address, without a slash at its end. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  public List<Scenario.Store> stores() {
    return marketplace.scenario().stores;
  }

  /** Ozon's methods that are answered. */
  Set<String> paths() {
    return ozon.paths();
  }

  /** Ends at once: calls under way are cut off, the ledger is complete. */
  @Override
  public void close() throws IOException {
    heart.interrupt();
    server.stop(0);
    executor.shutdownNow();
    pushes.close();
    ledger.close();
  }

  private void happened(Fact fact) {
    if (ledger.add(fact)) {
      pushes.add(fact);
    }
  }

  private void beat() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        marketplace.tick();
        Thread.sleep(BEAT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public static void main(String[] args) {
    try {
      var simulator = start(args);
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    try {
                      simulator.close();
                    } catch (IOException e) {
                      throw new UncheckedIOException(e);
                    }
                  }));
      System.out.println("The Ozon simulator listens at " + simulator.url());
    } catch (IllegalArgumentException | UncheckedIOException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    }
  }
}
