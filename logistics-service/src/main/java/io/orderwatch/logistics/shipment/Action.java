package io.orderwatch.logistics.shipment;

import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.ShipmentEvent;
import io.orderwatch.logistics.wording.Language;

/**
 * One thing that may be asked to be done with a posting. A record: its components are what is kept
 * of the command, so they hold nothing about a person.
 */
public interface Action {

  /** Its name, which is its outlet's kind too; never changed. */
  String word();

  /** Whether it is asked for with a person's reason to overrule the guard of passport cases. */
  default boolean overrules() {
    return false;
  }

  /** What follows for buyer and store, and what of it cannot be undone; a sentence for people. */
  String consequence(Language language);

  ShipmentEvent done(PostingRef ref, String commandId);

  ShipmentEvent refused(PostingRef ref, String commandId, String code, String explanation);
}
