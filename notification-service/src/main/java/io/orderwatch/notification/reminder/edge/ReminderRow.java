package io.orderwatch.notification.reminder.edge;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.panache.common.Sort;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A step of a reminder as people look at it; only the mailbox writes these rows. */
@Entity
@Immutable
@Table(name = "reminder_step")
public class ReminderRow extends PanacheEntityBase {

  static final String AWAITING = "awaiting-operator";

  @Id @JsonIgnore public String id;

  /** {@code <store>:<posting number>}. */
  @Column public String key;

  @Column public int round;

  @Column public int step;

  @Column(name = "order_number")
  public String orderNumber;

  @Column(name = "deadline_at")
  public Instant deadlineAt;

  @Column public String text;

  @Column public String state;

  @Column public @Nullable String reason;

  @Column(name = "chat_id")
  public @Nullable String chatId;

  @Column(name = "planned_at")
  public Instant plannedAt;

  @Column(name = "changed_at")
  public Instant changedAt;

  /** What awaits a person: the nearest deadline first; all else: the latest change first. */
  static List<ReminderRow> in(String state, String store, int limit) {
    var sort = state.equals(AWAITING) ? Sort.by("deadlineAt") : Sort.descending("changedAt");
    return find("state like ?1 and key like ?2", sort.and("id"), state, store + ":%")
        .page(0, limit)
        .list();
  }

  static Optional<ReminderRow> latest(String key, int step) {
    return find("key = ?1 and step = ?2", Sort.descending("round"), key, step)
        .firstResultOptional();
  }
}
