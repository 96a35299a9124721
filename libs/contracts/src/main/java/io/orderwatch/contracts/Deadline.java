package io.orderwatch.contracts;

import java.time.Instant;

/**
 * When Ozon is expected to cancel. Ozon gives no such field: it is an estimate, and says what it
 * rests on.
 *
 * @param basis what the 24 hours are counted from
 */
public record Deadline(Instant at, Basis basis) {

  public enum Basis {
    /** Ozon's in_process_at, the nearest to "after paying" and "after placing". */
    IN_PROCESS_AT,
    /** When we first saw the substatus; used where in_process_at is missing. */
    FIRST_SEEN
  }
}
