package io.orderwatch.ingest.posting.edge;

import io.orderwatch.contracts.PostingState;
import io.orderwatch.contracts.edge.Wire;
import io.orderwatch.ingest.posting.KnownPosting;
import io.orderwatch.ingest.posting.KnownPosting.Known;
import io.orderwatch.mailbox.edge.States;
import io.orderwatch.mailbox.edge.Table;
import jakarta.persistence.Column;
import jakarta.persistence.Id;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A posting that Ozon has shown. The snapshot is what was published; the other columns are for
 * people.
 */
@jakarta.persistence.Table(name = "known_posting")
final class KnownPostingRow {

  static final States<KnownPosting> TABLE =
      Table.of(KnownPostingRow.class, KnownPostingRow::of, KnownPostingRow::known);

  private static final String TYPE = "posting.state.v1";

  @Id String key = "";
  @Column String store = "";
  @Column long version;
  @Column String status = "";
  @Column String substatus = "";
  @Column String integration = "";

  @Column(name = "order_number")
  String orderNumber = "";

  @Column(name = "in_process_at")
  @Nullable Instant inProcessAt;

  @Column(name = "shipment_date")
  @Nullable Instant shipmentDate;

  @Column @Nullable Instant promised;

  @Column(name = "read_at")
  Instant readAt = Instant.EPOCH;

  @Column byte[] snapshot = {};

  static KnownPostingRow of(String key, KnownPosting state) {
    return switch (state) {
      case Known known -> of(key, known);
      case KnownPosting.Unknown _ -> throw new IllegalStateException("what is unknown has no row");
    };
  }

  private static KnownPostingRow of(String key, Known known) {
    var posting = known.snapshot();
    var row = new KnownPostingRow();
    row.key = key;
    row.store = posting.ref().store().value();
    row.version = posting.version();
    row.status = posting.status();
    row.substatus = posting.substatus();
    row.integration = posting.integration();
    row.orderNumber = posting.orderNumber();
    row.inProcessAt = posting.inProcessAt();
    row.shipmentDate = posting.shipmentDate();
    row.promised = posting.promised();
    row.readAt = known.readAt();
    row.snapshot = Wire.encode(new PostingState(posting));
    return row;
  }

  KnownPosting known() {
    return Wire.decode(TYPE, snapshot)
        .map(event -> new Known(((PostingState) event).posting(), readAt))
        .orElseThrow(() -> new IllegalStateException(TYPE + " is not known any more"));
  }
}
