package io.orderwatch.notification.people.edge;

import io.orderwatch.notification.people.People;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/** Reads who is told of what; a mistake stops the start. */
@ApplicationScoped
class PeopleFile {

  @Produces
  @Singleton
  @Startup
  People people(PeopleSettings settings) {
    return settings
        .file()
        .filter(file -> !file.isBlank())
        .map(file -> People.of(read(Path.of(file))))
        .orElse(People.NOBODY);
  }

  private static Map<String, String> read(Path file) {
    var properties = new Properties();
    try (var reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.stringPropertyNames().stream()
        .collect(Collectors.toMap(name -> name, properties::getProperty));
  }
}
