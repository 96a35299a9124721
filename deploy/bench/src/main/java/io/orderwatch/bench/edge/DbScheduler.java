package io.orderwatch.bench.edge;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.agroal.api.AgroalDataSource;
import io.orderwatch.contracts.edge.Wire;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/**
 * db-scheduler with its own schema and all the indexes it recommends. A task writes the outgoing
 * event and nothing else: it has no state and its removal is a transaction of its own.
 */
final class DbScheduler implements AutoCloseable {

  private static final int THREADS = 16;
  private static final int BATCH = 1000;
  private static final Duration POLLING = Duration.ofMillis(10);
  private static final double LOWER = 1.0;
  private static final double UPPER = 4.0;
  private static final Duration LONGEST = Duration.ofMinutes(2);

  static final String SETTINGS =
      "pollUsingLockAndFetch(%s, %s), %d threads, polling every %d ms, pool %d, scheduleBatch by %d with reWriteBatchedInserts, indexes on execution_time, last_heartbeat and (priority, execution_time)"
          .formatted(LOWER, UPPER, THREADS, POLLING.toMillis(), THREADS + 4, BATCH);

  private static final String SCHEMA =
      """
      create table scheduled_tasks (
        task_name text not null, task_instance text not null, task_data bytea,
        execution_time timestamptz, picked boolean not null, picked_by text,
        last_success timestamptz, last_failure timestamptz, consecutive_failures int,
        last_heartbeat timestamptz, version bigint not null, priority smallint, state text,
        primary key (task_name, task_instance));
      create index execution_time_idx on scheduled_tasks (execution_time);
      create index last_heartbeat_idx on scheduled_tasks (last_heartbeat);
      create index priority_execution_time_idx on scheduled_tasks (priority desc, execution_time asc);
      create table outbox (
        id bigint generated always as identity, key text not null, payload bytea not null)""";

  private final AgroalDataSource database;
  private final OneTimeTask<Void> task;
  private final SchedulerClient client;
  private final AtomicLong executed = new AtomicLong();
  private final int pending;
  private long soFar;

  DbScheduler(Stage stage, int pending) throws SQLException {
    this.pending = pending;
    database = stage.database("scheduler").filledPool(THREADS + 4, "reWriteBatchedInserts=true");
    Stage.execute(database, SCHEMA);
    Stage.execute(
        database,
        """
        insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)
        select 'reminder', 'pending:' || i, now() + interval '30 days' + i * interval '2 s', false, 1
          from generate_series(1, %d) i"""
            .formatted(pending));
    task = Tasks.oneTime("reminder").execute((instance, _) -> write(instance.getId()));
    client = SchedulerClient.Builder.create(database, task).build();
  }

  private void write(String key) {
    try (var connection = database.getConnection();
        var insert =
            connection.prepareStatement("insert into outbox (key, payload) values (?, ?)")) {
      insert.setString(1, key);
      insert.setBytes(2, Wire.encode(Reminders.reminder(key, TimerContest.FAR)));
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    executed.incrementAndGet();
  }

  DataSource database() {
    return database;
  }

  /** Tasks that are due at once, while no scheduler runs. */
  void schedule(int due) throws SQLException {
    var batches = new ArrayList<List<TaskInstance<?>>>();
    for (var from = 0; from < due; from += BATCH) {
      var batch = new ArrayList<TaskInstance<?>>();
      for (var i = from; i < Math.min(from + BATCH, due); i++) {
        batch.add(task.instance("%d:%08d-0001-1".formatted(100_000 + i % 20, soFar + i)));
      }
      batches.add(batch);
    }
    var now = Instant.now();
    for (var batch : batches) {
      client.scheduleBatch(batch, now);
    }
    Claim.holds("tasks scheduled", pending + due, tasks());
  }

  /** Until the last task has committed; a second. Their removal may take a moment longer. */
  double execute(int due) throws SQLException, InterruptedException {
    var scheduler =
        Scheduler.create(database, task)
            .threads(THREADS)
            .pollUsingLockAndFetch(LOWER, UPPER)
            .pollingInterval(POLLING)
            .build();
    var start = System.nanoTime();
    scheduler.start();
    soFar += due;
    while (executed.get() < soFar && System.nanoTime() - start < LONGEST.toNanos()) {
      Thread.sleep(1);
    }
    var rate = Stopwatch.rate("db-scheduler", due, start);
    while (tasks() > pending && System.nanoTime() - start < LONGEST.toNanos()) {
      Thread.sleep(20);
    }
    scheduler.stop();
    Claim.holds("tasks left", pending, tasks());
    Claim.holds(
        "events of tasks", soFar, Stage.number(database, "select count(distinct key) from outbox"));
    Claim.holds("rows of tasks", soFar, Stage.number(database, "select count(*) from outbox"));
    return rate;
  }

  private long tasks() throws SQLException {
    return Stage.number(database, "select count(*) from scheduled_tasks");
  }

  @Override
  public void close() {
    database.close();
  }
}
