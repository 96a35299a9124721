package io.orderwatch.logistics.ticket;

import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.ShipmentEvent;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is asked of Ozon's support alone; its ticket carries what Ozon itself shows. */
interface Evidence extends Supportable {

  @Override
  default String wanted() {
    return "";
  }

  /** Its ticket tells what becomes of it. */
  @Override
  default ShipmentEvent done(PostingRef ref, String commandId) {
    throw new IllegalStateException(word() + " is not carried out by a call");
  }

  @Override
  default ShipmentEvent refused(PostingRef ref, String commandId, String code, String explanation) {
    throw new IllegalStateException(word() + " is not carried out by a call");
  }

  /** In signs that every language shares; a dash for what is not there. */
  static String of(String... parts) {
    return Stream.of(parts)
        .map(part -> part.isBlank() ? "–" : part)
        .collect(Collectors.joining("; "));
  }

  static String of(@Nullable Instant time) {
    return time == null ? "" : time.toString();
  }
}
