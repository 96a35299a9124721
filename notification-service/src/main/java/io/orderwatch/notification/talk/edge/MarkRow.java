package io.orderwatch.notification.talk.edge;

import io.orderwatch.notification.talk.Marks.At;
import io.orderwatch.notification.talk.Marks.Mark;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** What the buyer did about one step's message; only the mailbox writes these rows. */
@Entity
@Immutable
@Table(name = "message_mark")
public class MarkRow extends PanacheEntityBase {

  /** {@code <key>/<round>/<step>}. */
  @Id public String id;

  @Column public String key;

  @Column public int round;

  @Column public int step;

  @Column(name = "read_at")
  public @Nullable Instant readAt;

  @Column(name = "answered_at")
  public @Nullable Instant answeredAt;

  @Column public @Nullable String about;

  static MarkRow of(String key, Mark mark) {
    var row = new MarkRow();
    row.id = key + "/" + mark.at().round() + "/" + mark.at().step();
    row.key = key;
    row.round = mark.at().round();
    row.step = mark.at().step();
    row.readAt = mark.readAt();
    row.answeredAt = mark.answeredAt();
    row.about = mark.about();
    return row;
  }

  Mark mark() {
    return new Mark(new At(round, step), readAt, answeredAt, about);
  }
}
