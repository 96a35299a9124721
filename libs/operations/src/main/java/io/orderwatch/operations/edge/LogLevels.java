package io.orderwatch.operations.edge;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Changes how much is logged while the process runs, and puts it back by itself. Real time.
 *
 * <p>DEBUG and TRACE are for what is known to log no bodies and no parameters: what comes from Ozon
 * holds personal data, and no log may.
 */
public final class LogLevels implements AutoCloseable {

  public static final Duration LONGEST = Duration.ofHours(24);

  private static final Map<String, Level> LEVELS =
      Map.of(
          "ERROR", Level.SEVERE,
          "WARN", Level.WARNING,
          "INFO", Level.INFO,
          "DEBUG", Level.FINE,
          "TRACE", Level.FINER);

  private static final Pattern CATEGORY =
      Pattern.compile("[A-Za-z_$][\\w$]*(\\.[A-Za-z_$][\\w$-]*)*");

  private static final int LONGEST_CATEGORY = 200;

  private static final List<String> MAY_SAY_MORE =
      List.of("io.orderwatch", "org.apache.kafka", "org.flywaydb", "io.agroal", "io.opentelemetry");

  /**
   * @param category a package or a class
   * @param level what counts for the category now
   * @param until when it goes back; null if it was not changed
   */
  public record Current(String category, String level, @Nullable Instant until) {}

  /** Holds on to the logger, which else could be collected and forget its level. */
  private record Change(Logger logger, @Nullable Level before, Instant until, Thread end) {}

  /** What is wrong with what was given. */
  static final class Wrong extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    final String field;

    Wrong(String field, String message) {
      super(message);
      this.field = field;
    }
  }

  private final Clock clock;
  private final Map<String, Change> changes = new TreeMap<>();

  /**
   * @param clock real time
   */
  public LogLevels(Clock clock) {
    this.clock = clock;
  }

  /** All that are changed now. */
  public synchronized List<Current> changed() {
    return changes.keySet().stream().map(this::current).toList();
  }

  /**
   * @throws IllegalArgumentException if that is no category
   */
  public synchronized Current of(String category) {
    check(category);
    return current(category);
  }

  /**
   * Sets a level for a while; a second change of the same category takes the place of the first.
   *
   * @param level ERROR, WARN, INFO, DEBUG or TRACE
   * @param lasting at most {@link #LONGEST}
   * @throws IllegalArgumentException saying what is wrong with what was given
   */
  public synchronized Current set(String category, String level, Duration lasting) {
    check(category);
    var wanted = LEVELS.get(level);
    if (wanted == null) {
      throw new Wrong("level", "a level is one of ERROR, WARN, INFO, DEBUG and TRACE");
    }
    if (wanted.intValue() < Level.INFO.intValue() && !maySayMore(category)) {
      throw new Wrong(
          "level",
          "DEBUG and TRACE are only for categories under " + String.join(", ", MAY_SAY_MORE));
    }
    if (lasting.compareTo(Duration.ofSeconds(1)) < 0 || lasting.compareTo(LONGEST) > 0) {
      throw new Wrong("lasting", "a level lasts from PT1S to " + LONGEST);
    }
    reset(category);
    var logger = Logger.getLogger(category);
    var end = Thread.ofVirtual().name("log-level").unstarted(() -> end(category, lasting));
    changes.put(
        category, new Change(logger, logger.getLevel(), clock.instant().plus(lasting), end));
    logger.setLevel(wanted);
    end.start();
    return current(category);
  }

  /** Puts the category back; returns whether it was changed. */
  public synchronized boolean reset(String category) {
    var change = changes.remove(category);
    if (change == null) {
      return false;
    }
    change.logger().setLevel(change.before());
    change.end().interrupt();
    return true;
  }

  private void end(String category, Duration lasting) {
    try {
      Thread.sleep(lasting);
      synchronized (this) {
        var change = changes.get(category);
        if (change != null && change.end() == Thread.currentThread()) {
          changes.remove(category);
          change.logger().setLevel(change.before());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // it was put back already
    }
  }

  private Current current(String category) {
    var change = changes.get(category);
    return new Current(
        category,
        word(effective(Logger.getLogger(category))),
        change == null ? null : change.until());
  }

  private static Level effective(Logger logger) {
    for (@Nullable Logger each = logger; each != null; each = each.getParent()) {
      var level = each.getLevel();
      if (level != null) {
        return level;
      }
    }
    return Level.INFO;
  }

  private static String word(Level level) {
    return LEVELS.entrySet().stream()
        .filter(each -> each.getValue().intValue() == level.intValue())
        .map(Map.Entry::getKey)
        .findAny()
        .orElse(level.getName());
  }

  private static void check(String category) {
    if (category.length() > LONGEST_CATEGORY || !CATEGORY.matcher(category).matches()) {
      throw new Wrong("category", "a category is a package or a class");
    }
  }

  private static boolean maySayMore(String category) {
    return MAY_SAY_MORE.stream()
        .anyMatch(each -> category.equals(each) || category.startsWith(each + "."));
  }

  @Override
  public synchronized void close() {
    List.copyOf(changes.keySet()).forEach(this::reset);
  }
}
