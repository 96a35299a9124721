package io.orderwatch.contracts;

/**
 * Something that happened, or is asked to. Its key orders it: what is about one posting, or one
 * store, is never reordered.
 */
public sealed interface Event
    permits Event.OfPosting, ChatEvent, StoreEntitlement, StoreHealthState, StoreRating {

  /** The key of its record in Kafka, never empty. */
  String key();

  /** The store that it is about. */
  StoreId store();

  /** What it is about within the store, for people: CloudEvents' subject. */
  String subject();

  Topic topic();

  /** What is about one posting; its key is that posting's. */
  sealed interface OfPosting extends Event
      permits PostingEvent,
          PostingState,
          ReturnEvent,
          CancellationEvent,
          PassportEvent,
          MessageEvent,
          ShipmentCommand,
          ShipmentEvent {

    PostingRef ref();

    @Override
    default String key() {
      return ref().key();
    }

    @Override
    default StoreId store() {
      return ref().store();
    }

    @Override
    default String subject() {
      return ref().posting().value();
    }
  }
}
