package io.orderwatch.mailbox.edge;

import io.orderwatch.mailbox.Input;
import io.orderwatch.mailbox.Settled;
import io.orderwatch.mailbox.Underway;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a call by what its outlet answered. Nothing is tried for ever: what stays in
 * doubt is refused as {@link Outlet#OUTCOME_UNKNOWN}, what cannot be made for a day as {@link
 * Outlet#NOT_MADE_IN_TIME}, and the rule tells a person.
 */
final class Settling {

  /** So many answers that leave the doubt there must be, however long nobody asked. */
  private static final int DOUBTS = 5;

  /** The answer of a call that was looked for and surely not made. */
  static final String ABSENT = "looked back: not there";

  private static final Duration LONGEST_WAIT = Duration.ofDays(1);
  private static final int WAITS = 20;

  private final DataSource database;
  private final Engine engine;
  private final Duration length;

  /**
   * @param length how long a call that nobody answers for may still take effect (real time)
   */
  Settling(DataSource database, Engine engine, Duration length) {
    this.database = database;
    this.engine = engine;
    this.length = length;
  }

  /** What the rule is told of a call that is being made or in doubt. */
  Input underway(OpenCall<?> row, Underway.State state, @Nullable String trace) {
    var call = row.call();
    return new Input(
        call.key(),
        "call/%s/%d/%s".formatted(row.id(), call.attempt(), state),
        engine.clock().instant(),
        new Underway(call.kind(), call.id(), state),
        trace);
  }

  /** Writes down how it ended, or when it is tried or looked at again; and tells the rule. */
  void settle(OpenCall<?> row, Lease lease, Outlet.Answer answer, @Nullable String trace)
      throws SQLException {
    engine.run(
        database,
        (tx, effects) -> {
          Leases.hold(tx, lease);
          return switch (answer) {
            case Outlet.Answer.Done(var result) ->
                end(tx, effects, row, "done", null, new Settled.Outcome.Done(result), trace);
            case Outlet.Answer.Refused(var reason) -> refuse(tx, effects, row, reason, trace);
            case Outlet.Answer.Superseded(var reason) ->
                end(
                    tx,
                    effects,
                    row,
                    "superseded",
                    reason,
                    new Settled.Outcome.Superseded(reason),
                    trace);
            case Outlet.Answer.RefusedForNow no -> {
              if (meansIt(tx, row, no)) {
                yield refuse(tx, effects, row, no.reason(), trace);
              }
              yield no.perhapsMade()
                  ? doubt(tx, effects, row, no.after(), no.reason(), trace)
                  : again(tx, row, "planned", no.after(), no.reason());
            }
            case Outlet.Answer.NotYet(var after, var reason) -> {
              var doubtful = row.doubtful();
              yield waitedTooLong(tx, row)
                  ? refuse(
                      tx,
                      effects,
                      row,
                      doubtful ? Outlet.OUTCOME_UNKNOWN : Outlet.NOT_MADE_IN_TIME,
                      trace)
                  : again(tx, row, doubtful ? "unknown" : "planned", after, reason);
            }
            case Outlet.Answer.Doubtful(var reason) ->
                doubtedTooLong(tx, row)
                    ? refuse(tx, effects, row, Outlet.OUTCOME_UNKNOWN, trace)
                    : doubt(tx, effects, row, pause(row), reason, trace);
            case Outlet.Answer.Taken(var reason) ->
                doubtedTooLong(tx, row)
                    ? refuse(tx, effects, row, Outlet.OUTCOME_UNKNOWN, trace)
                    : again(tx, row, "unknown", pause(row), reason);
            case Outlet.Answer.Absent() -> again(tx, row, "planned", Duration.ZERO, ABSENT);
          };
        });
  }

  private Duration pause(OpenCall<?> row) {
    var pause = length.multipliedBy(1L << Math.min(row.call().attempt() - 1, 6));
    var most = length.multipliedBy(4);
    return pause.compareTo(most) > 0 ? most : pause;
  }

  private boolean refuse(
      Connection tx, Effects effects, OpenCall<?> row, String reason, @Nullable String trace)
      throws SQLException {
    return end(tx, effects, row, "refused", reason, new Settled.Outcome.Refused(reason), trace);
  }

  /** Counts the refusal; true if there were enough of them for long enough. */
  private static boolean meansIt(Connection tx, OpenCall<?> row, Outlet.Answer.RefusedForNow no)
      throws SQLException {
    return holds(
        tx,
        """
        update call set noes = noes + 1, no_since = coalesce(no_since, clock_timestamp())
         where id = ? and state = 'sending'
        returning noes >= ? and no_since <= clock_timestamp() - ? * interval '1 ms'""",
        row,
        no.tries(),
        no.lasting());
  }

  /** Counts the doubt; true if somebody else has to look now. */
  private static boolean doubtedTooLong(Connection tx, OpenCall<?> row) throws SQLException {
    return holds(
        tx,
        """
        update call set doubts = doubts + 1, doubt_since = coalesce(doubt_since, clock_timestamp())
         where id = ? and state = 'sending'
        returning doubts >= ? and doubt_since <= clock_timestamp() - ? * interval '1 ms'""",
        row,
        DOUBTS,
        row.outlet().patience());
  }

  private static boolean waitedTooLong(Connection tx, OpenCall<?> row) throws SQLException {
    return holds(
        tx,
        """
        with mine as (select * from call where id = ?)
        select attempt >= ? and planned_at <= clock_timestamp() - ? * interval '1 ms' from mine""",
        row,
        WAITS,
        LONGEST_WAIT);
  }

  /** What a statement about this call, a number and a time says; false if it is no longer ours. */
  private static boolean holds(
      Connection tx, String statement, OpenCall<?> row, int number, Duration time)
      throws SQLException {
    try (var query = tx.prepareStatement(statement)) {
      query.setObject(1, row.id());
      query.setInt(2, number);
      query.setLong(3, time.toMillis());
      try (var answer = query.executeQuery()) {
        return answer.next() && answer.getBoolean(1);
      }
    }
  }

  private boolean end(
      Connection tx,
      Effects effects,
      OpenCall<?> row,
      String state,
      @Nullable String answer,
      Settled.Outcome outcome,
      @Nullable String trace)
      throws SQLException {
    var call = row.call();
    engine.tell(
        tx,
        call.feature(),
        List.of(call.key()),
        _ ->
            set(tx, row, "state = '" + state + "'", answer, "state = 'sending'")
                ? List.of(
                    new Input(
                        call.key(),
                        "call/" + row.id(),
                        engine.clock().instant(),
                        new Settled(call.kind(), call.id(), outcome),
                        trace))
                : List.of(),
        effects);
    return true;
  }

  private boolean doubt(
      Connection tx,
      Effects effects,
      OpenCall<?> row,
      Duration after,
      String reason,
      @Nullable String trace)
      throws SQLException {
    var call = row.call();
    if (!engine.follows(call.feature())) {
      return again(tx, row, "unknown", after, reason);
    }
    engine.tell(
        tx,
        call.feature(),
        List.of(call.key()),
        _ ->
            again(tx, row, "unknown", after, reason)
                ? List.of(underway(row, Underway.State.UNKNOWN, trace))
                : List.of(),
        effects);
    return true;
  }

  private static boolean again(
      Connection tx, OpenCall<?> row, String state, Duration after, String reason)
      throws SQLException {
    return set(
        tx,
        row,
        "state = '%s', not_before = clock_timestamp() + %d * interval '1 ms'"
            .formatted(state, after.toMillis()),
        reason,
        "state = 'sending'");
  }

  private static boolean set(
      Connection tx, OpenCall<?> row, String set, @Nullable String answer, String where)
      throws SQLException {
    try (var update =
        tx.prepareStatement(
            "update call set "
                + set
                + ", answer = ?, changed_at = clock_timestamp() where id = ? and "
                + where)) {
      update.setString(1, answer);
      update.setObject(2, row.id());
      return update.executeUpdate() == 1;
    }
  }
}
