package io.orderwatch.notification.cap.edge;

import io.orderwatch.mailbox.edge.Outlet.Answer;
import io.orderwatch.mailbox.edge.Outlet.Planned;
import io.orderwatch.notification.cap.Buyer;
import io.orderwatch.notification.cap.Cap;
import io.orderwatch.notification.cap.Cap.Verdict;
import io.orderwatch.ozon.edge.Answers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Counts what each buyer is sent: a message is written down under a lock of the buyer before it
 * goes, so that two processes cannot both send the last one, and struck out if it surely did not.
 */
public final class BuyerMessages {

  private static final Logger LOG = Logger.getLogger(BuyerMessages.class);

  /**
   * A message leaves room to others for so many tries, a minute or so; then it goes all the same.
   */
  private static final int LEAVING = 12;

  /** Each message takes away so many old ones, so there are never many of them. */
  private static final int AWAY = 10;

  /**
   * What is to be sent.
   *
   * @param until when it is of no use any more
   * @param held what becomes of it if the buyer has had as many as he is to have
   */
  public record Turn(Buyer buyer, Instant until, Answer held) {}

  private final DataSource database;
  private final Clock clock;
  private final Cap cap;

  public BuyerMessages(DataSource database, Clock clock, Cap cap) {
    this.database = database;
    this.clock = clock;
    this.cap = cap;
  }

  /** Sends it if it is its turn. */
  public Answer inTurn(Planned<?> call, Turn turn, Supplier<Answer> sending) throws SQLException {
    var verdict = take(call, turn);
    if (verdict == Verdict.FULL) {
      return turn.held();
    }
    if (verdict == Verdict.LEAVE) {
      return new Answer.NotYet(
          Answers.pause(call), "the buyer is written to about an order that ends sooner");
    }
    var answer = sending.get();
    if (surelyNotSent(answer)) {
      strike(call);
    }
    return answer;
  }

  private static boolean surelyNotSent(Answer answer) {
    return switch (answer) {
      case Answer.Refused _, Answer.Superseded _, Answer.NotYet _, Answer.Absent _ -> true;
      case Answer.RefusedForNow refused -> !refused.perhapsMade();
      case Answer.Done _, Answer.Doubtful _, Answer.Taken _ -> false;
    };
  }

  /**
   * It surely was not sent. Whatever goes wrong here must not have anything sent again: the buyer
   * is written to once less.
   */
  public void strike(Planned<?> call) {
    try (var connection = database.getConnection();
        var delete = connection.prepareStatement("delete from buyer_message where id = ?")) {
      delete.setString(1, id(call));
      delete.executeUpdate();
    } catch (SQLException e) {
      LOG.warnf("a message that was not sent is still counted: %s", e.toString());
    }
  }

  /** Returns with it committed that this message is counted, if it may go. */
  private Verdict take(Planned<?> call, Turn turn) throws SQLException {
    try (var connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        var verdict = take(connection, call, turn);
        connection.commit();
        return verdict;
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    }
  }

  private Verdict take(Connection tx, Planned<?> call, Turn turn) throws SQLException {
    var now = clock.instant();
    var buyer = hash(turn.buyer());
    try (var lock =
        tx.prepareStatement("select pg_advisory_xact_lock(hashtextextended('buyer/' || ?, 0))")) {
      lock.setString(1, buyer);
      lock.execute();
    }
    var verdict = cap.on(sent(tx, buyer, call, now), others(tx, call, turn), turn.until(), now);
    if (verdict == Verdict.FULL || (verdict == Verdict.LEAVE && call.attempt() <= LEAVING)) {
      return verdict;
    }
    forget(tx, now);
    try (var insert =
        tx.prepareStatement(
            """
            insert into buyer_message (id, store, buyer, at) values (?, ?, ?, ?)
            on conflict (id) do update set at = excluded.at""")) {
      insert.setString(1, id(call));
      insert.setString(2, turn.buyer().store());
      insert.setString(3, buyer);
      insert.setObject(4, utc(now));
      insert.executeUpdate();
    }
    return Verdict.GO;
  }

  private List<Instant> sent(Connection tx, String buyer, Planned<?> call, Instant now)
      throws SQLException {
    try (var select =
        tx.prepareStatement(
            "select at from buyer_message where buyer = ? and at > ? and id <> ?")) {
      select.setString(1, buyer);
      select.setObject(2, utc(cap.since(now)));
      select.setString(3, id(call));
      return times(select);
    }
  }

  /**
   * Until when the reminders about his other orders that are planned and not counted are of use.
   */
  private static List<Instant> others(Connection tx, Planned<?> call, Turn turn)
      throws SQLException {
    var buyer = turn.buyer();
    if (!buyer.customer()) {
      return List.of();
    }
    try (var select =
        tx.prepareStatement(
            """
            select min(s.deadline_at) from reminder_step s
              left join buyer_message m
                on m.id = 'reminder/' || s.key || '/' || case when s.round > 1 then 'round-' || s.round || '/' else '' end
                          || 'step-' || s.step
             where s.state = 'planned' and s.key like ? and s.key <> ?
               and s.order_number <> coalesce((select order_number from reminder_step where key = ? limit 1), '')
             group by coalesce(nullif(s.order_number, ''), s.key) having count(m.id) = 0""")) {
      select.setString(1, buyer.store() + ":" + buyer.number() + "-%");
      select.setString(2, call.key());
      select.setString(3, call.key());
      return times(select);
    }
  }

  private static List<Instant> times(PreparedStatement select) throws SQLException {
    var times = new ArrayList<Instant>();
    try (var row = select.executeQuery()) {
      while (row.next()) {
        times.add(row.getObject(1, OffsetDateTime.class).toInstant());
      }
    }
    return times;
  }

  private void forget(Connection tx, Instant now) throws SQLException {
    try (var delete =
        tx.prepareStatement(
            """
            delete from buyer_message where id in (
              select id from buyer_message where at <= ? order by at limit ? for update skip locked)""")) {
      delete.setObject(1, utc(cap.since(now)));
      delete.setInt(2, AWAY);
      delete.executeUpdate();
    }
  }

  private static String id(Planned<?> call) {
    return call.feature() + "/" + call.key() + "/" + call.id();
  }

  private static String hash(Buyer buyer) {
    try {
      var bytes = (buyer.store() + ":" + buyer.number()).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
