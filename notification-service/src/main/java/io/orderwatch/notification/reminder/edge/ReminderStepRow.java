package io.orderwatch.notification.reminder.edge;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.orderwatch.notification.edge.Cursor;
import io.orderwatch.notification.reminder.Step;
import io.orderwatch.notification.reminder.Step.Fate;
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

/**
 * A step of a reminder as it is kept and as people look at it; only the mailbox writes these rows.
 */
@Entity
@Immutable
@Table(name = "reminder_step")
public class ReminderStepRow extends PanacheEntityBase {

  static final String AWAITING = "awaiting-operator";

  @Id @JsonIgnore public String id;

  /** {@code <store>:<posting number>}. */
  @Column public String key;

  /** Which time Ozon asks for the data, 1 for the first. */
  @Column public int round;

  /** 1 for the first reminder. */
  @Column public int step;

  /** Ozon's number of the order; empty where Ozon shows none. */
  @Column(name = "order_number")
  public String orderNumber;

  /** When Ozon is expected to cancel. */
  @Column(name = "deadline_at")
  public Instant deadlineAt;

  /** What the buyer reads. */
  @Column public String text;

  /** planned, sent, suppressed, failed or awaiting-operator. */
  @Column public String state;

  /** Why it was not sent by itself; null if it was, or will be. */
  @Column public @Nullable String reason;

  /** Ozon's id of the chat that it went to; null if it did not. */
  @Column(name = "chat_id")
  public @Nullable String chatId;

  /** When it was due. */
  @Column(name = "planned_at")
  public Instant plannedAt;

  /** When it became as it is. */
  @Column(name = "changed_at")
  public Instant changedAt;

  /** Since when it awaited a person; null if it never did. */
  @Column(name = "awaited_since")
  public @Nullable Instant awaitedSince;

  /** The word of the obstacle; null if it never awaited a person. */
  @Column(name = "awaited_why")
  public @Nullable String awaitedWhy;

  /** Who of the seller's people said what he did about it; null if none did. */
  @Column(name = "hand_by")
  public @Nullable String handBy;

  /** When he did; null if none did. */
  @Column(name = "hand_at")
  public @Nullable Instant handAt;

  /** Why he left it unsent; null if he sent it. */
  @Enumerated(EnumType.STRING)
  @Column(name = "hand_skipped")
  public Step.@Nullable Skipping handSkipped;

  static ReminderStepRow of(String key, Step step) {
    var row = new ReminderStepRow();
    row.id = id(key, step);
    row.key = key;
    row.round = step.round();
    row.step = step.number();
    row.orderNumber = step.orderNumber();
    row.deadlineAt = step.deadline();
    row.text = step.text();
    row.plannedAt = step.plannedAt();
    row.changedAt = step.changedAt();
    step.byHand().ifPresent(row::byHand);
    return switch (step.fate()) {
      case Fate.Planned _ -> row.became("planned", null);
      case Fate.Sent(var chat) -> row.sent(chat);
      case Fate.Suppressed(var reason) -> row.became("suppressed", reason);
      case Fate.Failed(var reason) -> row.became("failed", reason);
      case Fate.AwaitingOperator(var reason) -> row.became(AWAITING, reason);
    };
  }

  /** A step that was due before any round was open must not stand in the way of the first's. */
  private static String id(String key, Step step) {
    return key + "/" + (step.round() == 0 ? "before/" : "") + step.id();
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

  private ReminderStepRow became(String state, @Nullable String reason) {
    this.state = state;
    this.reason = reason;
    return this;
  }

  private ReminderStepRow sent(String chatId) {
    this.chatId = chatId;
    return became("sent", null);
  }

  public Step toStep() {
    return new Step(
        round, step, orderNumber, deadlineAt, text, plannedAt, changedAt, fate(), byHand());
  }

  private Fate fate() {
    return switch (state) {
      case "planned" -> new Fate.Planned();
      case "sent" -> new Fate.Sent(Objects.requireNonNull(chatId));
      case "suppressed" -> new Fate.Suppressed(Objects.requireNonNull(reason));
      case "failed" -> new Fate.Failed(Objects.requireNonNull(reason));
      case AWAITING -> new Fate.AwaitingOperator(Objects.requireNonNull(reason));
      default -> throw new IllegalStateException("a step cannot be " + state);
    };
  }

  /**
   * What awaits a person: the nearest deadline first; all else: the latest change first.
   *
   * @param after what the list went on to; empty at its beginning
   */
  static List<ReminderStepRow> in(String state, String store, Optional<Cursor> after, int limit) {
    var urgent = state.equals(AWAITING);
    var sort = urgent ? Sort.by("deadlineAt") : Sort.descending("changedAt");
    var from = after.orElse(urgent ? Cursor.BEGIN : Cursor.END);
    var later = urgent ? "deadlineAt > ?3 or (deadlineAt" : "changedAt < ?3 or (changedAt";
    return find(
            "state like ?1 and key like ?2 and (" + later + " = ?3 and id > ?4))",
            sort.and("id"),
            state,
            store + ":%",
            from.at(),
            from.name())
        .page(0, limit)
        .list();
  }

  /** Where {@link #in} went on to with this one. */
  Cursor cursor(String inState) {
    return new Cursor(inState.equals(AWAITING) ? deadlineAt : changedAt, id);
  }

  public static Map<String, ReminderStepRow> named(List<String> ids) {
    getEntityManager().clear(); // within one request a step is read, changed and read again
    return ids.isEmpty()
        ? Map.of()
        : ReminderStepRow.<ReminderStepRow>list("id in ?1", ids).stream()
            .collect(Collectors.toMap(row -> row.id, row -> row));
  }

  static Optional<ReminderStepRow> latest(String key, int step) {
    return find("key = ?1 and step = ?2", Sort.descending("round"), key, step)
        .firstResultOptional();
  }

  /** Of all rounds. */
  public static Optional<ReminderStepRow> newest(String key) {
    return find("key", Sort.descending("plannedAt").and("id", Sort.Direction.Descending), key)
        .firstResultOptional();
  }
}
