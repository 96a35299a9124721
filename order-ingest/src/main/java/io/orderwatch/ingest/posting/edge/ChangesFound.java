package io.orderwatch.ingest.posting.edge;

import io.micrometer.core.instrument.MeterRegistry;
import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.PostingEvent;
import io.orderwatch.contracts.PostingEvent.Cancelled;
import io.orderwatch.contracts.PostingEvent.Changed;
import io.orderwatch.contracts.PostingEvent.Delivered;
import io.orderwatch.contracts.PostingEvent.Received;
import io.orderwatch.contracts.PostingEvent.Returning;
import io.orderwatch.ingest.posting.KnownPosting;
import io.orderwatch.mailbox.Decision;
import io.orderwatch.mailbox.Effect;
import io.orderwatch.mailbox.Input;
import jakarta.inject.Singleton;

/**
 * Who found a change that Ozon pushes: a push, after which the posting was read, or a poll. Where
 * pushes come, they are first; what polls find is what pushes missed.
 */
@Singleton
class ChangesFound {

  private final MeterRegistry registry;

  ChangesFound(MeterRegistry registry) {
    this.registry = registry;
  }

  void count(Input input, Decision<KnownPosting> decision) {
    for (var effect : decision.effects()) {
      if (effect instanceof Effect.Publish publish
          && publish.event() instanceof PostingEvent event
          && pushed(event)) {
        registry
            .counter(
                "ozon.changes",
                "store",
                event.store().value(),
                "type",
                type(event),
                "found",
                found(input))
            .increment();
      }
    }
  }

  private static String found(Input input) {
    var cause = input.cause();
    return cause.startsWith("import@")
        ? "import"
        : cause.startsWith(Readings.AFTER_A_PUSH) ? "push" : "poll";
  }

  /**
   * No push tells of passport data, of a return to the warehouse, or of what does not change the
   * status (push_types, September 2026).
   */
  private static boolean pushed(PostingEvent event) {
    return switch (event) {
      case Received _, Cancelled _, Delivered _ -> true;
      case Returning _ -> false;
      case Changed(var now, var status, var substatus) ->
          !(now.status().equals(status) && now.substatus().equals(substatus))
              && !now.awaitsPassport()
              && !substatus.equals(Posting.AWAITING_PASSPORT);
    };
  }

  private static String type(PostingEvent event) {
    return switch (event) {
      case Received _ -> "received";
      case Changed _ -> "changed";
      case Cancelled _ -> "cancelled";
      case Delivered _ -> "delivered";
      case Returning _ -> "returning";
    };
  }
}
