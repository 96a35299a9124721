package io.orderwatch.ingest.returns.edge;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.orderwatch.contracts.Return;
import io.orderwatch.contracts.edge.Wire;
import io.orderwatch.ingest.returns.KnownReturn;
import io.orderwatch.ingest.returns.KnownReturn.Known;
import io.orderwatch.ingest.returns.KnownReturn.Unknown;
import io.orderwatch.mailbox.edge.States;
import io.orderwatch.mailbox.edge.Table;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** What Ozon last showed of a return, as it is kept; only the mailbox writes these rows. */
@Entity
@Immutable
@jakarta.persistence.Table(name = "known_return")
public class KnownReturnRow extends PanacheEntityBase {

  static final States<KnownReturn> TABLE =
      Table.of(KnownReturnRow.class, KnownReturnRow::of, KnownReturnRow::knownReturn);

  @Id public String key;

  @Column public String store;

  @Column public String posting;

  @Column public String scheme;

  @Column(name = "return_id")
  public long returnId;

  @Column public long version;

  @Column public String status;

  @Column(name = "group_state")
  public String group;

  @Column(name = "actions_known")
  public boolean actionsKnown;

  @Column public boolean open;

  @Column(name = "read_at")
  public Instant readAt;

  /** The return as it was published. */
  @Column @JsonIgnore public byte[] snapshot;

  static KnownReturnRow of(String key, KnownReturn state) {
    return switch (state) {
      case Known(var shown, var readAt) -> of(key, shown, readAt);
      case Unknown _ -> throw new IllegalStateException("what is unknown has no row");
    };
  }

  private static KnownReturnRow of(String key, Return shown, Instant readAt) {
    var row = new KnownReturnRow();
    row.key = key;
    row.store = shown.ref().store().value();
    row.posting = shown.ref().posting().value();
    row.scheme = shown.scheme();
    row.returnId = shown.returnId();
    row.version = shown.version();
    row.status = shown.status();
    row.group = shown.group();
    row.actionsKnown = shown.actionsKnown();
    row.open = !KnownReturn.closed(shown);
    row.readAt = readAt;
    row.snapshot = Wire.write(shown);
    return row;
  }

  KnownReturn knownReturn() {
    return new Known(Wire.read(Return.class, snapshot), readAt);
  }
}
