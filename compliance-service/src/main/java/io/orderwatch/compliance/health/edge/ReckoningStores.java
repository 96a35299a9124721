package io.orderwatch.compliance.health.edge;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.orderwatch.clock.ScaledClock;
import io.orderwatch.compliance.health.ToldHealth;
import io.orderwatch.compliance.posting.edge.LatestPostingRow.Changed;
import io.orderwatch.contracts.StoreHealthState;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.mailbox.Input;
import io.orderwatch.mailbox.edge.Mailbox;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Reckons a store anew soon after one of its postings has changed, and every store now and then:
 * days pass, and a process may die with a change on its mind. Any number of processes may reckon
 * the same store; the rule tells the newest once.
 */
@Singleton
public class ReckoningStores {

  private static final Logger LOG = Logger.getLogger(ReckoningStores.class);

  /** Real time; a clock that runs fast shall not keep the database busy. */
  private static final Duration LEAST = Duration.ofSeconds(1);

  /** When stores are reckoned. Durations of the clock that all services share. */
  @ConfigMapping(prefix = "orderwatch.health")
  public interface Settings {

    /** How soon after a change of its postings a store is reckoned anew. */
    @WithDefault("PT10S")
    Duration after();

    /** How often every store is. */
    @WithDefault("PT30M")
    Duration every();
  }

  private final StoreBooks books;
  private final ScaledClock clock;
  private final DataSource database;
  private final Mailbox mailbox;
  private final Settings settings;
  private final Set<String> touched = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean busy = new AtomicBoolean();
  private final MultiGauge index;
  private final MultiGauge budget;
  private final MultiGauge worse;
  private long allAgain = System.nanoTime();

  ReckoningStores(
      StoreBooks books,
      ScaledClock clock,
      DataSource database,
      Mailbox mailbox,
      Settings settings,
      MeterRegistry meters) {
    this.books = books;
    this.clock = clock;
    this.database = database;
    this.mailbox = mailbox;
    this.settings = settings;
    this.index = MultiGauge.builder("store.index.percent").register(meters);
    this.budget = MultiGauge.builder("store.cancel.budget").register(meters);
    this.worse = MultiGauge.builder("store.zone.worse.days").register(meters);
  }

  void start(@Observes StartupEvent event, Vertx vertx) {
    vertx.setPeriodic(
        clock.real(settings.after(), LEAST).toMillis(),
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

  /** A posting of this store has changed. */
  void touch(@Observes Changed changed) {
    touched.add(changed.store());
  }

  private int turn() {
    try {
      if (System.nanoTime() - allAgain >= 0) {
        touched.addAll(stores());
        allAgain = System.nanoTime() + clock.real(settings.every(), LEAST).toNanos();
      }
      var now = new TreeSet<>(touched);
      touched.removeAll(now);
      for (var store : now) {
        reckon(store);
      }
      measure();
      return now.size();
    } catch (SQLException | RuntimeException e) {
      // Whatever was not reckoned is when all are.
      allAgain = System.nanoTime() + LEAST.toNanos();
      LOG.debugf("stores are reckoned later: %s", e.getClass().getSimpleName());
      return 0;
    }
  }

  private List<String> stores() throws SQLException {
    try (var connection = database.getConnection();
        var select = connection.prepareStatement("select distinct store from latest_posting");
        var rows = select.executeQuery()) {
      var stores = new ArrayList<String>();
      while (rows.next()) {
        stores.add(rows.getString(1));
      }
      return stores;
    }
  }

  /** Before what is read afterwards; any process's. */
  private Instant databaseNow() throws SQLException {
    try (var connection = database.getConnection();
        var select = connection.prepareStatement("select clock_timestamp()");
        var row = select.executeQuery()) {
      row.next();
      return row.getTimestamp(1).toInstant();
    }
  }

  private void reckon(String store) throws SQLException {
    var now = clock.now().truncatedTo(ChronoUnit.MICROS);
    var readAt = databaseNow();
    var reckoned =
        QuarkusTransaction.requiringNew()
            .call(() -> books.health(store, now).map(h -> ToldHealth.state(new StoreId(store), h)));
    if (reckoned.isPresent()) {
      mailbox.tell(
          HealthFeature.NAME,
          List.of(
              new Input(
                  store,
                  "reckoned@" + readAt,
                  now,
                  new ToldHealth.Reckoned(reckoned.get(), readAt))),
          Optional.empty());
    }
  }

  /** What was told last, whoever has reckoned it. */
  private void measure() {
    var told =
        QuarkusTransaction.requiringNew()
            .call(
                () ->
                    ToldHealthRow.<ToldHealthRow>listAll().stream()
                        .map(ToldHealthRow::health)
                        .toList());
    var indexes = new ArrayList<MultiGauge.Row<?>>();
    var budgets = new ArrayList<MultiGauge.Row<?>>();
    var days = new ArrayList<MultiGauge.Row<?>>();
    for (var health : told) {
      var store = Tags.of("store", health.store().value());
      for (var reading : health.readings()) {
        var percent = reading.percent();
        indexes.add(
            MultiGauge.Row.of(
                store.and("shipments", reading.shipments()), percent == null ? 0 : percent));
      }
      budgets.add(MultiGauge.Row.of(store, health.budget()));
      days.add(MultiGauge.Row.of(store, daysLeft(health)));
    }
    index.register(indexes, true);
    budget.register(budgets, true);
    worse.register(days, true);
  }

  /** Until the store is in a worse zone; a day more than is looked ahead if it is not by then. */
  private static long daysLeft(StoreHealthState health) {
    var worse = health.worseOn();
    return worse == null ? ToldHealth.DAYS_AHEAD + 1 : ChronoUnit.DAYS.between(health.day(), worse);
  }
}
