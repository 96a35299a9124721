package io.orderwatch.ingest.posting.edge;

import io.orderwatch.ozon.OzonPosting;
import io.orderwatch.ozon.Page;
import java.time.Instant;
import java.util.List;

/** What order-ingest would show people of what it could not read. */
public final class Named {

  private final Unreadable unreadable = new Unreadable();

  public void read(Page<OzonPosting> page, OzonPosting any, Instant at) {
    unreadable.page(any.store(), page, at);
    page.items().forEach(posting -> unreadable.posting(posting, at));
  }

  public List<Unreadable.Entry> all() {
    return unreadable.all();
  }
}
