package io.orderwatch.compliance.passport.edge;

import io.orderwatch.compliance.passport.PassportCase;
import io.orderwatch.compliance.passport.PassportCase.Inheriting;
import io.orderwatch.contracts.Deadline;
import io.orderwatch.mailbox.edge.Outlet;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Reads how far the case of a posting was that was split, and who had it in hand; a read, so
 * nothing can be in doubt.
 */
@Singleton
public class InheritingCase implements Outlet<Inheriting> {

  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** A case that is over is in nobody's hand: the orders tell in whose it was. */
  private static final String PARENT =
      """
      select steps_taken, deadline_at, deadline_basis,
             (select handed_to from passport_order o where o.key = c.key and o.what in ('HAND_OVER', 'LET_GO')
               order by given_at desc, id desc limit 1)
        from passport_case c where key = ?\
      """;

  private final DataSource database;

  InheritingCase(DataSource database) {
    this.database = database;
  }

  @Override
  public String kind() {
    return PassportCase.INHERITING;
  }

  @Override
  public Class<Inheriting> payload() {
    return Inheriting.class;
  }

  @Override
  public int concurrency() {
    return 4;
  }

  @Override
  public Answer send(Planned<Inheriting> call) {
    try (var connection = database.getConnection();
        var select = connection.prepareStatement(PARENT)) {
      select.setString(1, call.payload().parent().key());
      try (var row = select.executeQuery()) {
        return new Answer.Done(
            row.next()
                ? told(
                    row.getInt(1),
                    row.getObject(2, OffsetDateTime.class),
                    Deadline.Basis.valueOf(row.getString(3)),
                    row.getString(4))
                : Map.of());
      }
    } catch (SQLException e) {
      return new Answer.NotYet(PAUSE, "the database cannot be used");
    }
  }

  @Override
  public Answer lookBack(Planned<Inheriting> call) {
    return new Answer.Absent();
  }

  private static Map<String, String> told(
      int steps, OffsetDateTime until, Deadline.Basis basis, @Nullable String holder) {
    var told = new HashMap<String, String>();
    told.put(PassportCase.STEPS, "" + steps);
    told.put(PassportCase.UNTIL, until.toInstant().toString());
    told.put(PassportCase.BASIS, basis.name());
    if (holder != null) {
      told.put(PassportCase.HOLDER, holder);
    }
    return told;
  }
}
