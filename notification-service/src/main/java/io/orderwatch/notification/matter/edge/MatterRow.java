package io.orderwatch.notification.matter.edge;

import io.orderwatch.notification.matter.Matter;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** Something that waits for people, or did; only the mailbox writes these rows. */
@Entity
@Immutable
@Table(name = "matter")
public class MatterRow extends PanacheEntityBase {

  /** {@code <key>/<id of the matter>}. */
  @Id public String id;

  /** {@code <store>:<posting number>}. */
  @Column public String key;

  @Column public int position;

  @Enumerated(EnumType.STRING)
  @Column
  public Matter.Kind kind;

  @Column public String about;

  @Column public Instant since;

  @Column(name = "due_at")
  public @Nullable Instant dueAt;

  /** Null as long as it waits. */
  @Column(name = "closed_at")
  public @Nullable Instant closedAt;

  static MatterRow of(String key, int position, Matter matter) {
    var row = new MatterRow();
    row.id = key + "/" + matter.id();
    row.key = key;
    row.position = position;
    row.kind = matter.kind();
    row.about = matter.about();
    row.since = matter.since();
    row.dueAt = matter.due();
    row.closedAt = matter.closedAt();
    return row;
  }

  Matter matter() {
    return new Matter(kind, about, since, dueAt, closedAt);
  }
}
