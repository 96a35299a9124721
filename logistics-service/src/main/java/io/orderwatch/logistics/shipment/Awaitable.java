package io.orderwatch.logistics.shipment;

import java.time.Instant;
import java.util.Optional;

/** What may be asked for before its time: a command of it can wait until Ozon offers it. */
public interface Awaitable extends Action {

  /** Ozon's word for it among a posting's available actions. */
  String offer();

  /** What Ozon is called with once it is offered. */
  Record call();

  /** What speaks against it, by all that is known of the posting. */
  Optional<Refusal> against(Shipment shipment, Instant at);

  /** Whether what speaks against it may pass by itself. */
  boolean passing(Refusal why);
}
