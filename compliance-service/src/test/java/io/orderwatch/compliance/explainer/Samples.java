package io.orderwatch.compliance.explainer;

import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.PostingRef;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Postings to explain. */
public final class Samples {

  public static final PostingRef REF = PostingRef.of("1001", "0132112277-0102-1");
  public static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

  private Samples() {}

  public static Posting posting(
      String status, String substatus, String integration, String... actions) {
    return posting(status, substatus, integration, NOW.plusSeconds(3600), actions);
  }

  public static Posting posting(
      String status,
      String substatus,
      String integration,
      @Nullable Instant shipmentDate,
      String... actions) {
    return new Posting(
        REF,
        "0132112277-0102",
        1,
        status,
        substatus,
        integration,
        List.of(actions),
        "",
        NOW.minusSeconds(7200),
        shipmentDate,
        null,
        List.of(),
        null);
  }
}
