package io.orderwatch.ingest.entitlement.edge;

import io.orderwatch.contracts.StoreEntitlement;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.contracts.edge.Wire;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** What is known of all stores, whoever asked Ozon; not older than a minute. */
@Singleton
public class Entitlements {

  private static final Logger LOG = Logger.getLogger(Entitlements.class);

  /** Real time. */
  private static final Duration FRESH = Duration.ofMinutes(1);

  private final DataSource database;
  private Map<String, StoreEntitlement> known = Map.of();
  private long readAt = System.nanoTime() - FRESH.toNanos();

  public Entitlements(DataSource database) {
    this.database = database;
  }

  public Optional<StoreEntitlement> find(StoreId store) {
    return Optional.ofNullable(all().get(store.value()));
  }

  /** What was known before while the database cannot be asked. */
  public synchronized Map<String, StoreEntitlement> all() {
    if (System.nanoTime() - readAt >= FRESH.toNanos()) {
      readAt = System.nanoTime();
      try {
        known = read();
      } catch (SQLException e) {
        LOG.debugf("what stores may do is not read: %s", e.getSQLState());
      }
    }
    return known;
  }

  private Map<String, StoreEntitlement> read() throws SQLException {
    try (var connection = database.getConnection();
        var select = connection.prepareStatement("select key, snapshot from store_entitlement");
        var rows = select.executeQuery()) {
      var all = new HashMap<String, StoreEntitlement>();
      while (rows.next()) {
        all.put(rows.getString(1), Wire.read(StoreEntitlement.class, rows.getBytes(2)));
      }
      return Map.copyOf(all);
    }
  }
}
