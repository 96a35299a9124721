package io.orderwatch.notification.talk.edge;

import io.orderwatch.notification.talk.Marks.At;
import io.orderwatch.notification.talk.Marks.Mark;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** What the buyer did about one message; only the mailbox writes these rows. */
@Entity
@Immutable
@Table(name = "message_mark")
public class MarkRow extends PanacheEntityBase {

  /** {@code <key>/<round>/<step>} or {@code <key>/<notice>}. */
  @Id public String id;

  @Column public String key;

  @Column public int round;

  @Column public int step;

  /** "" for a step. */
  @Column public String notice;

  @Column(name = "read_at")
  public @Nullable Instant readAt;

  @Column(name = "answered_at")
  public @Nullable Instant answeredAt;

  @Column public @Nullable String about;

  static MarkRow of(String key, Mark mark) {
    var row = new MarkRow();
    row.id = key + "/" + mark.at().name();
    row.key = key;
    row.round = mark.at().round();
    row.step = mark.at().ofNotice() ? apart(mark.at().notice()) : mark.at().step();
    row.notice = mark.at().notice();
    row.readAt = mark.readAt();
    row.answeredAt = mark.answeredAt();
    row.about = mark.about();
    return row;
  }

  /** By {@link #id}; of what nobody read or answered there is none. */
  public static Map<String, MarkRow> named(List<String> ids) {
    getEntityManager().clear();
    return ids.isEmpty()
        ? Map.of()
        : MarkRow.<MarkRow>list("id in ?1", ids).stream()
            .collect(Collectors.toMap(row -> row.id, row -> row));
  }

  /** The version before, which knows no notices, would take two for one. */
  private static int apart(String notice) {
    return -1 - (notice.hashCode() & 0xFFFFFF);
  }

  Mark mark() {
    return new Mark(
        notice.isEmpty() ? new At(round, step) : At.notice(notice), readAt, answeredAt, about);
  }
}
