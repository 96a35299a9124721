package io.orderwatch.ingest.polling.edge;

import io.orderwatch.contracts.StoreId;
import io.orderwatch.mailbox.edge.Lease;
import io.orderwatch.mailbox.edge.Mailbox;
import io.orderwatch.mailbox.edge.Share;
import io.orderwatch.ozon.edge.quarkus.OzonStores;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.Optional;

/** The stores that this process reads: its share of ours. */
@Singleton
public class StoresHeld {

  private final Share share;

  public StoresHeld(OzonStores stores, Mailbox mailbox) {
    this.share =
        mailbox.share(() -> stores.all().stream().map(ozon -> name(ozon.store())).toList());
  }

  /** Empty for a store that another process reads. */
  public Optional<Lease> lease(StoreId store) {
    return share.held(name(store));
  }

  public void share() throws SQLException {
    share.share();
  }

  public void release() throws SQLException {
    share.release();
  }

  private static String name(StoreId store) {
    return "poll-" + store;
  }
}
