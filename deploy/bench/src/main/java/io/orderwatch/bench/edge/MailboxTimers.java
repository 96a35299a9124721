package io.orderwatch.bench.edge;

import io.agroal.api.AgroalDataSource;
import io.orderwatch.clock.SettableClock;
import io.orderwatch.mailbox.Input;
import io.orderwatch.mailbox.edge.Engine;
import io.orderwatch.mailbox.edge.Lease;
import io.orderwatch.mailbox.edge.Leases;
import io.orderwatch.mailbox.edge.Mailbox;
import io.orderwatch.mailbox.edge.Sql;
import io.orderwatch.mailbox.edge.Timers;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.Producer;

/** The mailbox's timers on a clock that is moved by hand. */
final class MailboxTimers implements AutoCloseable {

  private static final int BATCH = 1000;
  private static final Duration HOUR = Duration.ofHours(1);

  private final AgroalDataSource database;
  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-01T00:00:00Z"));
  private final Mailbox mailbox;
  private final Timers timers;
  private final List<Lease> leases = new ArrayList<>();
  private final int pending;
  private long firedSoFar;

  /**
   * @param producer never used: the mailbox is not started and relays nothing
   */
  MailboxTimers(Stage stage, Producer<String, byte[]> producer, int pending) throws SQLException {
    this.pending = pending;
    database = stage.database("timers").filledPool(2, "");
    Stage.executeResource(database, "/db/mailbox/V0001__mailbox.sql");
    Stage.execute(database, Reminders.TABLE);
    fill();
    var features = List.of(Reminders.FEATURE);
    mailbox =
        new Mailbox(database, producer, clock, features, List.of(), MailboxContender.SETTINGS);
    timers =
        new Timers(
            database,
            new Engine("bench", features, clock),
            BATCH,
            Duration.ofSeconds(10),
            () -> {});
    var taking = new Leases(database, "bench-timers", Duration.ofHours(1));
    for (var shard = 0; shard < Sql.SHARDS; shard++) {
      leases.add(taking.take("shard-" + shard).orElseThrow());
    }
  }

  private void fill() throws SQLException {
    Stage.execute(
        database,
        """
        insert into timer (shard, due, name, ref)
        select i %% 4, '%s'::timestamptz + i * interval '2 s', 'reminders/reminder', 'pending:' || i
          from generate_series(1, %d) i"""
            .formatted(TimerContest.FAR, pending));
  }

  DataSource database() {
    return database;
  }

  /** Timers of postings that nobody has heard of, due within the next hour. */
  void arm(int due) throws SQLException {
    var batches = new ArrayList<List<Input>>();
    for (var from = 0; from < due; from += BATCH) {
      var batch = new ArrayList<Input>();
      for (var i = from; i < Math.min(from + BATCH, due); i++) {
        var key = "%d:%08d-0001-1".formatted(100_000 + i % 20, firedSoFar + i);
        var at = clock.instant().plusMillis(1 + i * 7919L % HOUR.toMillis());
        batch.add(new Input(key, "bench/" + key, clock.instant(), new Reminders.Arm(at)));
      }
      batches.add(batch);
    }
    for (var batch : batches) {
      mailbox.tell("reminders", batch, Optional.empty());
    }
    Claim.holds(
        "timers armed", pending + due, Stage.number(database, "select count(*) from timer"));
  }

  /** An hour goes by; a second. */
  double fire(int due) throws SQLException {
    clock.tick(HOUR.plusSeconds(1));
    var fired = 0L;
    var start = System.nanoTime();
    for (var last = 1L; last > 0; ) {
      last = 0;
      for (short shard = 0; shard < Sql.SHARDS; shard++) {
        last += timers.fire(shard, leases.get(shard));
      }
      fired += last;
    }
    var rate = Stopwatch.rate("timers fired", due, start);
    firedSoFar += due;
    Claim.holds("timers fired", due, fired);
    Claim.holds("timers left", pending, Stage.number(database, "select count(*) from timer"));
    Claim.holds(
        "states whose timer fired once",
        firedSoFar,
        Stage.number(database, "select count(*) from reminder where fired = 1"));
    Claim.holds(
        "events of timers",
        firedSoFar,
        Stage.number(database, "select count(distinct key) from outbox"));
    Claim.holds(
        "rows of events of timers",
        firedSoFar,
        Stage.number(database, "select count(*) from outbox"));
    return rate;
  }

  @Override
  public void close() {
    database.close();
  }
}
