package io.orderwatch.simulator.edge;

import io.orderwatch.simulator.Scenario;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The command line. */
final class Options {

  static final String USAGE =
      """
      --host ADDRESS     where to be heard; 0.0.0.0 in a container (127.0.0.1)
      --port N           where to listen; 0 for any free port (8085)
      --clock TEXT       real, or <real start>/<start>/<rate> (real)
      --data DIR         where ledger.jsonl goes (target/simulator)
      --keep             go on with the world found in DIR
      --scenario NAME    standard, living or a JSON file (standard)
      --seed N           instead of the scenario's
      --push-url URL     instead of the scenario's; {store} stands for the Client-Id
      --schema FILE      check answers against Ozon's OpenAPI file
      --schema-sample N  check one answer in N (1)
      """;

  String host = "127.0.0.1";
  int port = 8085;

  /** As {@link io.orderwatch.clock.ScaledClock#parse} reads it. */
  String clock = "real";

  Path data = Path.of("target/simulator");
  boolean keep;

  /** {@code standard}, {@code living} or a file. */
  String scenario = "standard";

  @Nullable Long seed;
  @Nullable String pushUrl;
  @Nullable Path schema;

  /** One answer in so many is checked. */
  int schemaSample = 1;

  /**
   * Reads the command line.
   *
   * @throws IllegalArgumentException if an option is unknown or has no value
   */
  static Options parse(String... args) {
    var options = new Options();
    var rest = List.of(args).iterator();
    while (rest.hasNext()) {
      options.take(rest.next(), rest);
    }
    return options;
  }

  Settings.Read settings() throws IOException {
    var read = Settings.read(scenario);
    var fields = Json.MAPPER.createObjectNode();
    if (seed != null) {
      fields.put("seed", seed);
    }
    if (pushUrl != null) {
      fields.put("pushUrl", pushUrl);
    }
    return new Settings.Read(
        Settings.merged(read.scenario(), fields, Scenario.class), read.faults());
  }

  private void take(String name, Iterator<String> rest) {
    switch (name) {
      case "--keep" -> keep = true;
      case "--host" -> host = value(name, rest);
      case "--port" -> port = Integer.parseInt(value(name, rest));
      case "--clock" -> clock = value(name, rest);
      case "--data" -> data = Path.of(value(name, rest));
      case "--scenario" -> scenario = value(name, rest);
      case "--seed" -> seed = Long.valueOf(value(name, rest));
      case "--push-url" -> pushUrl = value(name, rest);
      case "--schema" -> schema = Path.of(value(name, rest));
      case "--schema-sample" -> schemaSample = Integer.parseInt(value(name, rest));
      default -> throw new IllegalArgumentException("no option is called " + name + "\n" + USAGE);
    }
  }

  private static String value(String name, Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new IllegalArgumentException(name + " needs a value\n" + USAGE);
    }
    return rest.next();
  }
}
