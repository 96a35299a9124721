package io.orderwatch.compliance.passport.edge;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.orderwatch.compliance.passport.Hand;
import io.orderwatch.compliance.passport.PassportCase;
import io.orderwatch.compliance.passport.PassportCase.Expired;
import io.orderwatch.compliance.passport.PassportCase.File;
import io.orderwatch.compliance.passport.PassportCase.Lost;
import io.orderwatch.compliance.passport.PassportCase.Opened;
import io.orderwatch.compliance.passport.PassportCase.Split;
import io.orderwatch.compliance.passport.PassportCase.Supplied;
import io.orderwatch.compliance.passport.PassportCase.Waiting;
import io.orderwatch.compliance.passport.PassportPolicy;
import io.orderwatch.compliance.passport.Told;
import io.orderwatch.contracts.Deadline;
import io.orderwatch.contracts.Posting.Cancellation;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.mailbox.edge.States;
import io.orderwatch.mailbox.edge.Table;
import io.orderwatch.mailbox.edge.Table.Rows;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.panache.common.Sort;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A passport case as it is kept and as people look at it; only the mailbox writes these rows. */
@Entity
@Immutable
@jakarta.persistence.Table(name = "passport_case")
public class PassportCaseRow extends PanacheEntityBase {

  static final States<PassportCase> TABLE =
      Table.of(
          PassportCaseRow.class,
          PassportOrderRow.class,
          PassportCaseRow::rows,
          rows -> rows.row().passportCase(rows.children()));

  /** {@code <store>:<posting number>}. */
  @Id public String key;

  /** waiting, expired, supplied, lost or split. */
  @Column public String state;

  /** Ozon's number of the order; empty where Ozon shows none. */
  @Column(name = "order_number")
  public String orderNumber;

  @Column @JsonIgnore public long version;

  /** When the posting was first seen waiting. */
  @Column(name = "opened_at")
  public Instant openedAt;

  /** When Ozon is expected to cancel at the latest. An estimate: Ozon names no moment. */
  @Column(name = "deadline_at")
  public Instant deadlineAt;

  /** What the time is counted from. */
  @Column(name = "deadline_basis")
  @Enumerated(EnumType.STRING)
  public Deadline.Basis deadlineBasis;

  /** How many reminders were asked for. */
  @Column(name = "steps_taken")
  public int stepsTaken;

  /** {@code <store>:<posting number>} of the posting that it was split off. */
  @Column public @Nullable String parent;

  /** The IANA name of the buyer's time zone; Moscow's is used where it is not known. */
  @Column public @Nullable String zone;

  /** When the last step was taken; null before the first. */
  @Column(name = "reminded_at")
  public @Nullable Instant remindedAt;

  /** The last step that reached the buyer; 0 if none did. */
  @Column(name = "sent_step")
  public int sentStep;

  /** When that was; null if none did. */
  @Column(name = "sent_at")
  public @Nullable Instant sentAt;

  /** The last step that the buyer was seen to have read; 0 if none. */
  @Column(name = "read_step")
  public int readStep;

  /** When that was seen; null if none. */
  @Column(name = "read_at")
  public @Nullable Instant readAt;

  /** When the buyer last wrote; null if he never did. */
  @Column(name = "answered_at")
  public @Nullable Instant answeredAt;

  /** What that is about, in a word of message.answered.v1; null if he never did. */
  @Column(name = "answered_about")
  public @Nullable String answeredAbout;

  /** Why a person was called, with blanks between; empty if nobody was. */
  @Column public String escalated;

  /** No step comes before; null if nobody has put it off. */
  @Column(name = "snoozed_until")
  public @Nullable Instant snoozedUntil;

  /** Whether a person has stopped the reminders. */
  @Column public boolean stopped;

  /** Who has it in hand; only while it is open, null if nobody has. */
  @Column public @Nullable String holder;

  /** When it ended; null while it is open. */
  @Column(name = "closed_at")
  public @Nullable Instant closedAt;

  /** Ozon's cancel_reason_id; null unless it was cancelled. */
  @Column(name = "cancel_reason")
  public @Nullable Long cancelReason;

  /** Ozon's cancellation_type; null unless it was cancelled. */
  @Column(name = "cancelled_by")
  public @Nullable String cancelledBy;

  /** Whether it was packed already; null unless it was cancelled. */
  @Column(name = "after_ship")
  public @Nullable Boolean afterShip;

  /** Whether Ozon counts it against the store; null unless it was cancelled. */
  @Column(name = "affects_rating")
  public @Nullable Boolean affectsRating;

  private static Rows<PassportCaseRow, PassportOrderRow> rows(String key, PassportCase state) {
    var orders =
        state instanceof Opened opened ? opened.file().hand().orders() : List.<Hand.Order>of();
    return new Rows<>(
        of(key, state), orders.stream().map(order -> PassportOrderRow.of(key, order)).toList());
  }

  public static PassportCaseRow of(String key, PassportCase passportCase) {
    return switch (passportCase) {
      case Waiting(var file) -> of(key, "waiting", file);
      case Expired(var file) -> of(key, "expired", file);
      case Supplied(var file, var at) -> of(key, "supplied", file).closed(at);
      case Lost(var file, var at, var by) -> of(key, "lost", file).closed(at).cancelled(by);
      case Split(var file, var at) -> of(key, "split", file).closed(at);
      case PassportCase.Unknown _ -> throw new IllegalStateException("what is unknown has no row");
    };
  }

  private static PassportCaseRow of(String key, String state, File file) {
    var row = new PassportCaseRow();
    row.key = key;
    row.state = state;
    row.orderNumber = file.orderNumber();
    row.version = file.version();
    row.openedAt = file.openedAt();
    row.deadlineAt = file.deadline().at();
    row.deadlineBasis = file.deadline().basis();
    row.stepsTaken = file.stepsTaken();
    row.parent = file.parent() == null ? null : file.parent().key();
    row.zone = file.zone();
    row.remindedAt = file.told().remindedAt();
    row.sentStep = file.told().sentStep();
    row.sentAt = file.told().sentAt();
    row.readStep = file.told().back().readStep();
    row.readAt = file.told().back().readAt();
    row.answeredAt = file.told().back().answeredAt();
    row.answeredAbout = file.told().back().about();
    row.escalated = String.join(" ", new TreeSet<>(file.told().escalated()));
    row.snoozedUntil = file.hand().snoozedUntil();
    row.stopped = file.hand().stopped();
    row.holder = file.hand().holder();
    return row;
  }

  private PassportCaseRow closed(Instant at) {
    closedAt = at;
    return this;
  }

  private PassportCaseRow cancelled(Cancellation by) {
    cancelReason = by.reasonId();
    cancelledBy = by.by();
    afterShip = by.afterShip();
    affectsRating = by.affectsRating();
    return this;
  }

  /**
   * @param orders what people ordered, in any order
   */
  Opened passportCase(List<PassportOrderRow> orders) {
    var deadline = new Deadline(deadlineAt, deadlineBasis);
    var file =
        new File(
            PostingRef.parse(key),
            orderNumber,
            version,
            openedAt,
            deadline,
            stepsTaken,
            parent == null ? null : PostingRef.parse(parent),
            zone,
            told(),
            new Hand(snoozedUntil, stopped, holder, PassportOrderRow.orders(orders)));
    return switch (state) {
      case "waiting" -> new Waiting(file);
      case "expired" -> new Expired(file);
      case "supplied" -> new Supplied(file, Objects.requireNonNull(closedAt));
      case "lost" -> new Lost(file, Objects.requireNonNull(closedAt), cancellation());
      case "split" -> new Split(file, Objects.requireNonNull(closedAt));
      default -> throw new IllegalStateException("a case cannot be " + state);
    };
  }

  /** What buyer and people were told of it. */
  public Told told() {
    return new Told(
        remindedAt,
        sentStep,
        sentAt,
        escalated.isEmpty() ? Set.of() : Set.of(escalated.split(" ", -1)),
        new Told.Back(readStep, readAt, answeredAt, answeredAbout));
  }

  private Cancellation cancellation() {
    return new Cancellation(
        Objects.requireNonNull(cancelReason),
        Objects.requireNonNull(cancelledBy),
        Boolean.TRUE.equals(afterShip),
        Boolean.TRUE.equals(affectsRating));
  }

  /** How long Ozon waited before it cancelled. */
  Duration waited(PassportPolicy policy) {
    return Duration.between(
        policy.begins(new Deadline(deadlineAt, deadlineBasis)), Objects.requireNonNull(closedAt));
  }

  /** Those that Ozon itself has cancelled (cancellation_type ozon or system), the newest first. */
  static List<PassportCaseRow> cancelledByOzon(StoreId store, Deadline.Basis basis, int limit) {
    return PassportCaseRow.<PassportCaseRow>find(
            "state = 'lost' and cancelledBy in ('ozon', 'system') and deadlineBasis = ?1 and key like ?2",
            Sort.descending("closedAt"),
            basis,
            store.value() + ":%")
        .page(0, limit)
        .list();
  }

  /**
   * Those that end first come first.
   *
   * @param at with {@code afterKey}, the deadline and key that the first of them comes after
   */
  static List<PassportCaseRow> in(
      String state, String store, Instant at, String afterKey, int limit) {
    return PassportCaseRow.<PassportCaseRow>find(
            "state = ?1 and key like ?2 and (deadlineAt > ?3 or (deadlineAt = ?3 and key > ?4))",
            Sort.by("deadlineAt").and("key"),
            state,
            store + ":%",
            at,
            afterKey)
        .page(0, limit)
        .list();
  }

  /** These cases whole, with what people ordered; those that never were are left out. */
  public static Map<String, Opened> whole(Collection<String> keys) {
    if (keys.isEmpty()) {
      return Map.of();
    }
    var orders =
        PassportOrderRow.<PassportOrderRow>list("key in ?1", keys).stream()
            .collect(Collectors.groupingBy(order -> order.key));
    return PassportCaseRow.<PassportCaseRow>list("key in ?1", keys).stream()
        .collect(
            Collectors.toMap(
                row -> row.key, row -> row.passportCase(orders.getOrDefault(row.key, List.of()))));
  }

  static List<PassportCaseRow> lately(int limit) {
    return find("closedAt is not null", Sort.descending("closedAt")).page(0, limit).list();
  }
}
