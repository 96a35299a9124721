package io.orderwatch.bench.edge;

import io.orderwatch.bench.Figure;
import io.orderwatch.bench.Report;
import io.orderwatch.bench.Sizes;
import io.orderwatch.bench.Target.Bound;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Firing beside a great many timers that are far from due. */
final class TimerContest {

  /** Rounds fire before it, pending timers stand after it. */
  static final Instant FAR = Instant.parse("2026-11-20T00:00:00Z");

  /** A quarter of a round, before anything is measured. */
  private static final int WARM_UP = 4;

  private final Stage stage;
  private final Sizes sizes;
  private final Report report;
  private final List<Double> fired = new ArrayList<>();
  private final List<Double> executed = new ArrayList<>();

  TimerContest(Stage stage, Sizes sizes, Report report) {
    this.stage = stage;
    this.sizes = sizes;
    this.report = report;
  }

  void run() throws SQLException, InterruptedException {
    try (var producer = stage.producer(Map.of());
        var timers = new MailboxTimers(stage, producer, sizes.pending());
        var scheduler = new DbScheduler(stage, sizes.pending())) {
      mailbox(timers, sizes.due() / WARM_UP);
      peer(scheduler, sizes.dueOfPeer() / WARM_UP);
      List.of(fired, executed).forEach(List::clear);
      for (var round = 0; round < sizes.rounds(); round++) {
        if (round % 2 == 0) {
          mailbox(timers, sizes.due());
          peer(scheduler, sizes.dueOfPeer());
        } else {
          peer(scheduler, sizes.dueOfPeer());
          mailbox(timers, sizes.due());
        }
      }
    }
    tell();
  }

  private void mailbox(MailboxTimers timers, int due) throws SQLException {
    timers.arm(due);
    Stage.settle(timers.database());
    fired.add(timers.fire(due));
  }

  private void peer(DbScheduler scheduler, int due) throws SQLException, InterruptedException {
    scheduler.schedule(due);
    Stage.settle(scheduler.database());
    executed.add(scheduler.execute(due));
  }

  private void tell() {
    var ours =
        new Figure("timers-fired", "Timers fired, state + event in the commit", "timers/s", fired);
    var theirs =
        new Figure("scheduler-executed", "db-scheduler executed, one insert", "tasks/s", executed);
    var firing = ours.over(theirs, "fired-over-scheduler", "Fired ÷ db-scheduler");
    List.of(ours, theirs, firing).forEach(report::add);
    report.aim(firing, Bound.AT_LEAST, 3);
    report.aim(firing, Bound.AT_LEAST, 8);
    report.setting(
        "timers",
        "%,d pending beside %,d due a round; fired by 1000 on one thread over 4 shards, without the relay; armed by 1000 through Mailbox.tell"
            .formatted(sizes.pending(), sizes.due()));
    report.setting(
        "db-scheduler",
        "%,d pending beside %,d due a round; %s"
            .formatted(sizes.pending(), sizes.dueOfPeer(), DbScheduler.SETTINGS));
  }
}
