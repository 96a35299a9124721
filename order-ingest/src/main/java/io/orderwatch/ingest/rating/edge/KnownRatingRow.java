package io.orderwatch.ingest.rating.edge;

import io.orderwatch.contracts.StoreRating;
import io.orderwatch.contracts.edge.Wire;
import io.orderwatch.ingest.rating.KnownRating;
import io.orderwatch.ingest.rating.KnownRating.Known;
import io.orderwatch.ingest.rating.KnownRating.Unknown;
import io.orderwatch.mailbox.edge.States;
import io.orderwatch.mailbox.edge.Table;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** What Ozon last said of a store's error index, as it is kept; only the mailbox writes these. */
@Entity
@Immutable
@jakarta.persistence.Table(name = "known_rating")
public class KnownRatingRow extends PanacheEntityBase {

  static final States<KnownRating> TABLE =
      Table.of(KnownRatingRow.class, KnownRatingRow::of, KnownRatingRow::knownRating);

  /** The store's. */
  @Id public String key;

  @Column(name = "read_at")
  public Instant readAt;

  /** What was published. */
  @Column public byte[] snapshot;

  static KnownRatingRow of(String key, KnownRating state) {
    return switch (state) {
      case Known(var rating, var readAt) -> {
        var row = new KnownRatingRow();
        row.key = key;
        row.readAt = readAt;
        row.snapshot = Wire.encode(rating);
        yield row;
      }
      case Unknown _ -> throw new IllegalStateException("what is unknown has no row");
    };
  }

  KnownRating knownRating() {
    return new Known(Wire.read(StoreRating.class, snapshot), readAt);
  }
}
