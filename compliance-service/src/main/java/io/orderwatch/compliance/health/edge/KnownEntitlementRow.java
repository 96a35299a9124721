package io.orderwatch.compliance.health.edge;

import io.orderwatch.compliance.health.KnownEntitlement;
import io.orderwatch.compliance.health.KnownEntitlement.Known;
import io.orderwatch.contracts.StoreEntitlement;
import io.orderwatch.contracts.edge.Wire;
import io.orderwatch.mailbox.edge.States;
import io.orderwatch.mailbox.edge.Table;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.Map;
import java.util.stream.Collectors;
import org.hibernate.annotations.Immutable;

/** What Ozon lets a store do, as it is kept; only the mailbox writes these rows. */
@Entity
@Immutable
@jakarta.persistence.Table(name = "store_entitlement")
public class KnownEntitlementRow extends PanacheEntityBase {

  static final States<KnownEntitlement> TABLE =
      Table.of(KnownEntitlementRow.class, KnownEntitlementRow::of, KnownEntitlementRow::known);

  /** The store's. */
  @Id public String key;

  /** store.entitlement.v1. */
  @Column public byte[] snapshot;

  static KnownEntitlementRow of(String key, KnownEntitlement state) {
    return switch (state) {
      case Known(var entitlement) -> {
        var row = new KnownEntitlementRow();
        row.key = key;
        row.snapshot = Wire.encode(entitlement);
        yield row;
      }
      case KnownEntitlement.Unknown _ ->
          throw new IllegalStateException("what is unknown has no row");
    };
  }

  Known known() {
    return new Known(Wire.read(StoreEntitlement.class, snapshot));
  }

  /** Of every store of which anything was told, by its Client-Id. */
  public static Map<String, StoreEntitlement> byStore() {
    return KnownEntitlementRow.<KnownEntitlementRow>listAll().stream()
        .collect(Collectors.toMap(row -> row.key, row -> row.known().entitlement()));
  }
}
