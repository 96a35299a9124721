package io.orderwatch.compliance.passport.edge;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.orderwatch.compliance.passport.Hand;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A person's order about a case: the audit. Only the mailbox writes these rows. */
@Entity
@Immutable
@Table(name = "passport_order")
public class PassportOrderRow extends PanacheEntityBase {

  /** {@code <key>/<the order's own id>}. */
  @Id @JsonIgnore public String id;

  @Column @JsonIgnore public String key;

  /** What was ordered. */
  @Column
  @Enumerated(EnumType.STRING)
  public Hand.What what;

  /** When it was ordered. */
  @Column(name = "given_at")
  public Instant givenAt;

  /** Who ordered it. */
  @Column(name = "given_by")
  public String givenBy;

  /** Empty if no reason was given. */
  @Column public String why;

  /** When a snooze ends; null of anything else. */
  @Column(name = "ends_at")
  public @Nullable Instant endsAt;

  /** To whom a case was handed over; null of anything else. */
  @Column(name = "handed_to")
  public @Nullable String handedTo;

  static PassportOrderRow of(String key, Hand.Order order) {
    var row = new PassportOrderRow();
    row.id = key + "/" + order.id();
    row.key = key;
    row.what = order.what();
    row.givenAt = order.at();
    row.givenBy = order.by();
    row.why = order.why();
    row.endsAt = order.until();
    row.handedTo = order.to();
    return row;
  }

  Hand.Order order() {
    return new Hand.Order(
        id.substring(key.length() + 1), what, givenAt, givenBy, why, endsAt, handedTo);
  }

  /** The oldest first. */
  static List<Hand.Order> orders(List<PassportOrderRow> rows) {
    return rows.stream()
        .map(PassportOrderRow::order)
        .sorted(Comparator.comparing(Hand.Order::at).thenComparing(Hand.Order::id))
        .toList();
  }
}
