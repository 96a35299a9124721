package io.orderwatch.compliance.timeline.edge;

import io.orderwatch.compliance.timeline.Timeline;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.Immutable;

/** One event of a posting's timeline; only the mailbox writes these rows. */
@Entity
@Immutable
@Table(name = "timeline_entry")
public class TimelineEntryRow extends PanacheEntityBase {

  /** {@code <key>/<id of the event>}. */
  @Id public String id;

  @Column public String key;

  @Column public String type;

  @Column public Instant at;

  @Column public String facts;

  static TimelineEntryRow of(String key, Timeline.Entry entry) {
    var row = new TimelineEntryRow();
    row.id = key + "/" + entry.id();
    row.key = key;
    row.type = entry.type();
    row.at = entry.at();
    row.facts = entry.facts();
    return row;
  }

  /**
   * The entries of one posting in their order.
   *
   * @param at they come after the one of this time
   * @param id and this id; "" for the first
   */
  static List<TimelineEntryRow> after(String ofKey, Instant at, String id, int limit) {
    return TimelineEntryRow.<TimelineEntryRow>find(
            "key = ?1 and (at > ?2 or (at = ?2 and id > ?3)) order by at, id", ofKey, at, id)
        .page(0, limit)
        .list();
  }
}
