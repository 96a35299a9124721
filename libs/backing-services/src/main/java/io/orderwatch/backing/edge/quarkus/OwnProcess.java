package io.orderwatch.backing.edge.quarkus;

import io.orderwatch.backing.edge.BackingServices;
import io.orderwatch.backing.edge.Database;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The built service of the module that is tested, in a process of its own and with as much memory
 * as it is given.
 */
public final class OwnProcess implements AutoCloseable {

  private static final Path APP =
      Path.of(System.getProperty("orderwatch.app", "target/quarkus-app")).toAbsolutePath();

  private final Process process;
  private final URI url;
  private final URI management;

  /**
   * @param schema the service's own in the database
   * @param heap as {@code -Xmx} has it, for example {@code 256m}
   * @param environment besides servers and ports
   */
  public OwnProcess(
      BackingServices services,
      Database database,
      String schema,
      String heap,
      Path log,
      Map<String, String> environment)
      throws IOException {
    var builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:+ExitOnOutOfMemoryError",
                "-jar",
                APP.resolve("quarkus-run.jar").toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    var port = free();
    var management = free();
    var variables = builder.environment();
    variables.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    variables.put("QUARKUS_HTTP_PORT", "" + port);
    variables.put("QUARKUS_MANAGEMENT_PORT", "" + management);
    variables.put("KAFKA_BOOTSTRAP_SERVERS", services.broker().bootstrapServers());
    variables.put("QUARKUS_DATASOURCE_JDBC_URL", database.jdbcUrl(schema));
    variables.put("QUARKUS_DATASOURCE_USERNAME", database.user());
    variables.put("QUARKUS_DATASOURCE_PASSWORD", database.password());
    variables.putAll(environment);
    process = builder.start();
    url = URI.create("http://127.0.0.1:" + port + "/");
    this.management = URI.create("http://127.0.0.1:" + management + "/");
  }

  public URI url() {
    return url;
  }

  /** Where it answers how it is. */
  public URI management() {
    return management;
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** What it holds now, the most that it held, and its threads, in Linux' words. */
  public String memory() throws IOException {
    try (var lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
      return lines
          .filter(line -> line.matches("(VmRSS|VmHWM|Threads):.*"))
          .map(line -> line.replaceAll("\\s+", " "))
          .collect(Collectors.joining(", "));
    }
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    process.waitFor();
  }

  private static int free() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
