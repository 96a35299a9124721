package io.orderwatch.ingest.polling.edge;

import io.orderwatch.contracts.StoreId;
import io.orderwatch.mailbox.edge.Lease;
import io.orderwatch.mailbox.edge.Mailbox;
import io.orderwatch.mailbox.edge.Share;
import io.orderwatch.ozon.edge.quarkus.OzonStores;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The stores that this process reads: its share of ours. A lease is of a set of stores, so that
 * renewing them costs the same however many there are.
 */
@Singleton
public class StoresHeld {

  /** As many sets as make even shares; a set with no store of ours is no work. */
  private static final int SETS = 64;

  private final Share share;

  public StoresHeld(OzonStores stores, Mailbox mailbox) {
    this.share =
        mailbox.share(
            () ->
                stores.all().stream().map(ozon -> name(ozon.store())).distinct().sorted().toList());
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

  /** Client-Ids in a row are in different sets. */
  private static String name(StoreId store) {
    return "poll-%02d".formatted(Math.floorMod(store.value().hashCode(), SETS));
  }
}
