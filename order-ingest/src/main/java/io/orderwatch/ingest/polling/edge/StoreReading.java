package io.orderwatch.ingest.polling.edge;

import io.orderwatch.contracts.StoreId;
import io.orderwatch.mailbox.edge.Lease;
import io.orderwatch.ozon.edge.OzonSeller;
import java.sql.SQLException;
import java.time.Duration;

/** Something that is read of every store, round after round. */
public interface StoreReading {

  /** Waits, in real time; returns early when the program ends. */
  interface Pause {
    void of(Duration real) throws InterruptedException;
  }

  /** One word; the database carries it. */
  String name();

  /** From the start of one round to the start of the next, by the clock all services share. */
  Duration every();

  /** The same for this store, as it is now. */
  default Duration every(StoreId store) {
    return every();
  }

  /**
   * Reads the store once and writes down how that went.
   *
   * @throws io.orderwatch.mailbox.edge.Leases.Fenced if somebody else reads the store by now
   */
  Ended read(OzonSeller ozon, Lease lease, Pause pause) throws SQLException, InterruptedException;
}
