package io.orderwatch.operations.edge;

import io.orderwatch.mailbox.edge.Outage;
import io.quarkus.logging.LoggingFilter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lets what clients of Kafka and Flyway say of each attempt into the log once, and again only when
 * they were quiet about it for a minute; and what is said of a request that failed with the
 * database not at all. That a server is away, {@link Outage} tells.
 */
@LoggingFilter(name = "said-once")
public final class SaidOnce implements Filter {

  /** Real time. */
  private static final Duration QUIET = Duration.ofMinutes(1);

  private static final Map<String, Pattern> ATTEMPTS =
      Map.of(
          "org.apache.kafka.clients.NetworkClient",
          Pattern.compile("could not be established|disconnected"),
          "org.apache.kafka.clients.producer.internals.Sender",
          Pattern.compile("retrying \\(|Received invalid metadata error"),
          "org.flywaydb.core.internal.jdbc.JdbcUtils",
          Pattern.compile("Connection error|Retrying in"));

  /** What resteasy-problem calls itself in the log. */
  private static final String REQUESTS = "http-problem";

  private final Map<String, Duration> last = new ConcurrentHashMap<>();

  @Override
  public boolean isLoggable(LogRecord line) {
    if (REQUESTS.equals(line.getLoggerName())) {
      return line.getThrown() == null || !Outage.ofConnection(line.getThrown());
    }
    return passes(
        String.valueOf(line.getLoggerName()),
        line.getMessage(),
        Duration.ofNanos(System.nanoTime()));
  }

  /**
   * @param now on a clock that only goes forward
   */
  boolean passes(String logger, @Nullable String text, Duration now) {
    var attempt = ATTEMPTS.get(logger);
    if (attempt == null || text == null || !attempt.matcher(text).find()) {
      return true;
    }
    var before = last.put(logger, now);
    return before == null || now.minus(before).compareTo(QUIET) >= 0;
  }
}
