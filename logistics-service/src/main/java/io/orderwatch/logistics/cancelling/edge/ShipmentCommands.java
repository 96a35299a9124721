package io.orderwatch.logistics.cancelling.edge;

import io.orderwatch.contracts.PostingRef;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The commands as people look at them; only the mailbox writes them. */
public final class ShipmentCommands {

  /**
   * A command and what became of it.
   *
   * @param state open, done or refused
   * @param code why refused, for programs; null if it is not
   * @param explanation the same for people
   */
  public record Found(
      String store,
      String posting,
      String commandId,
      String action,
      String state,
      long reasonId,
      String requestedBy,
      String override,
      Instant askedAt,
      @Nullable Instant settledAt,
      @Nullable String code,
      @Nullable String explanation) {}

  private final DataSource database;

  ShipmentCommands(DataSource database) {
    this.database = database;
  }

  Optional<Found> find(PostingRef ref, String commandId) throws SQLException {
    try (var connection = database.getConnection();
        var select =
            connection.prepareStatement(
                """
                select action, state, reason_id, requested_by, override_reason, asked_at, settled_at, code, explanation
                  from shipment_command where key = ? and command_id = ?""")) {
      select.setString(1, ref.key());
      select.setString(2, commandId);
      try (var row = select.executeQuery()) {
        return row.next()
            ? Optional.of(
                new Found(
                    ref.store().value(),
                    ref.posting().value(),
                    commandId,
                    row.getString("action"),
                    row.getString("state"),
                    row.getLong("reason_id"),
                    row.getString("requested_by"),
                    row.getString("override_reason"),
                    row.getTimestamp("asked_at").toInstant(),
                    instant(row.getTimestamp("settled_at")),
                    row.getString("code"),
                    row.getString("explanation")))
            : Optional.empty();
      }
    }
  }

  /** How many cancellations are in each state. */
  Map<String, Long> cancellations() throws SQLException {
    try (var connection = database.getConnection();
        var select =
            connection.prepareStatement(
                "select state, count(*) from shipment_command where action = 'cancel' group by state");
        var rows = select.executeQuery()) {
      var counts = new HashMap<String, Long>();
      while (rows.next()) {
        counts.put(rows.getString(1), rows.getLong(2));
      }
      return counts;
    }
  }

  private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
    return timestamp == null ? null : timestamp.toInstant();
  }
}
