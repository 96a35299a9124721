package io.orderwatch.logistics.ticket;

import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.ShipmentEvent.OfTicket.Kind;
import io.orderwatch.logistics.shipment.Action;

/** What Ozon's support can do where the API cannot. */
public interface Supportable extends Action {

  Kind kind();

  /** What is asked for, in signs that every language shares; "" if the kind says it all. */
  String wanted();

  /** Why, in the words of who asks. */
  String reason();

  /** What Ozon shows in its place, in the same signs; "" for nothing. */
  String before(Posting posting);

  /** Whether Ozon shows what is asked for. */
  boolean shownIn(Posting posting);

  /**
   * The same where it is told by what has changed.
   *
   * @param draft with what Ozon showed before
   */
  default boolean shownIn(Posting posting, Ticket.Draft draft) {
    return shownIn(posting);
  }
}
