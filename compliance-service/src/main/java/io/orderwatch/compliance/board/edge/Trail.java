package io.orderwatch.compliance.board.edge;

import io.orderwatch.clock.ScaledClock;
import io.orderwatch.compliance.board.Act;
import io.orderwatch.compliance.board.Outcome;
import io.orderwatch.operations.Visitor;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Who asked for what on the page, written before it is done and again when its end is known. */
@ApplicationScoped
class Trail {

  private static final String ASKED =
      "insert into board_action (id, at, person, role, key, act, command, why, whom, outcome)"
          + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, 'asked')";
  private static final String ENDED = "update board_action set outcome = ?, code = ? where id = ?";
  private static final String OF_POSTING =
      "select * from board_action where key = ? order by at, id limit 200";
  private static final String NEWEST = "select * from board_action order by at desc, id limit 200";

  /**
   * One line.
   *
   * @param whom to whom a case was handed over; "" if it was not
   * @param outcome asked as long as it is not known
   */
  public record Line(
      Instant at,
      String person,
      String role,
      String key,
      String act,
      String why,
      String whom,
      String outcome,
      @Nullable String code) {

    /** Its word in the texts. */
    public String ended() {
      return "end." + outcome;
    }
  }

  private final DataSource database;
  private final ScaledClock clock;

  Trail(DataSource database, ScaledClock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Does it between two writes; what stops in between stays as asked. */
  Outcome of(
      Visitor visitor,
      String person,
      String key,
      Act act,
      String command,
      String why,
      Supplier<Outcome> doing) {
    return of(visitor, person, key, act, command, why, "", doing);
  }

  /**
   * @param whom to whom a case is handed over
   */
  Outcome of(
      Visitor visitor,
      String person,
      String key,
      Act act,
      String command,
      String why,
      String whom,
      Supplier<Outcome> doing) {
    var id = UUID.randomUUID();
    write(
        ASKED,
        id,
        clock.now().atOffset(ZoneOffset.UTC),
        person,
        visitor.role().map(Enum::name).orElse(""),
        key,
        act.word(),
        command,
        why,
        whom);
    var outcome = doing.get();
    write(ENDED, outcome.end().word(), outcome.code(), id);
    return outcome;
  }

  private void write(String sql, @Nullable Object... values) {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement(sql)) {
      for (var i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What was asked for a posting, the oldest first. */
  List<Line> ofPosting(String key) {
    return read(OF_POSTING, key);
  }

  /** What was asked last. */
  List<Line> newest() {
    return read(NEWEST);
  }

  private List<Line> read(String sql, Object... values) {
    try (var connection = database.getConnection();
        var select = connection.prepareStatement(sql)) {
      for (var i = 0; i < values.length; i++) {
        select.setObject(i + 1, values[i]);
      }
      try (var found = select.executeQuery()) {
        var lines = new ArrayList<Line>();
        while (found.next()) {
          lines.add(line(found));
        }
        return lines;
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Line line(ResultSet found) throws SQLException {
    return new Line(
        found.getObject("at", OffsetDateTime.class).toInstant(),
        found.getString("person"),
        found.getString("role"),
        found.getString("key"),
        found.getString("act"),
        found.getString("why"),
        found.getString("whom"),
        found.getString("outcome"),
        found.getString("code"));
  }
}
