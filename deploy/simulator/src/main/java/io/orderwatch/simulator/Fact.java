package io.orderwatch.simulator;

import java.time.Instant;
import java.util.List;

/** What happened in the world: the ledger's truth, and the cause of every push. */
public sealed interface Fact {
  Instant at();

  Posting posting();

  record PostingCreated(Instant at, Posting posting) implements Fact {}

  record PassportSupplied(Instant at, Posting posting) implements Fact {}

  record PostingCancelled(Instant at, Posting posting, String oldSubstatus) implements Fact {}

  /** Others took its place, which are created next. */
  record PostingSplit(Instant at, Posting posting) implements Fact {}

  /** Some goods of a posting were cancelled; those that are left are in the posting. */
  record GoodsCancelled(Instant at, Posting posting, String reason, List<Command.Item> items)
      implements Fact {}

  /**
   * Moved on in its life.
   *
   * @param bySeller the seller packed it or reported it by the API
   */
  record StatusChanged(Instant at, Posting posting, String push, boolean bySeller)
      implements Fact {}

  record TrackingChanged(Instant at, Posting posting, String old) implements Fact {}

  record CutoffChanged(Instant at, Posting posting, Terms old) implements Fact {}

  record DeliveryChanged(Instant at, Posting posting, Terms old) implements Fact {}

  record CancellationRequested(Instant at, Posting posting, CancelRequest request)
      implements Fact {}

  record CancellationAnswered(Instant at, Posting posting, CancelRequest request) implements Fact {}

  record ReturnRequested(Instant at, Posting posting, Comeback comeback) implements Fact {}

  /**
   * The seller acted on a return.
   *
   * @param comeback as it is after that
   */
  record ReturnActed(Instant at, Posting posting, Comeback comeback, int action) implements Fact {}

  /** The buyer takes a refusal to Ozon. */
  record ReturnDisputed(Instant at, Posting posting, Comeback comeback) implements Fact {}

  record ChatStarted(Instant at, Posting posting, Chat chat) implements Fact {}

  /** A message of the seller reached the buyer; whether too late is in the posting. */
  record MessageDelivered(Instant at, Posting posting, Chat chat, Chat.Message message)
      implements Fact {}

  record MessageRead(Instant at, Posting posting, Chat chat, Chat.Message message)
      implements Fact {}

  record BuyerAnswered(Instant at, Posting posting, Chat chat, Chat.Message message)
      implements Fact {}
}
