package io.orderwatch.notification.notice.edge;

import io.orderwatch.notification.edge.Cursor;
import io.orderwatch.notification.notice.Notice;
import io.orderwatch.notification.reminder.Step.Fate;
import io.orderwatch.notification.texts.Situation;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.panache.common.Sort;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** Something that a buyer is told; only the mailbox writes these rows. */
@Entity
@Immutable
@Table(name = "notice")
public class NoticeRow extends PanacheEntityBase {

  static final String AWAITING = "awaiting-operator";

  /** {@code <key>/<name>}. */
  @Id public String id;

  /** {@code <store>:<posting number>}. */
  @Column public String key;

  @Column public int position;

  @Enumerated(EnumType.STRING)
  @Column
  public Situation situation;

  @Column public int number;

  @Column public String tracking;

  @Column public String text;

  @Column(name = "asked_by")
  public String askedBy;

  /** planned, sent, suppressed, failed or awaiting-operator. */
  @Column public String state;

  @Column public @Nullable String reason;

  @Column(name = "chat_id")
  public @Nullable String chatId;

  @Column(name = "asked_at")
  public Instant askedAt;

  @Column(name = "changed_at")
  public Instant changedAt;

  static NoticeRow of(String key, int position, Notice notice) {
    var row = new NoticeRow();
    row.id = key + "/" + notice.id();
    row.key = key;
    row.position = position;
    row.situation = notice.situation();
    row.number = notice.number();
    row.tracking = notice.tracking();
    row.text = notice.text();
    row.askedBy = notice.by();
    row.askedAt = notice.askedAt();
    row.changedAt = notice.changedAt();
    return switch (notice.fate()) {
      case Fate.Planned _ -> row.became("planned", null, null);
      case Fate.Sent(var chat) -> row.became("sent", null, chat);
      case Fate.Suppressed(var reason) -> row.became("suppressed", reason, null);
      case Fate.Failed(var reason) -> row.became("failed", reason, null);
      case Fate.AwaitingOperator(var reason) -> row.became(AWAITING, reason, null);
    };
  }

  private NoticeRow became(String state, @Nullable String reason, @Nullable String chatId) {
    this.state = state;
    this.reason = reason;
    this.chatId = chatId;
    return this;
  }

  Notice notice() {
    return new Notice(situation, number, tracking, text, askedBy, askedAt, changedAt, fate());
  }

  private Fate fate() {
    return switch (state) {
      case "planned" -> new Fate.Planned();
      case "sent" -> new Fate.Sent(Objects.requireNonNull(chatId));
      case "suppressed" -> new Fate.Suppressed(Objects.requireNonNull(reason));
      case "failed" -> new Fate.Failed(Objects.requireNonNull(reason));
      case AWAITING -> new Fate.AwaitingOperator(Objects.requireNonNull(reason));
      default -> throw new IllegalStateException("a notice cannot be " + state);
    };
  }

  /** What is left of the id without the posting. */
  String name() {
    return id.substring(key.length() + 1);
  }

  /** In the order in which they were asked for. */
  static List<NoticeRow> of(String key) {
    getEntityManager().clear(); // within one request notices are read, changed and read again
    return list("key", Sort.by("position"), key);
  }

  static Optional<NoticeRow> find(String key, String name) {
    getEntityManager().clear();
    return findByIdOptional(key + "/" + name);
  }

  /**
   * The oldest first.
   *
   * @param state % for any
   */
  static List<NoticeRow> in(String store, String state, Cursor from, int limit) {
    return find(
            "key like ?1 and state like ?2 and (askedAt > ?3 or (askedAt = ?3 and id > ?4))",
            Sort.by("askedAt").and("id"),
            store + ":%",
            state,
            from.at(),
            from.name())
        .page(0, limit)
        .list();
  }
}
