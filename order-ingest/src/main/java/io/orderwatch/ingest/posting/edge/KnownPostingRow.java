package io.orderwatch.ingest.posting.edge;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.PostingState;
import io.orderwatch.contracts.edge.Wire;
import io.orderwatch.ingest.posting.KnownPosting;
import io.orderwatch.ingest.posting.KnownPosting.Known;
import io.orderwatch.ingest.posting.KnownPosting.Unknown;
import io.orderwatch.mailbox.edge.States;
import io.orderwatch.mailbox.edge.Table;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** What Ozon last showed of a posting, as it is kept; only the mailbox writes these rows. */
@Entity
@Immutable
@jakarta.persistence.Table(name = "known_posting")
public class KnownPostingRow extends PanacheEntityBase {

  static final String TYPE = "posting.state.v1";

  static final States<KnownPosting> TABLE =
      Table.of(KnownPostingRow.class, KnownPostingRow::of, KnownPostingRow::knownPosting);

  @Id public String key;

  @Column public String store;

  @Column public long version;

  @Column public String status;

  @Column public String substatus;

  @Column public String integration;

  @Column(name = "order_number")
  public String orderNumber;

  @Column(name = "in_process_at")
  public @Nullable Instant inProcessAt;

  @Column(name = "shipment_date")
  public @Nullable Instant shipmentDate;

  @Column public @Nullable Instant promised;

  @Column(name = "read_at")
  public Instant readAt;

  /** The posting.state.v1 that was published. */
  @Column @JsonIgnore public byte[] snapshot;

  /** How many postings of one store are known, and how many of them await passport data. */
  record Count(String store, long postings, long awaiting) {}

  static KnownPostingRow of(String key, KnownPosting state) {
    return switch (state) {
      case Known(var posting, var readAt) -> of(key, posting, readAt);
      case Unknown _ -> throw new IllegalStateException("what is unknown has no row");
    };
  }

  private static KnownPostingRow of(String key, Posting posting, Instant readAt) {
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
    row.readAt = readAt;
    row.snapshot = Wire.encode(new PostingState(posting));
    return row;
  }

  KnownPosting knownPosting() {
    return Wire.decode(TYPE, snapshot)
        .map(event -> new Known(((PostingState) event).posting(), readAt))
        .orElseThrow(() -> new IllegalStateException(TYPE + " is not known any more"));
  }

  static List<Count> counts() {
    return find(
            "select store, count(*), sum(case when substatus = ?1 then 1 else 0 end)"
                + " from KnownPostingRow group by store",
            Posting.AWAITING_PASSPORT)
        .project(Count.class)
        .list();
  }
}
