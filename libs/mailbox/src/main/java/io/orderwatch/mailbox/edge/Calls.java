package io.orderwatch.mailbox.edge;

import io.orderwatch.contracts.edge.Wire;
import io.orderwatch.mailbox.Input;
import io.orderwatch.mailbox.Underway;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Makes the planned calls, each key's in order, and tells the rule how each ended. Calls of a
 * {@link BulkOutlet} go together, and each is answered for itself. How they are settled, {@link
 * Settling} says.
 *
 * <p>{@code planned → sending → done | refused | superseded | unknown}. A call that was being made
 * when the process died, or whose answer leaves doubt, is unknown: the other side is read before
 * anything is sent again.
 */
public final class Calls implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(Calls.class);

  /** Of a store and kind so many are looked at, at least. */
  private static final int PLACES = 64;

  private final DataSource database;
  private final Outage outage;
  private final Engine engine;
  private final Map<String, Outlet<?>> outlets;
  private final int places;
  private final Duration settling;
  private final Settling ends;
  private final Runnable afterCommit;
  private final Map<String, Semaphore> lanes = new ConcurrentHashMap<>();
  private final Map<UUID, Long> running = new ConcurrentHashMap<>();
  private volatile boolean open = true;
  private volatile @Nullable Instant lookingBackUntil;

  /**
   * @param settling how long (real time) a call that nobody answers for may still take effect: no
   *     doubt is looked into before. Its requests begin within the first half, so that they have
   *     the second one to end in.
   */
  public Calls(
      DataSource database,
      Outage outage,
      Engine engine,
      List<? extends Outlet<?>> outlets,
      Duration settling,
      Runnable afterCommit) {
    this.database = database;
    this.outage = outage;
    this.engine = engine;
    this.settling = settling;
    this.ends = new Settling(database, engine, settling);
    this.outlets = outlets.stream().collect(Collectors.toMap(Outlet::kind, Function.identity()));
    this.places =
        outlets.stream()
            .mapToInt(outlet -> outlet.concurrency() * most(outlet))
            .reduce(PLACES, Math::max);
    this.afterCommit = afterCommit;
  }

  /**
   * After the database was put back to an earlier time: what is planned before this one may have
   * been made in the time that is forgotten, so the other side is read before it is made.
   *
   * @param until by the database's clock
   */
  public void lookBackUntil(Instant until) {
    lookingBackUntil = until;
  }

  /** Whether there is anything that calls go out by. */
  boolean any() {
    return !outlets.isEmpty();
  }

  private static int most(Outlet<?> outlet) {
    return outlet instanceof BulkOutlet<?> bulk ? bulk.most() : 1;
  }

  /**
   * Starts what can be started now; the calls run on threads of their own.
   *
   * @return how many were started
   */
  public int start(short shard, Lease lease) throws SQLException {
    var started = 0;
    var until = lookingBackUntil;
    if (until != null) {
      doubt(shard, lease, until);
    }
    for (var batch : startable(shard)) {
      started += start(batch, lease);
    }
    return started;
  }

  private void doubt(short shard, Lease lease, Instant until) throws SQLException {
    var _ =
        Tx.run(
            database,
            tx -> {
              Leases.hold(tx, lease);
              try (var update =
                  tx.prepareStatement(
                      """
                      update call set state = 'unknown', changed_at = clock_timestamp()
                       where shard = ? and state = 'planned' and planned_at < ? and answer is distinct from ?""")) {
                update.setShort(1, shard);
                update.setObject(2, until.atOffset(ZoneOffset.UTC));
                update.setString(3, Settling.ABSENT);
                return update.executeUpdate();
              }
            });
  }

  private <P extends Record> int start(OpenCall.Batch<P> batch, Lease lease) throws SQLException {
    var lane =
        lanes.computeIfAbsent(
            batch.first().lane(), _ -> new Semaphore(batch.first().outlet().concurrency()));
    if (!open || !lane.tryAcquire()) {
      return 0;
    }
    var since = System.nanoTime();
    batch.ids().forEach(id -> running.put(id, since));
    Set<UUID> ours = Set.of();
    try {
      ours = claim(batch, lease);
    } finally {
      // also when the lease is lost or the database away: the calls must be found again
      var claimed = ours;
      batch.ids().stream().filter(id -> !claimed.contains(id)).forEach(running::remove);
      if (claimed.isEmpty()) {
        lane.release();
      }
    }
    if (ours.isEmpty()) {
      return 0;
    }
    var claimed = batch.only(ours);
    Thread.ofVirtual()
        .name("call-" + claimed.first().id())
        .start(
            () -> {
              try {
                Deadline.within(settling.dividedBy(2), since, () -> make(claimed, lease));
              } finally {
                lane.release();
                claimed.ids().forEach(running::remove);
                afterCommit.run();
              }
            });
    return ours.size();
  }

  /**
   * The first open call of each key, if its time has come and it is not running here: some of every
   * store, however many wait for one of them. Together where their outlet takes several.
   */
  private List<OpenCall.Batch<?>> startable(short shard) throws SQLException {
    try (var connection = database.getConnection();
        var select =
            connection.prepareStatement(
                """
                select id, feature, key, kind, name, payload, attempt, state, trace
                  from (select first.*, row_number() over (partition by kind, split_part(key, ':', 1) order by seq) as place
                          from (select distinct on (key) * from call
                                 where shard = ? and state in ('planned', 'sending', 'unknown') order by key, seq) first
                         where not_before <= clock_timestamp()
                           and (state <> 'sending' or changed_at < clock_timestamp() - ? * interval '1 ms')) ours
                 where place <= ? order by place, seq limit 500""")) {
      select.setShort(1, shard);
      select.setLong(2, settling.toMillis());
      select.setInt(3, places);
      try (var rows = select.executeQuery()) {
        var startable = new ArrayList<OpenCall<?>>();
        while (rows.next()) {
          var id = rows.getObject(1, UUID.class);
          var outlet = outlets.get(rows.getString(4));
          if (outlet == null) {
            LOG.errorf("no outlet for a call of the kind %s", rows.getString(4));
          } else if (!running.containsKey(id)) {
            row(id, outlet, rows).ifPresent(startable::add);
          }
        }
        return batches(startable);
      }
    }
  }

  private static List<OpenCall.Batch<?>> batches(List<OpenCall<?>> startable) {
    var ways = new LinkedHashMap<String, List<OpenCall<?>>>();
    startable.forEach(row -> ways.computeIfAbsent(row.way(), _ -> new ArrayList<>()).add(row));
    var batches = new ArrayList<OpenCall.Batch<?>>();
    for (var rows : ways.values()) {
      var most = most(rows.getFirst().outlet());
      for (var from = 0; from < rows.size(); from += most) {
        batches.add(batch(rows.subList(from, Math.min(from + most, rows.size()))));
      }
    }
    return batches;
  }

  /** Rows of one outlet have one kind of payload. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  private static OpenCall.Batch<?> batch(List<OpenCall<?>> rows) {
    return new OpenCall.Batch(List.copyOf(rows));
  }

  /** Empty if what was planned cannot be read any more: it must not keep others waiting. */
  private static <P extends Record> Optional<OpenCall<P>> row(
      UUID id, Outlet<P> outlet, ResultSet row) throws SQLException {
    try {
      var payload = Wire.read(outlet.payload(), row.getBytes(6));
      var call =
          new Outlet.Planned<>(
              row.getString(2),
              row.getString(3),
              row.getString(4),
              row.getString(5),
              payload,
              row.getInt(7) + 1);
      return Optional.of(new OpenCall<>(id, outlet, call, row.getString(8), row.getString(9)));
    } catch (Wire.Unreadable e) {
      LOG.errorf("call %s stays open: %s", id, e.getMessage());
      return Optional.empty();
    }
  }

  /** Which of the calls are ours to make. */
  private Set<UUID> claim(OpenCall.Batch<?> batch, Lease lease) throws SQLException {
    return Tx.run(
        database,
        tx -> {
          Leases.hold(tx, lease);
          try (var update =
              tx.prepareStatement(
                  """
                  update call set state = 'sending', attempt = attempt + 1, answer = null, changed_at = clock_timestamp()
                   where id = any(?) and (state <> 'planned') = ? and state in ('planned', 'sending', 'unknown')
                  returning id""")) {
            update.setArray(1, tx.createArrayOf("uuid", batch.ids().toArray()));
            update.setBoolean(2, batch.first().doubtful());
            try (var rows = update.executeQuery()) {
              var ours = new HashSet<UUID>();
              while (rows.next()) {
                ours.add(rows.getObject(1, UUID.class));
              }
              return ours;
            }
          }
        });
  }

  private <P extends Record> void make(OpenCall.Batch<P> batch, Lease lease) {
    // Begun last to first: what the thread does now belongs to the first.
    var steps = batch.rows().reversed().stream().map(this::step).toList().reversed();
    try (var _ = marks(batch, steps.getFirst())) {
      tellBegun(batch, lease, steps);
      var answers = ask(batch);
      if (answers.size() != batch.rows().size()) {
        throw new IllegalStateException(
            "%d answers for %d calls".formatted(answers.size(), batch.rows().size()));
      }
      for (var i = 0; i < answers.size(); i++) {
        made(batch.rows().get(i), lease, answers.get(i), steps.get(i));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Leases.Fenced e) {
      LOG.warn(e.getMessage());
    } catch (SQLException | RuntimeException e) {
      staysOpen(batch.first(), e);
    } finally {
      steps.forEach(Tracing.Step::close);
    }
  }

  private static LogMarks marks(OpenCall.Batch<?> batch, Tracing.Step step) {
    var key = batch.first().call().key();
    return batch.rows().size() == 1
        ? LogMarks.of(key, step.trace())
        : LogMarks.of(key.replaceFirst(":.*", ""), null);
  }

  private static <P extends Record> List<Outlet.Answer> ask(OpenCall.Batch<P> batch)
      throws InterruptedException {
    var outlet = batch.first().outlet();
    var doubtful = batch.first().doubtful();
    if (outlet instanceof BulkOutlet<P> bulk) {
      return doubtful ? bulk.lookBackAll(batch.calls()) : bulk.sendAll(batch.calls());
    }
    var call = batch.first().call();
    return List.of(doubtful ? outlet.lookBack(call) : outlet.send(call));
  }

  /** One call's fault keeps no other of its batch from being settled. */
  private void made(OpenCall<?> row, Lease lease, Outlet.Answer answer, Tracing.Step step)
      throws SQLException {
    try (var _ = LogMarks.of(row.call().key(), step.trace())) {
      ends.settle(row, lease, answer, step.trace());
      var word = answer.getClass().getSimpleName().toLowerCase(Locale.ROOT);
      step.outcome(word);
      LOG.debugf("%s, try %d: %s", row.call().kind(), row.call().attempt(), word);
    } catch (Leases.Fenced e) {
      throw e;
    } catch (SQLException | RuntimeException e) {
      staysOpen(row, e);
    }
  }

  /**
   * What it came to is not written down: whoever looks next finds it sending and looks back first.
   */
  private void staysOpen(OpenCall<?> row, Exception e) {
    LOG.logf(
        outage.met(e) ? Logger.Level.DEBUG : Logger.Level.WARN,
        "%s of %s stays open: %s",
        row.call().kind(),
        row.call().key(),
        e.toString());
  }

  private Tracing.Step step(OpenCall<?> row) {
    return row.trace() == null ? Tracing.NOTHING : engine.tracing().called(row.call(), row.trace());
  }

  /**
   * Tells the rule what is being made, or in doubt since its process died. Nothing waits for that:
   * a rule that fails here keeps no call from being made.
   */
  private <P extends Record> void tellBegun(
      OpenCall.Batch<P> batch, Lease lease, List<Tracing.Step> steps) throws SQLException {
    var feature = batch.first().call().feature();
    if (!engine.follows(feature)) {
      return;
    }
    var inputs = new ArrayList<Input>();
    for (var i = 0; i < steps.size(); i++) {
      var row = batch.rows().get(i);
      var trace = steps.get(i).trace();
      switch (row.state()) {
        case "planned" -> inputs.add(ends.underway(row, Underway.State.SENDING, trace));
        case "sending" -> inputs.add(ends.underway(row, Underway.State.UNKNOWN, trace));
        default -> {} // what is unknown was told so
      }
    }
    try {
      engine.run(
          database,
          (tx, effects) -> {
            Leases.hold(tx, lease);
            engine.tell(tx, feature, inputs, effects);
            return true;
          });
    } catch (Leases.Fenced e) {
      throw e;
    } catch (SQLException | RuntimeException e) {
      LOG.logf(
          outage.met(e) ? Logger.Level.DEBUG : Logger.Level.WARN,
          "%s does not know that calls are being made: %s",
          feature,
          e);
    }
  }

  /**
   * Starts nothing more. What runs may end; what does not is looked back at after the next start.
   */
  @Override
  public void close() {
    open = false;
  }

  /** How far the call that has been made for longest is beyond its time; zero for none. */
  Duration overdue() {
    var now = System.nanoTime();
    var longest = running.values().stream().mapToLong(since -> now - since).max().orElse(0);
    return Duration.ofNanos(Math.max(0, longest - settling.toNanos()));
  }

  boolean idle() {
    return running.isEmpty();
  }
}
