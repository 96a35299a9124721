package io.orderwatch.ingest.subscribing.edge;

import io.orderwatch.backing.edge.Child;
import io.orderwatch.backing.edge.Database;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The sample of docs/samples, run as its page says: from its source, with the libraries that it
 * names and no other.
 */
final class Sample implements AutoCloseable {

  static final Path SOURCE =
      Path.of(System.getProperty("orderwatch.root"), "docs/samples/Subscriber.java");

  /** Those that it names, and what they need. */
  private static final List<String> LIBRARIES =
      List.of(
          "org.apache.kafka.clients.consumer.KafkaConsumer",
          "org.slf4j.Logger",
          "com.fasterxml.jackson.databind.ObjectMapper",
          "com.fasterxml.jackson.core.JsonParser",
          "com.fasterxml.jackson.annotation.JsonCreator",
          "org.postgresql.Driver");

  private final Path folder;
  private final Path settings;
  private final String name;
  private final Database database;
  private @Nullable Child process;

  /**
   * @param name of this copy: who comes back under it goes on at once where the last one was
   */
  Sample(Path folder, String group, String name, String bootstrapServers, Database database)
      throws IOException {
    this.folder = folder;
    this.name = name;
    this.database = database;
    this.settings = folder.resolve(name + ".properties");
    Files.writeString(
        settings,
        """
        bootstrap.servers=%s
        group.id=%s
        group.instance.id=%s
        metadata.max.age.ms=1000
        """
            .formatted(bootstrapServers, group, name));
  }

  static String classPath() {
    return LIBRARIES.stream().map(Sample::jar).collect(Collectors.joining(File.pathSeparator));
  }

  private static String jar(String library) {
    try {
      var domain = Class.forName(library).getProtectionDomain();
      return Path.of(domain.getCodeSource().getLocation().toURI()).toString();
    } catch (ClassNotFoundException | URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  void start() {
    var url =
        "%s?user=%s&password=%s"
            .formatted(database.jdbcUrl(), database.user(), database.password());
    process =
        Child.start(
            List.of(
                Child.java(),
                "-Xmx128m",
                "-cp",
                classPath(),
                SOURCE.toString(),
                settings.toString(),
                url),
            Map.of(),
            log());
  }

  Path log() {
    return folder.resolve(name + ".log");
  }

  /** SIGKILL. */
  void kill() {
    running().kill();
  }

  /** SIGTERM; it has to end of its own accord. */
  boolean ends() {
    running().ask();
    return running().gone(Duration.ofSeconds(20));
  }

  boolean alive() {
    return running().alive();
  }

  private Child running() {
    if (process == null) {
      throw new IllegalStateException("not started");
    }
    return process;
  }

  /** The rows of one of its tables, as texts. */
  List<String> rows(String sql) {
    try (var connection = database.dataSource().getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      var all = new ArrayList<String>();
      var columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        var cells = Stream.<String>builder();
        for (var i = 1; i <= columns; i++) {
          cells.add(rows.getString(i));
        }
        all.add(cells.build().collect(Collectors.joining(" ")));
      }
      return all;
    } catch (SQLException e) {
      if ("42P01".equals(e.getSQLState())) {
        return List.of(); // it has not made its tables yet
      }
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    if (process != null) {
      process.kill();
    }
  }
}
