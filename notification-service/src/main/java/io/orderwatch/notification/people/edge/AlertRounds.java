package io.orderwatch.notification.people.edge;

import io.orderwatch.clock.ScaledClock;
import io.orderwatch.mailbox.Input;
import io.orderwatch.mailbox.edge.Mailbox;
import io.orderwatch.notification.digest.edge.Digests;
import io.orderwatch.notification.people.Alerting;
import io.orderwatch.notification.people.Letter;
import io.orderwatch.notification.people.People;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Looks every second (real time) at what concerns people, and raises, escalates and ends alerts as
 * {@link Alerting} says; the letters go through the mailbox. Of several processes one works at a
 * time. What a dying process left untold is found by the next round.
 */
@Singleton
class AlertRounds {

  private static final Logger LOG = Logger.getLogger(AlertRounds.class);
  private static final Duration EVERY = Duration.ofSeconds(1);

  private final People people;
  private final Digests digests;
  private final DataSource database;
  private final Mailbox mailbox;
  private final ScaledClock clock;
  private final AtomicBoolean working = new AtomicBoolean();

  AlertRounds(
      People people, Digests digests, DataSource database, Mailbox mailbox, ScaledClock clock) {
    this.people = people;
    this.digests = digests;
    this.database = database;
    this.mailbox = mailbox;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event, Vertx vertx) {
    if (people.stores().isEmpty()) {
      return;
    }
    vertx.setPeriodic(
        EVERY.toMillis(),
        _ ->
            vertx.executeBlocking(
                () -> {
                  once();
                  return true;
                },
                false));
  }

  private void once() {
    if (!working.compareAndSet(false, true)) {
      return;
    }
    try {
      round(clock.now());
    } catch (SQLException | RuntimeException e) {
      LOG.logf(
          mailbox.outages().database().met(e) ? Logger.Level.DEBUG : Logger.Level.WARN,
          "the alerts are looked at again: %s",
          e.toString());
    } finally {
      working.set(false);
    }
  }

  void round(Instant now) throws SQLException {
    tell(letters(now), now);
    for (var digest : digests.due(now)) {
      tell(digest.letters(), now);
      digests.written(digest, now);
    }
  }

  private List<Letter> letters(Instant now) throws SQLException {
    try (var connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        var letters = letters(connection, now);
        connection.commit();
        return letters;
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    }
  }

  private List<Letter> letters(Connection tx, Instant now) throws SQLException {
    var book = new AlertBook(tx);
    if (!book.first()) {
      return List.of();
    }
    book.end(now);
    for (var waiting : book.waiting(now).entrySet()) {
      var group = waiting.getKey();
      var policy = policy(group.store());
      if (policy.isPresent()
          && due(now, Alerting.next(book.last(group), waiting.getValue(), now, policy.get()))) {
        book.raise(group, waiting.getValue(), now);
      }
    }
    for (var open : book.open()) {
      var policy = policy(open.group().store());
      if (policy.isPresent()
          && due(
              now, Alerting.escalates(open.level(), open.told(), open.due(), now, policy.get()))) {
        book.escalate(open, now);
      }
    }
    var letters = new ArrayList<Letter>();
    for (var untold : book.untold()) {
      var store = people.of(untold.group().store());
      if (store.isPresent()) {
        letters.addAll(book.letters(untold, people, store.get(), now));
      }
    }
    return letters;
  }

  private Optional<Alerting.Policy> policy(String store) {
    return people.of(store).map(People.Store::policy);
  }

  private static boolean due(Instant now, Optional<Instant> at) {
    return at.filter(each -> !each.isAfter(now)).isPresent();
  }

  private void tell(List<Letter> letters, Instant now) throws SQLException {
    if (!letters.isEmpty()) {
      mailbox.tell(
          DeliveryFeature.NAME,
          letters.stream()
              .map(each -> new Input(each.key(), "letter/" + each.key(), now, each))
              .toList(),
          Optional.empty());
    }
  }
}
