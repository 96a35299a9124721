package io.orderwatch.notification.people.edge;

import io.orderwatch.mailbox.edge.States;
import io.orderwatch.notification.people.Delivery;
import io.orderwatch.notification.people.Delivery.Delivered;
import io.orderwatch.notification.people.Delivery.Failed;
import io.orderwatch.notification.people.Delivery.Planned;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** What became of one letter to one channel; only the mailbox writes these rows. */
@Entity
@Immutable
@Table(name = "delivery")
public class DeliveryRow extends PanacheEntityBase {

  static final States<Delivery> TABLE =
      io.orderwatch.mailbox.edge.Table.of(
          DeliveryRow.class, DeliveryRow::of, DeliveryRow::delivery);

  /** {@code <store>~<channel>:<letter>/<level>}. */
  @Id public String key;

  @Column public String letter;

  @Column public int level;

  /** planned, delivered or failed. */
  @Column public String state;

  @Column public @Nullable String reason;

  @Column(name = "planned_at")
  public Instant plannedAt;

  @Column(name = "changed_at")
  public Instant changedAt;

  static DeliveryRow of(String key, Delivery delivery) {
    return switch (delivery) {
      case Planned(var letter, var level, var at) ->
          of(key, letter, level, "planned", null, at, at);
      case Delivered(var letter, var level, var planned, var at) ->
          of(key, letter, level, "delivered", null, planned, at);
      case Failed(var letter, var level, var planned, var at, var reason) ->
          of(key, letter, level, "failed", reason, planned, at);
      case Delivery.Unknown _ -> throw new IllegalStateException("what is unknown has no row");
    };
  }

  private static DeliveryRow of(
      String key,
      String letter,
      int level,
      String state,
      @Nullable String reason,
      Instant planned,
      Instant changed) {
    var row = new DeliveryRow();
    row.key = key;
    row.letter = letter;
    row.level = level;
    row.state = state;
    row.reason = reason;
    row.plannedAt = planned;
    row.changedAt = changed;
    return row;
  }

  Delivery delivery() {
    return switch (state) {
      case "planned" -> new Planned(letter, level, plannedAt);
      case "delivered" -> new Delivered(letter, level, plannedAt, changedAt);
      case "failed" ->
          new Failed(letter, level, plannedAt, changedAt, Objects.requireNonNull(reason));
      default -> throw new IllegalStateException("a delivery cannot be " + state);
    };
  }
}
