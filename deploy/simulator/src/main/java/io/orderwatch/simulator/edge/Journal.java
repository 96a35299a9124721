package io.orderwatch.simulator.edge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwatch.simulator.Command;
import io.orderwatch.simulator.Refused;
import io.orderwatch.simulator.Scenario;
import io.orderwatch.simulator.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A kept world is its beginning and the commands given to it since: the rules make the rest of it
 * again. Commands are written before they take effect.
 */
final class Journal {

  /** How a kept world began. */
  record Beginning(Scenario scenario, Instant start) {}

  private static final Map<String, Class<?>> TYPES =
      Stream.of(Command.class.getPermittedSubclasses())
          .collect(Collectors.toMap(Class::getSimpleName, Function.identity()));

  private final Path file;
  private final Beginning beginning;

  private Journal(Path file, Beginning beginning) {
    this.file = file;
    this.beginning = beginning;
  }

  /** Goes on with the world of this directory, or begins one. */
  static Journal open(Path directory, Beginning fresh) throws IOException {
    var world = directory.resolve("world.json");
    var beginning = fresh;
    if (Files.exists(world)) {
      beginning = Json.MAPPER.readValue(world.toFile(), Beginning.class);
    } else {
      Files.write(world, Json.bytes(fresh));
    }
    return new Journal(directory.resolve("commands.jsonl"), beginning);
  }

  Beginning beginning() {
    return beginning;
  }

  void write(Command command, Instant at) {
    var line = Json.MAPPER.createObjectNode();
    line.put("at", at.toString());
    line.put("type", command.getClass().getSimpleName());
    line.set("command", Json.MAPPER.valueToTree(command));
    try {
      Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void replay(World world) {
    try {
      for (var line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
        give(world, line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void give(World world, String line) throws JsonProcessingException {
    var written = (ObjectNode) Json.MAPPER.readTree(line);
    var type = TYPES.get(written.path("type").asText());
    if (type == null) {
      throw new IllegalStateException("no command is called " + written.path("type").asText());
    }
    try {
      var command = (Command) Json.MAPPER.treeToValue(written.path("command"), type);
      world.apply(command, Instant.parse(written.path("at").asText()));
    } catch (Refused again) {
      // what was refused then is refused now, and changes nothing
    }
  }
}
