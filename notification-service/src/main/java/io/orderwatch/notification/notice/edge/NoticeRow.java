package io.orderwatch.notification.notice.edge;

import io.orderwatch.notification.edge.Cursor;
import io.orderwatch.notification.notice.Notice;
import io.orderwatch.notification.reminder.Step;
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
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
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

  @Column(name = "order_number")
  public String orderNumber;

  @Column(name = "deadline_at")
  public @Nullable Instant deadlineAt;

  /** It is of no use from then on. */
  @Column(name = "until_at")
  public Instant untilAt;

  /** Since when it awaited a person; null if it never did. */
  @Column(name = "awaited_since")
  public @Nullable Instant awaitedSince;

  @Column(name = "awaited_why")
  public @Nullable String awaitedWhy;

  /** Who of the seller's people said what he did about it. */
  @Column(name = "hand_by")
  public @Nullable String handBy;

  @Column(name = "hand_at")
  public @Nullable Instant handAt;

  /** Why he left it unsent; null if he sent it, or did not say. */
  @Enumerated(EnumType.STRING)
  @Column(name = "hand_skipped")
  public Step.@Nullable Skipping handSkipped;

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
    row.orderNumber = notice.order();
    row.deadlineAt = notice.deadline();
    row.untilAt = notice.until();
    notice.byHand().ifPresent(row::byHand);
    return switch (notice.fate()) {
      case Fate.Planned _ -> row.became("planned", null, null);
      case Fate.Sent(var chat) -> row.became("sent", null, chat);
      case Fate.Suppressed(var reason) -> row.became("suppressed", reason, null);
      case Fate.Failed(var reason) -> row.became("failed", reason, null);
      case Fate.AwaitingOperator(var reason) -> row.became(AWAITING, reason, null);
    };
  }

  private void byHand(Step.ByHand hand) {
    awaitedSince = hand.since();
    awaitedWhy = hand.why();
    hand.said()
        .ifPresent(
            said -> {
              handBy = said.by();
              handAt = said.at();
              handSkipped = said.skipped();
            });
  }

  private Optional<Step.ByHand> byHand() {
    if (awaitedSince == null) {
      return Optional.empty();
    }
    var said =
        handBy == null
            ? Optional.<Step.Said>empty()
            : Optional.of(new Step.Said(handBy, Objects.requireNonNull(handAt), handSkipped));
    return Optional.of(new Step.ByHand(awaitedSince, Objects.requireNonNull(awaitedWhy), said));
  }

  private NoticeRow became(String state, @Nullable String reason, @Nullable String chatId) {
    this.state = state;
    this.reason = reason;
    this.chatId = chatId;
    return this;
  }

  public Notice notice() {
    return new Notice(
        situation,
        number,
        orderNumber,
        tracking,
        deadlineAt,
        untilAt,
        text,
        askedBy,
        askedAt,
        changedAt,
        fate(),
        byHand());
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

  public static Map<String, NoticeRow> named(List<String> ids) {
    getEntityManager().clear();
    return ids.isEmpty()
        ? Map.of()
        : NoticeRow.<NoticeRow>list("id in ?1", ids).stream()
            .collect(Collectors.toMap(row -> row.id, row -> row));
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
