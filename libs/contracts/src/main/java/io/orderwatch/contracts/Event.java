package io.orderwatch.contracts;

/**
 * Something that happened to a posting, or is asked to. Its key orders it: one posting's events are
 * never reordered.
 */
public sealed interface Event
    permits PostingEvent,
        PostingState,
        PassportEvent,
        MessageEvent,
        ShipmentCommand,
        ShipmentEvent {

  PostingRef ref();

  Topic topic();
}
