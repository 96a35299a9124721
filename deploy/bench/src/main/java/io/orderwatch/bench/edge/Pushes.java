package io.orderwatch.bench.edge;

import com.sun.net.httpserver.HttpServer;
import io.orderwatch.backing.edge.BrokerLog;
import io.orderwatch.clock.ScaledClock;
import io.orderwatch.local.Ozon;
import io.orderwatch.local.Ports;
import io.orderwatch.local.ServiceName;
import io.orderwatch.local.edge.SetConfig;
import io.orderwatch.local.edge.WholeSet;
import io.orderwatch.training.edge.Installed;
import io.orderwatch.training.edge.Training;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * {@code <home of the services> <simulator.jar> [<a second> [<seconds> [<starts>]]]}: pushes to
 * order-ingest at a steady rate, whether or not the ones before are answered, from its first answer
 * as ready on. Each is of another posting; an answer counts from when the push was due.
 */
public final class Pushes {

  private static final int STORES = 3;
  private static final Duration LONGEST = Duration.ofMinutes(1);

  /** An answer; not 200, or none at all, is a failure. */
  private record Answered(long due, long took, boolean failed) {}

  private Pushes() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    System.setProperty("slf4j.provider", BrokerLog.class.getName());
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    if (arguments.length < 2) {
      System.err.println(
          "usage: <home of the services> <simulator.jar> [<a second> [<seconds> [<starts>]]]");
      System.exit(2);
    }
    var installed = new Installed(Path.of(arguments[0]).toAbsolutePath());
    var rate = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 500;
    var seconds = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 30;
    var starts = arguments.length > 4 ? Integer.parseInt(arguments[4]) : 3;
    var cached = Files.exists(installed.home().resolve("order-ingest/app.aot"));
    var scratch = Files.createTempDirectory("orderwatch-pushes-");
    var config =
        SetConfig.of(
                scratch,
                new Ports(Training.freeRow()),
                ScaledClock.real(),
                new Ozon.Simulated("standard"))
            .withServices(List.of())
            .withPrograms(installed.programs(Path.of(arguments[1]).toAbsolutePath()));
    System.out.printf(
        "%d pushes a second, %s, %d cores, load average %.1f at the start (others may run)%n",
        rate,
        cached ? "with AOT cache" : "plain fast-jar",
        Runtime.getRuntime().availableProcessors(),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    try (var set = WholeSet.started(config);
        var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      set.database().createSchema(ServiceName.INGEST.schema());
      warm(client, rate);
      var started = new Started(set, installed, scratch);
      for (var start = 1; start <= starts; start++) {
        var process = started.begin(ServiceName.INGEST, cached ? StartKind.AOT : StartKind.PLAIN);
        started.awaitReady(ServiceName.INGEST, process);
        tell(start, fire(client, set.url(ServiceName.INGEST), rate, seconds));
        process.terminate(LONGEST);
      }
    }
    System.exit(0);
  }

  /** So that the first second is the service's and not this program's own. */
  private static void warm(HttpClient client, int rate) throws IOException, InterruptedException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, -1);
          }
        });
    server.start();
    fire(client, "http://127.0.0.1:" + server.getAddress().getPort(), rate, 5);
    server.stop(0);
  }

  private static List<Answered> fire(HttpClient client, String service, int rate, int seconds)
      throws InterruptedException {
    var from = System.nanoTime();
    var answers = new ArrayList<CompletableFuture<Answered>>();
    for (var push = 0; push < rate * seconds; push++) {
      var due = from + push * 1_000_000_000L / rate;
      TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
      answers.add(
          client
              .sendAsync(request(service, push), BodyHandlers.discarding())
              .handle(
                  (answer, failure) ->
                      new Answered(
                          due - from,
                          System.nanoTime() - due,
                          failure != null || answer.statusCode() != 200)));
    }
    return answers.stream().map(CompletableFuture::join).toList();
  }

  private static HttpRequest request(String service, int push) {
    var store = 1001 + push % STORES;
    return HttpRequest.newBuilder(URI.create(service + "/ozon/push/" + store))
        .timeout(LONGEST)
        .header("Content-Type", "application/json")
        .POST(
            HttpRequest.BodyPublishers.ofString(
                """
                {"message_type":"TYPE_STATE_CHANGED","seller_id":%d,"warehouse_id":1,"posting_number":"bench-%d-1",
                 "new_state":"posting_delivered","changed_state_date":"2026-10-05T09:20:00Z"}"""
                    .formatted(store, push)))
        .build();
  }

  private static void tell(int start, List<Answered> answers) {
    System.out.printf("start %d: %s%n", start, figures(answers));
    for (var second : IntStream.of(0, 1, 2, 4, 9).toArray()) {
      System.out.printf(
          "  second %2d: %s%n",
          second + 1,
          figures(answers.stream().filter(each -> each.due() / 1_000_000_000L == second).toList()));
    }
  }

  private static String figures(List<Answered> answers) {
    var took = answers.stream().mapToLong(Answered::took).sorted().toArray();
    var failed = answers.stream().filter(Answered::failed).count();
    return took.length == 0
        ? "none"
        : "p50 %s, p99 %s, most %s, failed %d of %d"
            .formatted(
                millis(took, 0.50), millis(took, 0.99), millis(took, 1), failed, took.length);
  }

  private static String millis(long[] sorted, double share) {
    var at = Math.clamp((long) Math.ceil(share * sorted.length) - 1, 0, sorted.length - 1);
    return "%.1f ms".formatted(Arrays.stream(sorted).skip(at).findFirst().orElse(0) / 1e6);
  }
}
