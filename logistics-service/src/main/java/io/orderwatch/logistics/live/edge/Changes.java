package io.orderwatch.logistics.live.edge;

import io.orderwatch.contracts.PostingRef;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** The changes of commands in the order in which they may be followed. */
@Singleton
public class Changes {

  /** "commands" in a telephone's letters: one process at a time gives positions. */
  private static final long LOCK = 26_662_637;

  private static final int CHUNK = 5000;

  /** A limit keeps the order of the inner query, in which the outer one draws. */
  private static final String PLACE =
      """
      update command_change c set position = n.position
        from (select seq, nextval('command_change_position') as position
                from (select seq from command_change where position is null order by seq limit ?) s) n
       where c.seq = n.seq""";

  private static final String AFTER =
      """
      select position, key, command_id, action, state, code, at
        from command_change where position > ? order by position limit ?""";

  private final DataSource database;

  @Inject
  public Changes(DataSource database) {
    this.database = database;
  }

  /**
   * Gives positions to all that is committed.
   *
   * @return the last position that there is; 0 if there is none
   */
  public long place() throws SQLException {
    try (var connection = database.getConnection()) {
      while (placed(connection) == CHUNK) {
        // there is more
      }
      try (var select = connection.prepareStatement("select max(position) from command_change");
          var row = select.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /** What comes after a position, the next first. */
  public List<Change> after(long position, int limit) throws SQLException {
    try (var connection = database.getConnection();
        var select = connection.prepareStatement(AFTER)) {
      select.setLong(1, position);
      select.setInt(2, limit);
      try (var rows = select.executeQuery()) {
        var changes = new ArrayList<Change>();
        while (rows.next()) {
          changes.add(
              Change.of(
                  rows.getLong(1),
                  PostingRef.parse(rows.getString(2)),
                  rows.getString(3),
                  rows.getString(4),
                  rows.getString(5),
                  rows.getString(6),
                  rows.getObject(7, OffsetDateTime.class).toInstant()));
        }
        return changes;
      }
    }
  }

  /** Forgets what is older, by the database's clock. */
  public void forget(Duration age) throws SQLException {
    try (var connection = database.getConnection();
        var delete =
            connection.prepareStatement(
                """
                delete from command_change
                 where position is not null and written_at < clock_timestamp() - ? * interval '1 s'""")) {
      delete.setLong(1, age.toSeconds());
      delete.executeUpdate();
    }
  }

  private static int placed(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try (var lock = connection.prepareStatement("select pg_advisory_xact_lock(?)");
        var place = connection.prepareStatement(PLACE)) {
      lock.setLong(1, LOCK);
      lock.execute();
      var placed = limited(place).executeUpdate();
      connection.commit();
      return placed;
    } catch (SQLException e) {
      connection.rollback();
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  private static PreparedStatement limited(PreparedStatement place) throws SQLException {
    place.setInt(1, CHUNK);
    return place;
  }
}
