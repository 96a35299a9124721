package io.orderwatch.compliance.health.edge;

import io.orderwatch.compliance.health.ToldHealth;
import io.orderwatch.compliance.health.ToldHealth.Told;
import io.orderwatch.contracts.StoreHealthState;
import io.orderwatch.contracts.edge.Wire;
import io.orderwatch.mailbox.edge.States;
import io.orderwatch.mailbox.edge.Table;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** How a store was last told to stand, as it is kept; only the mailbox writes these rows. */
@Entity
@Immutable
@jakarta.persistence.Table(name = "store_health")
public class ToldHealthRow extends PanacheEntityBase {

  static final States<ToldHealth> TABLE =
      Table.of(ToldHealthRow.class, ToldHealthRow::of, ToldHealthRow::told);

  /** The store's. */
  @Id public String key;

  @Column(name = "read_at")
  public Instant readAt;

  /** store.health.v1. */
  @Column public byte[] snapshot;

  static ToldHealthRow of(String key, ToldHealth state) {
    return switch (state) {
      case Told(var health, var readAt) -> {
        var row = new ToldHealthRow();
        row.key = key;
        row.readAt = readAt;
        row.snapshot = Wire.encode(health);
        yield row;
      }
      case ToldHealth.Unknown _ -> throw new IllegalStateException("what is unknown has no row");
    };
  }

  ToldHealth told() {
    return new Told(health(), readAt);
  }

  StoreHealthState health() {
    return Wire.read(StoreHealthState.class, snapshot);
  }
}
