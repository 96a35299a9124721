package io.orderwatch.mailbox.edge;

import io.orderwatch.mailbox.Input;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;

/**
 * The mailbox of one service: what comes in, what is due, what goes out. One instance a process,
 * any number of processes.
 */
public final class Mailbox implements AutoCloseable {

  /**
   * @param service its name: the source of its events and the name of its topic of dead letters
   * @param owner names this process among those of the service
   * @param lease how long a dead process keeps its shards (real time)
   * @param batch how many timers fire in one transaction
   * @param margin how far the timers' mark stays behind the clock (the clock's time)
   * @param settling how long a call without an answer may still take effect (real time)
   */
  public record Settings(
      String service,
      String owner,
      Duration lease,
      int batch,
      Duration margin,
      Duration settling) {}

  private static final Duration SWEEP = Duration.ofSeconds(30);
  private static final Duration TIDY = Duration.ofMinutes(10);

  private final DataSource database;
  private final Settings settings;
  private final Outages outages = Outages.none();
  private final Engine engine;
  private final Inbox inbox;
  private final DeadLetters deadLetters;
  private final Relay relay;
  private final Timers timers;
  private final Calls calls;
  private final Leases leases;
  private final Keeping keeping;
  private final Shards shards;
  private final List<Loop> loops;
  private final Loop relaying;
  private final Loop calling;
  private volatile long sweptAt = System.nanoTime();
  private volatile long tidiedAt = System.nanoTime() - TIDY.toNanos();

  public Mailbox(
      DataSource database,
      Producer<String, byte[]> producer,
      Clock clock,
      List<? extends Feature<?>> features,
      List<? extends Outlet<?>> outlets,
      Settings settings) {
    this(database, producer, clock, features, outlets, settings, Tracing.OFF);
  }

  public Mailbox(
      DataSource database,
      Producer<String, byte[]> producer,
      Clock clock,
      List<? extends Feature<?>> features,
      List<? extends Outlet<?>> outlets,
      Settings settings,
      Tracing tracing) {
    this.database = database;
    this.settings = settings;
    this.engine = new Engine(settings.service(), features, clock, tracing);
    this.leases = new Leases(database, settings.owner(), settings.lease());
    this.shards = new Shards(leases, settings.lease().dividedBy(4));
    this.inbox = new Inbox(database, engine, this::wake);
    this.deadLetters = new DeadLetters(database, engine, this::wake);
    this.relay = new Relay(database, producer);
    this.timers = new Timers(database, engine, settings.batch(), settings.margin(), this::wake);
    this.calls =
        new Calls(database, outages.database(), engine, outlets, settings.settling(), this::wake);
    this.keeping = new Keeping(database);
    this.relaying = loop("mailbox-relay", this::relay);
    this.calling = loop("mailbox-calls", this::call);
    this.loops =
        List.of(
            loop("mailbox-leases", this::lease),
            relaying,
            loop("mailbox-timers", this::fire),
            calling);
  }

  private Loop loop(String name, Loop.Turn turn) {
    return new Loop(name, outages.database(), turn);
  }

  /** Which of its servers are away. */
  public Outages outages() {
    return outages;
  }

  /**
   * After the database was put back to an earlier time.
   *
   * @param until no call that is planned before is made without looking whether it was made already
   *     (the database's clock)
   */
  public void lookBackUntil(Instant until) {
    calls.lookBackUntil(until);
  }

  public void start() {
    loops.forEach(Loop::start);
  }

  /** Works through records from Kafka; see {@link Inbox#accept}. */
  public void accept(List<ConsumerRecord<String, byte[]>> poll) throws SQLException {
    inbox.accept(poll);
  }

  /**
   * Gives a feature inputs of its own, in one transaction. What follows from them belongs to what
   * this thread is doing.
   *
   * @param lease what must still be held for it; empty for nothing
   * @return how many states changed
   */
  public int tell(String feature, List<Input> told, Optional<Lease> lease) throws SQLException {
    var trace = tracing().current();
    var inputs = trace == null ? told : told.stream().map(input -> input.traced(trace)).toList();
    for (var attempt = 1; ; attempt++) {
      try {
        var changed =
            engine.run(
                database,
                (tx, effects) -> {
                  if (lease.isPresent()) {
                    Leases.hold(tx, lease.get());
                  }
                  return engine.tell(tx, feature, inputs, effects);
                });
        wake();
        return changed;
      } catch (SQLException e) {
        if (attempt == 3 || !String.valueOf(e.getSQLState()).startsWith("40")) {
          throw e;
        }
      }
    }
  }

  public Tracing tracing() {
    return engine.tracing();
  }

  public Leases leases() {
    return leases;
  }

  /**
   * This process's share of some other work, to be shared out anew by whoever asks for it.
   *
   * @param names of all there is, as leases are named; may change
   */
  public Share share(Supplier<List<String>> names) {
    return new Share(leases, names, settings.lease().dividedBy(4));
  }

  public DeadLetters deadLetters() {
    return deadLetters;
  }

  /** The shards that this process relays, fires and calls for. */
  public Set<Short> shards() {
    return Set.copyOf(shards.held().keySet());
  }

  /** Whether the leases were taken or renewed lately; not before the first time. */
  public boolean knowsItsShards() {
    return shards.known();
  }

  /** What is not done yet, read now from the database. */
  public Backlog backlog() throws SQLException {
    return Backlog.read(database, engine.clock().instant());
  }

  /** The first record of each partition that is not worked through, read now from the database. */
  public Map<TopicPartition, Long> positions() throws SQLException {
    return Tx.run(database, Positions::next);
  }

  /**
   * How long each loop has been silent, and how far a call is beyond its time; what is silent for a
   * minute hangs.
   */
  public Map<String, Duration> silence() {
    var silence = new TreeMap<String, Duration>();
    loops.forEach(loop -> silence.put(loop.name(), loop.silence()));
    silence.put("mailbox-call", calls.overdue());
    return silence;
  }

  private void wake() {
    relaying.wake();
    calling.wake();
  }

  private boolean lease() throws SQLException {
    var told = outages.database().told();
    shards.share(told);
    if (told) {
      outages.database().answered();
    }
    var first = shards.held().get((short) 0);
    if (first != null && System.nanoTime() - tidiedAt > TIDY.toNanos()) {
      tidiedAt = System.nanoTime() - TIDY.minus(SWEEP).toNanos(); // if it fails, soon again
      keeping.tidy(first);
      tidiedAt = System.nanoTime();
    }
    return false;
  }

  private boolean relay() throws SQLException, InterruptedException {
    var relayed = 0;
    var held = shards.held();
    for (var shard : relay.waiting(held.keySet())) {
      var lease = held.get(shard);
      relayed += lease == null ? 0 : relay.relay(shard, lease);
    }
    return relayed > 0;
  }

  private boolean fire() throws SQLException {
    if (!engine.fires()) {
      return false; // nobody arms a timer: nobody need look for one
    }
    var more = false;
    for (var each : shards.held().entrySet()) {
      more |= timers.fire(each.getKey(), each.getValue()) == settings.batch();
    }
    if (System.nanoTime() - sweptAt > SWEEP.toNanos()) {
      for (var each : shards.held().entrySet()) {
        timers.sweep(each.getKey(), each.getValue());
      }
      sweptAt = System.nanoTime();
    }
    return more;
  }

  private boolean call() throws SQLException {
    if (!calls.any()) {
      return false;
    }
    var started = 0;
    for (var each : shards.held().entrySet()) {
      started += calls.start(each.getKey(), each.getValue());
    }
    return started > 0;
  }

  /**
   * Ends the turns that are being taken and lets go of the shards. What the outbox still holds is
   * relayed by whoever takes them next: to wait here for a broker that is away would keep the
   * process from ending.
   */
  @Override
  public void close() {
    calls.close();
    for (var loop : loops) {
      loop.close();
    }
    try {
      shards.release();
    } catch (SQLException e) {
      // The next process takes the shards over when the lease ends.
    }
  }
}
