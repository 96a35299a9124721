package io.orderwatch.contracts;

/**
 * Something that happened to a posting, or is asked to. Its key orders it: one posting's events are
 * never reordered.
 */
public sealed interface Event
    permits PostingEvent,
        PostingState,
        ReturnEvent,
        CancellationEvent,
        PassportEvent,
        MessageEvent,
        ShipmentCommand,
        ShipmentEvent {

  PostingRef ref();

  Topic topic();
}
