package io.orderwatch.notification.people;

import java.time.Instant;

/**
 * What one channel is told, once. Numbers of orders and postings are in it, nothing of a buyer.
 *
 * @param id the same for all channels, so that whoever gets it twice can tell
 * @param kind of the alert, or DIGEST
 * @param level of the store's routes
 * @param at when it was written
 */
public record Letter(
    String id,
    String store,
    String channel,
    String kind,
    int level,
    String title,
    String text,
    Instant at) {

  /** Each channel of each store has a lane of its own: a dead one holds up no other. */
  public String key() {
    return store + "~" + channel + ":" + id + "/" + level;
  }
}
