package io.orderwatch.notification.digest.edge;

import io.orderwatch.mailbox.edge.States;
import io.orderwatch.notification.digest.Owing;
import io.orderwatch.notification.digest.Owing.Called;
import io.orderwatch.notification.digest.Owing.End;
import io.orderwatch.notification.digest.Owing.Ended;
import io.orderwatch.notification.digest.Owing.Owes;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** Whether a posting's buyer owes passport data; only the mailbox writes these rows. */
@Entity
@Immutable
@Table(name = "owing")
public class OwingRow extends PanacheEntityBase {

  static final States<Owing> TABLE =
      io.orderwatch.mailbox.edge.Table.of(OwingRow.class, OwingRow::of, OwingRow::owing);

  private static final String OWES = "owes";

  /** {@code <store>:<posting number>}. */
  @Id public String key;

  /** owes, supplied, lost, expired or split. */
  @Column public String state;

  @Column(name = "order_number")
  public String orderNumber;

  @Column public Instant since;

  @Column(name = "deadline_at")
  public Instant deadlineAt;

  /** Null while it is owed. */
  @Column(name = "ended_at")
  public @Nullable Instant endedAt;

  /** When people were called because the last message lies unread. */
  @Column(name = "unread_at")
  public @Nullable Instant unreadAt;

  /** When people were called because a message could not be sent. */
  @Column(name = "failed_at")
  public @Nullable Instant failedAt;

  static OwingRow of(String key, Owing owing) {
    return switch (owing) {
      case Owes(var order, var since, var deadline, var called) ->
          of(key, OWES, order, since, deadline, null).called(called);
      case Ended(var order, var since, var deadline, var end, var at) ->
          of(key, end.name().toLowerCase(Locale.ROOT), order, since, deadline, at);
      case Owing.Unknown _ -> throw new IllegalStateException("what is unknown has no row");
    };
  }

  private static OwingRow of(
      String key,
      String state,
      String order,
      Instant since,
      Instant deadline,
      @Nullable Instant ended) {
    var row = new OwingRow();
    row.key = key;
    row.state = state;
    row.orderNumber = order;
    row.since = since;
    row.deadlineAt = deadline;
    row.endedAt = ended;
    return row;
  }

  private OwingRow called(Called called) {
    unreadAt = called.unreadAt();
    failedAt = called.failedAt();
    return this;
  }

  Owing owing() {
    return owes()
        ? new Owes(orderNumber, since, deadlineAt, new Called(unreadAt, failedAt))
        : new Ended(
            orderNumber,
            since,
            deadlineAt,
            End.valueOf(state.toUpperCase(Locale.ROOT)),
            Objects.requireNonNull(endedAt));
  }

  /** Empty for a posting whose data were never awaited. */
  public static Optional<OwingRow> find(String key) {
    getEntityManager().clear();
    return findByIdOptional(key);
  }

  /** Whether its data are awaited. */
  public boolean owes() {
    return state.equals(OWES);
  }

  /** The keys of an order's postings that were heard of. */
  public static List<String> keys(String store, String orderNumber) {
    return OwingRow.<OwingRow>list(
            "key like ?1 and orderNumber = ?2 order by key", store + ":%", orderNumber)
        .stream()
        .map(row -> row.key)
        .toList();
  }
}
