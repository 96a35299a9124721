package io.orderwatch.backing;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Which kind of Kafka and PostgreSQL to use: the one that is forced, else the servers that are
 * named, else the containers that can start without a download, else embedded. A forced choice that
 * is impossible is refused, never replaced.
 */
public sealed interface Choice {

  String FORCED = "ORDERWATCH_BACKING";
  String KAFKA = "ORDERWATCH_KAFKA";
  String POSTGRES = "ORDERWATCH_POSTGRES";
  String POSTGRES_USER = "ORDERWATCH_POSTGRES_USER";
  String POSTGRES_PASSWORD = "ORDERWATCH_POSTGRES_PASSWORD";

  /**
   * To be used.
   *
   * @param why one sentence for people
   */
  record Chosen(Kind kind, String why) implements Choice {}

  /**
   * Not to be had.
   *
   * @param why one line: what was asked for and what is missing
   */
  record Impossible(String why) implements Choice {}

  /**
   * Chooses.
   *
   * @param environment the process's environment variables; an empty value counts as unset
   * @param engine asked only where the answer matters, because asking may take half a second
   */
  static Choice of(Map<String, String> environment, Supplier<Engine> engine) {
    var forced = value(environment, FORCED);
    if (forced.isEmpty()) {
      return unforced(environment, engine);
    }
    var kind = Arrays.stream(Kind.values()).filter(k -> k.written().equals(forced.get())).findAny();
    if (kind.isEmpty()) {
      return new Impossible(
          FORCED + "=" + forced.get() + " is none of embedded, containers, external");
    }
    return switch (kind.get()) {
      case EMBEDDED -> new Chosen(Kind.EMBEDDED, FORCED + " asks for embedded servers.");
      case CONTAINERS -> {
        var found = engine.get();
        yield found.answers()
            ? new Chosen(
                Kind.CONTAINERS,
                FORCED + " asks for containers: " + Images.of(environment, found.images()) + ".")
            : new Impossible(FORCED + "=containers, but no Docker engine answers");
      }
      case EXTERNAL ->
          missingServer(environment)
              .<Choice>map(
                  name -> new Impossible(FORCED + "=external, but " + name + " is not set"))
              .orElse(new Chosen(Kind.EXTERNAL, FORCED + " asks for external servers."));
    };
  }

  /** Whether nothing but containers will do. */
  static boolean asksForContainers(Map<String, String> environment) {
    return value(environment, FORCED).filter(Kind.CONTAINERS.written()::equals).isPresent();
  }

  private static Choice unforced(Map<String, String> environment, Supplier<Engine> engine) {
    if (missingServer(environment).isEmpty()) {
      return new Chosen(Kind.EXTERNAL, KAFKA + " and " + POSTGRES + " name running servers.");
    }
    if (value(environment, KAFKA).isPresent() || value(environment, POSTGRES).isPresent()) {
      return new Impossible(
          "only one of "
              + KAFKA
              + " and "
              + POSTGRES
              + " is set: set both, or neither, or "
              + FORCED
              + "=embedded");
    }
    var found = engine.get();
    if (!found.answers()) {
      return new Chosen(Kind.EMBEDDED, "No servers are named and no Docker engine answers.");
    }
    var images = Images.of(environment, found.images());
    var missing = images.missing(found.images());
    return missing.isEmpty()
        ? new Chosen(Kind.CONTAINERS, "A Docker engine answers and has " + images + ".")
        : new Chosen(
            Kind.EMBEDDED,
            "Docker answers, but these images are not there and nothing is downloaded unasked: "
                + String.join(", ", missing)
                + ".");
  }

  private static Optional<String> missingServer(Map<String, String> environment) {
    if (value(environment, KAFKA).isEmpty()) {
      return Optional.of(KAFKA);
    }
    return value(environment, POSTGRES).isEmpty() ? Optional.of(POSTGRES) : Optional.empty();
  }

  private static Optional<String> value(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).map(String::strip).filter(v -> !v.isEmpty());
  }
}
