package io.orderwatch.ingest.cancellation.edge;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.orderwatch.contracts.CancellationRequest;
import io.orderwatch.contracts.edge.Wire;
import io.orderwatch.ingest.cancellation.KnownRequest;
import io.orderwatch.ingest.cancellation.KnownRequest.Known;
import io.orderwatch.ingest.cancellation.KnownRequest.Unknown;
import io.orderwatch.mailbox.edge.States;
import io.orderwatch.mailbox.edge.Table;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** What Ozon last showed of a request to cancel, as it is kept; only the mailbox writes these. */
@Entity
@Immutable
@jakarta.persistence.Table(name = "known_request")
public class KnownRequestRow extends PanacheEntityBase {

  static final States<KnownRequest> TABLE =
      Table.of(KnownRequestRow.class, KnownRequestRow::of, KnownRequestRow::knownRequest);

  @Id public String key;

  @Column public String store;

  @Column public String posting;

  @Column(name = "cancellation_id")
  public long cancellationId;

  @Column public long version;

  @Column public String state;

  @Column public boolean open;

  @Column(name = "read_at")
  public Instant readAt;

  /** The request as it was published. */
  @Column @JsonIgnore public byte[] snapshot;

  static KnownRequestRow of(String key, KnownRequest state) {
    return switch (state) {
      case Known(var request, var readAt) -> of(key, request, readAt);
      case Unknown _ -> throw new IllegalStateException("what is unknown has no row");
    };
  }

  private static KnownRequestRow of(String key, CancellationRequest request, Instant readAt) {
    var row = new KnownRequestRow();
    row.key = key;
    row.store = request.ref().store().value();
    row.posting = request.ref().posting().value();
    row.cancellationId = request.cancellationId();
    row.version = request.version();
    row.state = request.state();
    row.open = request.open();
    row.readAt = readAt;
    row.snapshot = Wire.write(request);
    return row;
  }

  KnownRequest knownRequest() {
    return new Known(Wire.read(CancellationRequest.class, snapshot), readAt);
  }
}
