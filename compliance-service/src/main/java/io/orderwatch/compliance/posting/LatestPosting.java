package io.orderwatch.compliance.posting;

import static io.orderwatch.mailbox.Decision.stay;

import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.PostingEvent.Snapshot;
import io.orderwatch.mailbox.Decision;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A posting as it was shown last, and what of its past the judgement needs. */
public sealed interface LatestPosting {

  /** Never heard of. */
  record Unknown() implements LatestPosting {}

  /**
   * @param changedAt when it became as it is
   * @param firstSeen when it was first heard of
   * @param cancelledAt null unless it is cancelled
   * @param before the substatus it had before it was cancelled; "" if it was never seen alive
   */
  record Known(
      Posting posting,
      Instant changedAt,
      Instant firstSeen,
      @Nullable Instant cancelledAt,
      String before)
      implements LatestPosting {

    /** When the shipment was created, as near as Ozon tells it: the start of processing. */
    public Instant createdAt() {
      var start = posting.inProcessAt();
      return start == null ? firstSeen : start;
    }
  }

  /** A version that was seen, and what is older, changes nothing. */
  static Decision<LatestPosting> on(LatestPosting state, Snapshot event, Instant at) {
    var posting = event.posting();
    return stay(
        switch (state) {
          case Known known when posting.version() <= known.posting().version() -> known;
          case Known known ->
              new Known(posting, at, known.firstSeen(), end(known, posting, at), before(known));
          case Unknown _ -> new Known(posting, at, at, posting.cancelled() ? at : null, "");
        });
  }

  private static @Nullable Instant end(Known known, Posting posting, Instant at) {
    if (!posting.cancelled() && !posting.status().isBlank()) {
      return null;
    }
    // Without a status Ozon says nothing of how it stands.
    return known.cancelledAt() == null && posting.cancelled() ? at : known.cancelledAt();
  }

  private static String before(Known known) {
    return known.posting().cancelled() ? known.before() : known.posting().substatus();
  }
}
