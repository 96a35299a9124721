package io.orderwatch.backing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The images of containers: the one that is named, else the official one, else, if only that is
 * there, the stand-in that {@code deploy/images/offline/build} makes.
 *
 * @param reaper what removes the containers of a JVM that was killed; empty if Testcontainers is
 *     told to do without
 */
public record Images(String kafka, String postgres, Optional<String> reaper) {

  public static final String KAFKA = "ORDERWATCH_KAFKA_IMAGE";
  public static final String POSTGRES = "ORDERWATCH_POSTGRES_IMAGE";

  static final String OFFICIAL_KAFKA = "apache/kafka:4.1.1";
  static final String OFFICIAL_POSTGRES = "postgres:18-alpine";
  static final String OFFLINE_KAFKA = "orderwatch-offline/kafka:4.1.1";
  static final String OFFLINE_POSTGRES = "orderwatch-offline/postgres:18";

  private static final String NO_REAPER = "TESTCONTAINERS_RYUK_DISABLED";
  private static final String OTHER_REAPER = "TESTCONTAINERS_RYUK_CONTAINER_IMAGE";
  // the one that Testcontainers 2.0.3 names
  private static final String REAPER = "testcontainers/ryuk:0.13.0";

  /** All about which the engine must be asked before {@link #of} can choose. */
  public static List<String> candidates(Map<String, String> environment) {
    var all =
        new TreeSet<>(List.of(OFFICIAL_KAFKA, OFFICIAL_POSTGRES, OFFLINE_KAFKA, OFFLINE_POSTGRES));
    var unseen = of(environment, Set.of());
    all.add(unseen.kafka);
    all.add(unseen.postgres);
    unseen.reaper.ifPresent(all::add);
    return List.copyOf(all);
  }

  /**
   * Chooses.
   *
   * @param environment may name images; an empty value counts as unset
   * @param present those that the engine has
   */
  public static Images of(Map<String, String> environment, Set<String> present) {
    var reaper =
        "true".equalsIgnoreCase(environment.getOrDefault(NO_REAPER, "").strip())
            ? Optional.<String>empty()
            : Optional.of(named(environment, OTHER_REAPER).orElse(REAPER));
    return new Images(
        named(environment, KAFKA).orElse(there(present, OFFICIAL_KAFKA, OFFLINE_KAFKA)),
        named(environment, POSTGRES).orElse(there(present, OFFICIAL_POSTGRES, OFFLINE_POSTGRES)),
        reaper);
  }

  /** Those that a start would download, sorted. */
  public List<String> missing(Set<String> present) {
    var missing = new TreeSet<>(List.of(kafka, postgres));
    reaper.ifPresent(missing::add);
    missing.removeAll(present);
    return List.copyOf(missing);
  }

  /** What a start will do before anything is seen of it; nothing to say if all are there. */
  public Optional<String> notice(Set<String> present) {
    var missing = missing(present);
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "First "
                + String.join(", ", missing)
                + (missing.size() == 1 ? " is" : " are")
                + " downloaded, which takes minutes; where no registry is reachable,"
                + " deploy/images/offline/build makes stand-ins.");
  }

  @Override
  public String toString() {
    return kafka + " and " + postgres;
  }

  private static String there(Set<String> present, String official, String offline) {
    return !present.contains(official) && present.contains(offline) ? offline : official;
  }

  private static Optional<String> named(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).map(String::strip).filter(v -> !v.isEmpty());
  }
}
