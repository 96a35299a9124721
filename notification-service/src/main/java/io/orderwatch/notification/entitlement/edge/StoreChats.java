package io.orderwatch.notification.entitlement.edge;

import io.orderwatch.contracts.StoreId;
import io.orderwatch.mailbox.edge.Outlet.Answer;
import io.orderwatch.notification.entitlement.StoreChat;
import io.orderwatch.notification.entitlement.StoreChat.Open;
import io.orderwatch.notification.entitlement.StoreChat.Refused;
import io.orderwatch.notification.reminder.Obstacle;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** What each store's chat is known to be. */
public final class StoreChats {

  private static final Logger LOG = Logger.getLogger(StoreChats.class);

  private final DataSource database;
  private final Clock clock;
  private final StoreChat.Policy policy;

  public StoreChats(DataSource database, Clock clock, StoreChat.Policy policy) {
    this.database = database;
    this.clock = clock;
    this.policy = policy;
  }

  public StoreChat find(StoreId store) throws SQLException {
    try (var connection = database.getConnection()) {
      return read(connection, store, "");
    }
  }

  /** Why a message must not be tried now; empty if it may, and is the one that is tried. */
  public Optional<Obstacle> closed(StoreId store) throws SQLException {
    if (!(find(store) instanceof Refused)) {
      return Optional.empty();
    }
    var before = new StoreChat[] {StoreChat.NEW};
    change(
        store,
        state -> {
          before[0] = state;
          return StoreChat.tries(state, clock.instant(), policy)
              ? StoreChat.tried(state, clock.instant())
              : state;
        });
    return before[0] instanceof Refused refused
            && !StoreChat.tries(refused, clock.instant(), policy)
        ? Optional.of(refused.why())
        : Optional.empty();
  }

  /**
   * What the answer to a message says of its store's chat. It is out already: whatever goes wrong
   * here must not have it sent again, and is made good by the next message.
   */
  public Answer heard(StoreId store, Answer answer) {
    try {
      switch (answer) {
        case Answer.Done _ when !find(store).equals(StoreChat.NEW) ->
            change(store, StoreChat::worked);
        case Answer.Refused(var word) -> {
          var why = Obstacle.of(word).filter(StoreChat.OF_THE_STORE::contains);
          if (why.isPresent()) {
            change(store, state -> StoreChat.refused(state, why.get(), clock.instant(), policy));
          }
        }
        case Answer.Done _,
            Answer.Superseded _,
            Answer.RefusedForNow _,
            Answer.NotYet _,
            Answer.Doubtful _,
            Answer.Taken _,
            Answer.Absent _ -> {}
      }
    } catch (SQLException e) {
      LOG.warnf("the state of the chat of store %s was not written: %s", store, e.toString());
    }
    return answer;
  }

  private void change(StoreId store, UnaryOperator<StoreChat> rule) throws SQLException {
    try (var connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try (var lock =
          connection.prepareStatement(
              "select pg_advisory_xact_lock(hashtextextended('chat/' || ?, 0))")) {
        lock.setString(1, store.value());
        lock.execute();
        write(connection, store, rule.apply(read(connection, store, " for update")));
        connection.commit();
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    }
  }

  private static StoreChat read(Connection connection, StoreId store, String locking)
      throws SQLException {
    try (var select =
        connection.prepareStatement(
            "select refusals, why, since, probed_at from store_chat where store = ?" + locking)) {
      select.setString(1, store.value());
      try (var row = select.executeQuery()) {
        if (!row.next()) {
          return StoreChat.NEW;
        }
        return read(row, 1);
      }
    }
  }

  /**
   * @param first the number of the column refusals; why, since and probed_at follow
   */
  static StoreChat read(ResultSet row, int first) throws SQLException {
    var since = row.getObject(first + 2, OffsetDateTime.class);
    return since == null
        ? new Open(row.getInt(first))
        : new Refused(
            Obstacle.of(row.getString(first + 1)).orElseThrow(),
            row.getInt(first),
            since.toInstant(),
            row.getObject(first + 3, OffsetDateTime.class).toInstant());
  }

  static int refusals(StoreChat state) {
    return switch (state) {
      case Open(var refusals) -> refusals;
      case Refused it -> it.refusals();
    };
  }

  private static void write(Connection tx, StoreId store, StoreChat state) throws SQLException {
    try (var upsert =
        tx.prepareStatement(
            """
            insert into store_chat (store, refusals, why, since, probed_at) values (?, ?, ?, ?, ?)
            on conflict (store) do update set refusals = excluded.refusals, why = excluded.why,
              since = excluded.since, probed_at = excluded.probed_at""")) {
      var refused = state instanceof Refused it ? it : null;
      upsert.setString(1, store.value());
      upsert.setInt(2, refusals(state));
      upsert.setString(3, refused == null ? null : refused.why().word());
      upsert.setObject(4, refused == null ? null : utc(refused.since()));
      upsert.setObject(5, refused == null ? null : utc(refused.triedAt()));
      upsert.executeUpdate();
    }
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
