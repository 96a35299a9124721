package io.orderwatch.compliance.outlook.edge;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.orderwatch.clock.ScaledClock;
import io.orderwatch.compliance.outlook.Foreseen;
import io.orderwatch.compliance.outlook.Outlook;
import io.orderwatch.compliance.passport.PassportPolicy;
import io.orderwatch.compliance.whatif.edge.PastCases;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Learns from the past and foresees what is open, in the background: whoever asks is told what was
 * foreseen last. Each process does so for itself; nothing of it is kept.
 */
@Singleton
public class Foreseeing {

  private static final Logger LOG = Logger.getLogger(Foreseeing.class);

  /** The newest of the past; more take longer and say no more. */
  private static final int MOST_CASES = 100_000;

  /** Real time; a clock that runs fast shall not keep the database busy. */
  private static final Duration LEAST = Duration.ofSeconds(1);

  private static final Duration LEAST_LEARNING = Duration.ofSeconds(5);

  /** Learning takes at most a fifth of the time. */
  private static final int REST = 4;

  /** What is learned from, and how often. Durations of the clock that all services share. */
  @ConfigMapping(prefix = "orderwatch.outlook")
  public interface Settings {

    /** How far back cases ended that chances are learned from. */
    @WithDefault("P30D")
    Duration past();

    /** How often chances are learned anew from the past. */
    @WithDefault("PT10M")
    Duration learned();

    /** How often it is reckoned what is to be expected of the open cases. */
    @WithDefault("PT1M")
    Duration every();
  }

  record Learned(Outlook outlook, Instant since) {}

  private final DataSource database;
  private final PassportPolicy policy;
  private final ScaledClock clock;
  private final Settings settings;
  private final MultiGauge lost;
  private final Set<String> stores = new TreeSet<>();
  private final AtomicBoolean busy = new AtomicBoolean();
  private @Nullable Learned learned;
  private long learnAgain;
  private volatile @Nullable Foreseen last;

  Foreseeing(
      DataSource database,
      PassportPolicy policy,
      ScaledClock clock,
      Settings settings,
      MeterRegistry meters) {
    this.database = database;
    this.policy = policy;
    this.clock = clock;
    this.settings = settings;
    this.lost = MultiGauge.builder("passport.expected.lost").register(meters);
  }

  void start(@Observes StartupEvent event, Vertx vertx) {
    vertx.setPeriodic(
        LEAST.toMillis(),
        clock.real(settings.every(), LEAST).toMillis(),
        _ -> {
          if (busy.compareAndSet(false, true)) {
            vertx.executeBlocking(
                () -> {
                  try {
                    return turn();
                  } finally {
                    busy.set(false);
                  }
                },
                false);
          }
        });
  }

  /** What was foreseen last, at most {@code orderwatch.outlook.every} ago; now, if nothing was. */
  public Foreseen last() {
    var known = last;
    return known == null ? first() : known;
  }

  private synchronized Foreseen first() {
    var known = last;
    try {
      return known == null ? foresee() : known;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean turn() {
    try {
      foresee();
      return true;
    } catch (SQLException | RuntimeException e) {
      // No figure is better than an old one; the page says of when it is what it shows.
      lost.register(List.of(), true);
      LOG.debugf("nothing is foreseen now: %s", e.getClass().getSimpleName());
      return false;
    }
  }

  synchronized Foreseen foresee() throws SQLException {
    var known = learned();
    var now = clock.now();
    var cases =
        reading(connection -> new OpenCases(connection, policy, now).judged(known.outlook()));
    var foreseen = Foreseen.of(now, known.since(), known.outlook(), cases);
    last = foreseen;
    measure(foreseen);
    return foreseen;
  }

  private interface Reading<T> {
    T from(Connection connection) throws SQLException;
  }

  /** On a connection that PostgreSQL lets write nothing. */
  private <T> T reading(Reading<T> reading) throws SQLException {
    try (var connection = database.getConnection()) {
      connection.setAutoCommit(false);
      connection.setReadOnly(true);
      try {
        return reading.from(connection);
      } finally {
        connection.rollback();
        connection.setReadOnly(false);
        connection.setAutoCommit(true);
      }
    }
  }

  private Learned learned() throws SQLException {
    var known = learned;
    var began = System.nanoTime();
    if (known != null && began - learnAgain < 0) {
      return known;
    }
    var fresh = learn(clock.now());
    learned = fresh;
    var ended = System.nanoTime();
    var rest = clock.real(settings.learned(), LEAST_LEARNING).toNanos();
    learnAgain = ended + Math.max(rest, REST * (ended - began));
    LOG.debugf(
        "learned from %d cases in %d ms", fresh.outlook().cases(), (ended - began) / 1_000_000);
    return fresh;
  }

  Learned learn(Instant now) throws SQLException {
    var since = now.minus(settings.past());
    var cases =
        reading(connection -> new PastCases(connection, "", since).read(MOST_CASES, () -> true));
    return new Learned(Outlook.learn(cases, now), since);
  }

  private void measure(Foreseen foreseen) {
    stores.addAll(foreseen.stores().keySet());
    var rows = new ArrayList<MultiGauge.Row<?>>();
    for (var store : stores) {
      rows.add(
          MultiGauge.Row.of(
              Tags.of("store", store), foreseen.forecast(store).map(f -> f.lost()).orElse(0.0)));
    }
    lost.register(rows, true);
  }
}
