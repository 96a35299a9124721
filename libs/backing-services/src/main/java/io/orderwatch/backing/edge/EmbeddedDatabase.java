package io.orderwatch.backing.edge;

import io.orderwatch.backing.JdbcUrl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * PostgreSQL from a jar, on the loopback interface, as durable as an installed one: every commit is
 * on the disk before it is acknowledged.
 */
final class EmbeddedDatabase implements DatabaseServer {

  static final String NAME = "orderwatch";
  private static final String STARTS_WITHIN_SECONDS = "60";
  private static final List<String> SETTINGS =
      List.of(
          "listen_addresses=127.0.0.1",
          "unix_socket_directories=",
          "shared_buffers=256MB",
          "max_wal_size=1GB",
          "checkpoint_timeout=5min",
          "max_connections=200",
          "jit=off",
          "fsync=on",
          "synchronous_commit=on",
          "timezone=UTC",
          "log_min_messages=warning");

  private final Path dir;
  private final int port;
  private final Path log;
  private boolean startedBefore;

  /** Starts nothing yet; what the first start ends is as for {@link EmbeddedBroker}. */
  EmbeddedDatabase(Path dir, int port, Path log) {
    this.log = log.toAbsolutePath();
    this.dir = dir.toAbsolutePath();
    this.port = port;
  }

  @Override
  public JdbcUrl url() {
    return new JdbcUrl("jdbc:postgresql://127.0.0.1:" + port, NAME, "");
  }

  @Override
  public String user() {
    return NAME;
  }

  @Override
  public String password() {
    return NAME;
  }

  @Override
  public synchronized void start() {
    if (!startedBefore) {
      shutDown();
      startedBefore = true;
    }
    if (running()) {
      return;
    }
    var binaries = PostgresBinaries.unpacked();
    if (!Files.exists(data().resolve("PG_VERSION"))) {
      initialise(binaries);
    }
    var options =
        Stream.concat(Stream.of("-p " + port), SETTINGS.stream().map(s -> "-c " + s))
            .collect(Collectors.joining(" "));
    run(
        binaries.command(
            "pg_ctl",
            List.of(
                "-D",
                data().toString(),
                "-l",
                log.toString(),
                "-o",
                options,
                "-t",
                STARTS_WITHIN_SECONDS,
                "-w",
                "start")));
    Warden.watch(handle().orElseThrow(() -> failed("is gone after its start")).pid());
    createOwnDatabase();
  }

  @Override
  public synchronized void stop() {
    end("immediate");
  }

  @Override
  public synchronized void shutDown() {
    end("fast");
  }

  /** pg_ctl waits until the server has given up its pid file, the last that it does. */
  private void end(String mode) {
    handle()
        .ifPresent(
            postmaster -> {
              run(
                  PostgresBinaries.unpacked()
                      .command(
                          "pg_ctl", List.of("-D", data().toString(), "-m", mode, "-w", "stop")));
              Warden.forget(postmaster.pid());
            });
  }

  @Override
  public boolean running() {
    return handle().isPresent();
  }

  private Optional<ProcessHandle> handle() {
    return Processes.recorded(data().resolve("postmaster.pid"), data().toString());
  }

  private Path data() {
    return dir.resolve("data");
  }

  private void initialise(PostgresBinaries binaries) {
    run(
        binaries.command(
            "initdb",
            List.of(
                "-D",
                data().toString(),
                "-U",
                NAME,
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--no-sync")));
  }

  private void createOwnDatabase() {
    var postgres = url().withDatabase("postgres").toString();
    try (var connection = DriverManager.getConnection(postgres, user(), password());
        var statement = connection.createStatement();
        var found =
            statement.executeQuery("select 1 from pg_database where datname = '" + NAME + "'")) {
      if (!found.next()) {
        statement.execute("create database " + NAME);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("PostgreSQL started, but refuses work: " + e.getMessage(), e);
    }
  }

  private void run(List<String> command) {
    try {
      Files.createDirectories(dir);
      Files.createDirectories(log.getParent());
      // a file and not a pipe: the server inherits it and would keep a pipe open
      var output = dir.resolve("pg_ctl.log");
      var process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (process.waitFor() != 0) {
        var lines =
            Stream.concat(
                    Child.lastLines(output, 3).stream(),
                    Files.exists(log) ? Child.lastLines(log, 3).stream() : Stream.of())
                .collect(Collectors.joining(" | "));
        throw failed("failed: " + lines);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + command.getFirst(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while PostgreSQL starts or stops", e);
    }
  }

  private IllegalStateException failed(String how) {
    return new IllegalStateException("PostgreSQL " + how + " (" + log + ")");
  }
}
