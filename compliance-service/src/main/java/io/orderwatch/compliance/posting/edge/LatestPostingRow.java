package io.orderwatch.compliance.posting.edge;

import io.orderwatch.compliance.posting.Goods;
import io.orderwatch.compliance.posting.LatestPosting;
import io.orderwatch.compliance.posting.LatestPosting.Known;
import io.orderwatch.compliance.posting.LatestPosting.Unknown;
import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.PostingState;
import io.orderwatch.contracts.edge.Wire;
import io.orderwatch.mailbox.edge.States;
import io.orderwatch.mailbox.edge.Table;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.panache.common.Sort;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A posting as it is kept for the judgement; only the mailbox writes these rows. */
@Entity
@Immutable
@jakarta.persistence.Table(name = "latest_posting")
public class LatestPostingRow extends PanacheEntityBase {

  private static final String TYPE = "posting.state.v1";

  /** A posting of this store was heard of: told within the process, when it is committed. */
  public record Changed(String store) {}

  /** A value above this is no price; sums of what is below fit in a column. */
  private static final BigDecimal MOST_CENTS = new BigDecimal("1e12");

  public static final States<LatestPosting> TABLE =
      Table.of(LatestPostingRow.class, LatestPostingRow::of, LatestPostingRow::latestPosting);

  @Id public String key;

  @Column public String store;

  @Column public String status;

  @Column public String substatus;

  @Column(name = "created_at")
  public Instant createdAt;

  @Column(name = "changed_at")
  public Instant changedAt;

  @Column(name = "first_seen")
  public Instant firstSeen;

  @Column(name = "cancelled_at")
  public @Nullable Instant cancelledAt;

  /** The substatus before it was cancelled. */
  @Column(name = "before_end")
  public String beforeEnd;

  /** What the goods are worth, in hundredths; null if that is not known. */
  @Column(name = "value_cents")
  public @Nullable Long valueCents;

  /** ISO 4217; null if the value is not known. */
  @Column public @Nullable String currency;

  /** The posting whole, as posting.state.v1. */
  @Column public byte[] snapshot;

  static LatestPostingRow of(String key, LatestPosting state) {
    return switch (state) {
      case Known known -> of(key, known);
      case Unknown _ -> throw new IllegalStateException("what is unknown has no row");
    };
  }

  private static LatestPostingRow of(String key, Known known) {
    var posting = known.posting();
    var row = new LatestPostingRow();
    row.key = key;
    row.store = posting.ref().store().value();
    row.status = posting.status();
    row.substatus = posting.substatus();
    row.createdAt = known.createdAt();
    row.changedAt = known.changedAt();
    row.firstSeen = known.firstSeen();
    row.cancelledAt = known.cancelledAt();
    row.beforeEnd = known.before();
    Goods.value(posting)
        .ifPresent(
            value -> {
              row.valueCents = cents(value.amount());
              row.currency = row.valueCents == null ? null : value.currency();
            });
    row.snapshot = Wire.encode(new PostingState(posting));
    return row;
  }

  private static @Nullable Long cents(BigDecimal amount) {
    var cents = amount.movePointRight(2).setScale(0, RoundingMode.HALF_UP);
    return cents.abs().compareTo(MOST_CENTS) > 0 ? null : cents.longValueExact();
  }

  public Known latestPosting() {
    return Wire.decode(TYPE, snapshot)
        .map(event -> ((PostingState) event).posting())
        .map(posting -> new Known(posting, changedAt, firstSeen, cancelledAt, beforeEnd))
        .orElseThrow(() -> new IllegalStateException(TYPE + " is not known"));
  }

  /** Empty if no event of this posting was ever heard. */
  public static Optional<Known> of(PostingRef ref) {
    return LatestPostingRow.<LatestPostingRow>findByIdOptional(ref.key())
        .map(LatestPostingRow::latestPosting);
  }

  /** Waits for passport data and is not cancelled. */
  public boolean onHold() {
    return substatus.equals(Posting.AWAITING_PASSPORT) && cancelledAt == null;
  }

  /**
   * Those on hold, in the order of their keys.
   *
   * @param inStore "" for all stores
   * @param after the key that the first of them comes after
   */
  public static List<LatestPostingRow> onHold(String inStore, String after, int limit) {
    return LatestPostingRow.<LatestPostingRow>find(
            "substatus = ?1 and cancelledAt is null and (?2 = '' or store = ?2) and key > ?3",
            Sort.by("key"),
            Posting.AWAITING_PASSPORT,
            inStore,
            after)
        .page(0, limit)
        .list();
  }

  /**
   * Those that wait to be packed or handed over, the newest of them at most.
   *
   * @param inStore "" for all stores
   */
  public static List<LatestPostingRow> unshipped(String inStore) {
    return LatestPostingRow.<LatestPostingRow>find(
            "status like 'awaiting%' and cancelledAt is null and (?1 = '' or store = ?1)",
            Sort.descending("changedAt"), inStore)
        .page(0, 5_000)
        .list();
  }
}
