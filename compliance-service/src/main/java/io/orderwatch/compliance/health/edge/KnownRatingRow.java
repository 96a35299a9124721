package io.orderwatch.compliance.health.edge;

import io.orderwatch.compliance.health.KnownRating;
import io.orderwatch.compliance.health.KnownRating.Known;
import io.orderwatch.contracts.StoreRating;
import io.orderwatch.contracts.edge.Wire;
import io.orderwatch.mailbox.edge.States;
import io.orderwatch.mailbox.edge.Table;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** What Ozon last said of a store, as it is kept; only the mailbox writes these rows. */
@Entity
@Immutable
@jakarta.persistence.Table(name = "store_rating")
public class KnownRatingRow extends PanacheEntityBase {

  static final States<KnownRating> TABLE =
      Table.of(KnownRatingRow.class, KnownRatingRow::of, KnownRatingRow::known);

  /** The store's. */
  @Id public String key;

  @Column public Instant at;

  /** store.rating.v1. */
  @Column public byte[] snapshot;

  static KnownRatingRow of(String key, KnownRating state) {
    return switch (state) {
      case Known(var rating, var at) -> {
        var row = new KnownRatingRow();
        row.key = key;
        row.at = at;
        row.snapshot = Wire.encode(rating);
        yield row;
      }
      case KnownRating.Unknown _ -> throw new IllegalStateException("what is unknown has no row");
    };
  }

  Known known() {
    return new Known(Wire.read(StoreRating.class, snapshot), at);
  }
}
