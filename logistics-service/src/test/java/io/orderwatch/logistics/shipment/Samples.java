package io.orderwatch.logistics.shipment;

import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.ShipmentCommand.Cancel;
import java.time.Instant;
import java.util.List;

/** Postings and commands as the tests need them. */
public final class Samples {

  public static final PostingRef REF = PostingRef.of("1001", "0132112277-0102-1");
  public static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");

  private Samples() {}

  public static Posting posting(
      long version, String status, String substatus, String integration, String... actions) {
    return new Posting(
        REF,
        "0132112277-0102",
        version,
        status,
        substatus,
        integration,
        List.of(actions),
        "",
        NOW.minusSeconds(3600),
        null,
        null,
        List.of(new Posting.Item(827098843, "SK-58", 1, null)),
        null);
  }

  /** The same, with Ozon silent on what it offers. */
  public static Posting silent(Posting posting) {
    return new Posting(
        posting.ref(),
        posting.orderNumber(),
        posting.version(),
        posting.status(),
        posting.substatus(),
        posting.integration(),
        List.of(),
        posting.trackingNumber(),
        posting.inProcessAt(),
        posting.shipmentDate(),
        posting.promised(),
        posting.items(),
        posting.cancellation(),
        false,
        posting.parent());
  }

  /** To be packed by the seller, and may be cancelled. */
  public static Posting packing(long version) {
    return posting(version, "awaiting_packaging", "posting_created", "non_integrated", "cancel");
  }

  public static Posting tracked(Posting posting, String trackingNumber) {
    return new Posting(
        posting.ref(),
        posting.orderNumber(),
        posting.version(),
        posting.status(),
        posting.substatus(),
        posting.integration(),
        posting.actions(),
        trackingNumber,
        posting.inProcessAt(),
        posting.shipmentDate(),
        posting.promised(),
        posting.items(),
        posting.cancellation());
  }

  public static Posting promised(Posting posting, Instant promised) {
    return new Posting(
        posting.ref(),
        posting.orderNumber(),
        posting.version(),
        posting.status(),
        posting.substatus(),
        posting.integration(),
        posting.actions(),
        posting.trackingNumber(),
        posting.inProcessAt(),
        posting.shipmentDate(),
        promised,
        posting.items(),
        posting.cancellation());
  }

  public static Posting due(Posting posting, Instant shipmentDate) {
    return new Posting(
        posting.ref(),
        posting.orderNumber(),
        posting.version(),
        posting.status(),
        posting.substatus(),
        posting.integration(),
        posting.actions(),
        posting.trackingNumber(),
        posting.inProcessAt(),
        shipmentDate,
        posting.promised(),
        posting.items(),
        posting.cancellation());
  }

  public static Cancel cancel(String id) {
    return new Cancel(REF, id, 352, "", "anna", "");
  }
}
