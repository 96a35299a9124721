package io.orderwatch.ingest.importing.edge;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;

/** How far each upload with a key of its own got. */
@Singleton
public class Uploads {

  private static final String REACHED =
      """
      insert into upload as u (key, lines, digest, reached_at) values (?, ?, ?, ?)
      on conflict (key) do update set lines = excluded.lines, digest = excluded.digest, reached_at = excluded.reached_at
       where excluded.lines > u.lines""";

  /**
   * @param lines all up to this one were answered
   * @param digest of these lines
   */
  record Upload(long lines, byte[] digest, Instant reachedAt) {}

  private final DataSource database;

  Uploads(DataSource database) {
    this.database = database;
  }

  Optional<Upload> find(String key) throws SQLException {
    try (var connection = database.getConnection();
        var select =
            connection.prepareStatement(
                "select lines, digest, reached_at from upload where key = ?")) {
      select.setString(1, key);
      try (var row = select.executeQuery()) {
        return row.next()
            ? Optional.of(
                new Upload(row.getLong(1), row.getBytes(2), row.getTimestamp(3).toInstant()))
            : Optional.empty();
      }
    }
  }

  void reached(String key, Upload upload) throws SQLException {
    try (var connection = database.getConnection();
        var upsert = connection.prepareStatement(REACHED)) {
      upsert.setString(1, key);
      upsert.setLong(2, upload.lines());
      upsert.setBytes(3, upload.digest());
      upsert.setTimestamp(4, Timestamp.from(upload.reachedAt()));
      upsert.executeUpdate();
    }
  }
}
