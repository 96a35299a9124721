package io.orderwatch.ingest.entitlement.edge;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.orderwatch.contracts.StoreEntitlement;
import io.orderwatch.contracts.edge.Wire;
import io.orderwatch.ingest.entitlement.Entitlement;
import io.orderwatch.ingest.entitlement.Entitlement.Known;
import io.orderwatch.ingest.entitlement.Entitlement.Unknown;
import io.orderwatch.mailbox.edge.States;
import io.orderwatch.mailbox.edge.Table;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** What Ozon last said of a store, as it is kept; only the mailbox writes these rows. */
@Entity
@Immutable
@jakarta.persistence.Table(name = "store_entitlement")
public class EntitlementRow extends PanacheEntityBase {

  static final States<Entitlement> TABLE =
      Table.of(EntitlementRow.class, EntitlementRow::of, EntitlementRow::entitlement);

  /** The store's Client-Id. */
  @Id public String key;

  @Column public long version;

  @Column(name = "key_accepted")
  public boolean keyAccepted;

  @Column(name = "key_expires_at")
  public @Nullable Instant keyExpiresAt;

  @Column public String subscription;

  @Column(name = "read_at")
  public Instant readAt;

  /** The store.entitlement.v1 that was published. */
  @Column @JsonIgnore public byte[] snapshot;

  static EntitlementRow of(String key, Entitlement state) {
    return switch (state) {
      case Known(var entitlement, var readAt) -> of(key, entitlement, readAt);
      case Unknown _ -> throw new IllegalStateException("what is unknown has no row");
    };
  }

  private static EntitlementRow of(String key, StoreEntitlement entitlement, Instant readAt) {
    var row = new EntitlementRow();
    row.key = key;
    row.version = entitlement.version();
    row.keyAccepted = entitlement.keyAccepted();
    row.keyExpiresAt = entitlement.keyExpiresAt();
    row.subscription = entitlement.subscription();
    row.readAt = readAt;
    row.snapshot = Wire.encode(entitlement);
    return row;
  }

  Entitlement entitlement() {
    return new Known(published(), readAt);
  }

  StoreEntitlement published() {
    return Wire.read(StoreEntitlement.class, snapshot);
  }
}
