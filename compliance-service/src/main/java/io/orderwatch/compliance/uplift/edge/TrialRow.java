package io.orderwatch.compliance.uplift.edge;

import io.orderwatch.compliance.uplift.Trial;
import io.orderwatch.compliance.uplift.Trial.Enrolled;
import io.orderwatch.mailbox.edge.States;
import io.orderwatch.mailbox.edge.Table;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** A posting in the trial of reminders; only the mailbox writes these rows. */
@Entity
@Immutable
@jakarta.persistence.Table(name = "trial")
public class TrialRow extends PanacheEntityBase {

  static final States<Trial> TABLE = Table.of(TrialRow.class, TrialRow::of, TrialRow::trial);

  @Id public String key;

  @Column public String store;

  @Column(name = "held_out")
  public boolean heldOut;

  /** When its case was opened. */
  @Column public Instant at;

  @Column
  @Enumerated(EnumType.STRING)
  public Trial.Outcome outcome;

  static TrialRow of(String key, Trial state) {
    return switch (state) {
      case Enrolled(var store, var heldOut, var at, var outcome) -> {
        var row = new TrialRow();
        row.key = key;
        row.store = store;
        row.heldOut = heldOut;
        row.at = at;
        row.outcome = outcome;
        yield row;
      }
      case Trial.Outside _ -> throw new IllegalStateException("what is not tried has no row");
    };
  }

  Trial trial() {
    return new Enrolled(store, heldOut, at, outcome);
  }

  /**
   * How many.
   *
   * @param inStore "" for all stores
   */
  static int count(boolean held, Trial.Outcome how, Instant since, String inStore) {
    return Math.toIntExact(
        count(
            "heldOut = ?1 and outcome = ?2 and at >= ?3 and (?4 = '' or store = ?4)",
            held,
            how,
            since,
            inStore));
  }
}
