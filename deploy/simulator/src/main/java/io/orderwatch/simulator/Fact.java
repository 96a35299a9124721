package io.orderwatch.simulator;

import java.time.Instant;

/** What happened in the world: the ledger's truth, and the cause of every push. */
public sealed interface Fact {
  Instant at();

  Posting posting();

  record PostingCreated(Instant at, Posting posting) implements Fact {}

  record PassportSupplied(Instant at, Posting posting) implements Fact {}

  record PostingCancelled(Instant at, Posting posting, String oldSubstatus) implements Fact {}

  record StatusChanged(Instant at, Posting posting, String push) implements Fact {}

  record TrackingChanged(Instant at, Posting posting) implements Fact {}

  record ChatStarted(Instant at, Posting posting, Chat chat) implements Fact {}

  /** A message of the seller reached the buyer; whether too late is in the posting. */
  record MessageDelivered(Instant at, Posting posting, Chat chat, Chat.Message message)
      implements Fact {}

  record MessageRead(Instant at, Posting posting, Chat chat, Chat.Message message)
      implements Fact {}

  record BuyerAnswered(Instant at, Posting posting, Chat chat, Chat.Message message)
      implements Fact {}
}
