package io.orderwatch.simulator.edge;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The command line.
 *
 * @param clock as {@link io.orderwatch.clock.ScaledClock#parse} reads it
 * @param scenario {@code standard}, {@code living} or a file
 * @param schemaSample one answer in so many is checked
 */
record Options(
    String host,
    int port,
    String clock,
    Path data,
    boolean keep,
    String scenario,
    @Nullable Long seed,
    @Nullable String pushUrl,
    @Nullable Path schema,
    int schemaSample) {

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

  /**
   * Reads the command line.
   *
   * @throws IllegalArgumentException if an option is unknown or has no value
   */
  static Options parse(String... args) {
    var options =
        new Options(
            "127.0.0.1",
            8085,
            "real",
            Path.of("target/simulator"),
            false,
            "standard",
            null,
            null,
            null,
            1);
    Deque<String> rest = new ArrayDeque<>(List.of(args));
    while (!rest.isEmpty()) {
      options = options.with(rest.pop(), rest);
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
        Settings.merged(read.scenario(), fields, io.orderwatch.simulator.Scenario.class),
        read.faults());
  }

  private Options with(String name, Deque<String> rest) {
    return switch (name) {
      case "--keep" ->
          new Options(host, port, clock, data, true, scenario, seed, pushUrl, schema, schemaSample);
      case "--host" ->
          new Options(
              value(name, rest),
              port,
              clock,
              data,
              keep,
              scenario,
              seed,
              pushUrl,
              schema,
              schemaSample);
      case "--port" -> {
        var value = Integer.parseInt(value(name, rest));
        yield new Options(
            host, value, clock, data, keep, scenario, seed, pushUrl, schema, schemaSample);
      }
      case "--clock" ->
          new Options(
              host,
              port,
              value(name, rest),
              data,
              keep,
              scenario,
              seed,
              pushUrl,
              schema,
              schemaSample);
      case "--data" -> {
        var value = Path.of(value(name, rest));
        yield new Options(
            host, port, clock, value, keep, scenario, seed, pushUrl, schema, schemaSample);
      }
      case "--scenario" ->
          new Options(
              host,
              port,
              clock,
              data,
              keep,
              value(name, rest),
              seed,
              pushUrl,
              schema,
              schemaSample);
      case "--seed" -> {
        var value = Long.valueOf(value(name, rest));
        yield new Options(
            host, port, clock, data, keep, scenario, value, pushUrl, schema, schemaSample);
      }
      case "--push-url" ->
          new Options(
              host,
              port,
              clock,
              data,
              keep,
              scenario,
              seed,
              value(name, rest),
              schema,
              schemaSample);
      case "--schema" -> {
        var value = Path.of(value(name, rest));
        yield new Options(
            host, port, clock, data, keep, scenario, seed, pushUrl, value, schemaSample);
      }
      case "--schema-sample" -> {
        var value = Integer.parseInt(value(name, rest));
        yield new Options(host, port, clock, data, keep, scenario, seed, pushUrl, schema, value);
      }
      default -> throw new IllegalArgumentException("no option is called " + name + "\n" + USAGE);
    };
  }

  private static String value(String name, Deque<String> rest) {
    if (rest.isEmpty()) {
      throw new IllegalArgumentException(name + " needs a value\n" + USAGE);
    }
    return rest.pop();
  }
}
