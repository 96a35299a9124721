package io.orderwatch.compliance.timeline.edge;

import io.orderwatch.compliance.timeline.Timeline;
import io.orderwatch.mailbox.edge.States;
import io.orderwatch.mailbox.edge.Table;
import io.orderwatch.mailbox.edge.Table.Rows;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.Immutable;

/** A posting's timeline without its entries; only the mailbox writes these rows. */
@Entity
@Immutable
@jakarta.persistence.Table(name = "timeline")
public class TimelineRow extends PanacheEntityBase {

  /** What is kept already stays as it is: only fresh entries are written. */
  static final States<Timeline> TABLE =
      Table.of(
          TimelineRow.class,
          TimelineEntryRow.class,
          TimelineRow::of,
          rows -> new Timeline(rows.row().told, rows.row().lastAt, List.of()));

  @Id public String key;

  @Column public long told;

  @Column(name = "last_at")
  public Instant lastAt;

  private static Rows<TimelineRow, TimelineEntryRow> of(String key, Timeline timeline) {
    var row = new TimelineRow();
    row.key = key;
    row.told = timeline.told();
    row.lastAt = timeline.lastAt();
    return new Rows<>(
        row, timeline.fresh().stream().map(entry -> TimelineEntryRow.of(key, entry)).toList());
  }
}
