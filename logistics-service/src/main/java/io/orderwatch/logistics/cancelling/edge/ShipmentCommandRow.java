package io.orderwatch.logistics.cancelling.edge;

import io.orderwatch.logistics.cancelling.Refusal;
import io.orderwatch.logistics.cancelling.Shipment.Order;
import io.orderwatch.logistics.cancelling.Shipment.Standing;
import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A command and what became of it; the comment for Ozon is not kept here. */
@Table(name = "shipment_command")
final class ShipmentCommandRow {

  @Id String id = "";
  @Column String key = "";

  @Column(name = "command_id")
  String commandId = "";

  @Column String action = "";

  @Column(name = "reason_id")
  long reasonId;

  @Column(name = "requested_by")
  String requestedBy = "";

  @Column(name = "override_reason")
  String override = "";

  @Column(name = "asked_at")
  Instant askedAt = Instant.EPOCH;

  /** open, done or refused. */
  @Column String state = "";

  @Column @Nullable String code;
  @Column @Nullable String explanation;

  @Column(name = "settled_at")
  @Nullable Instant settledAt;

  static ShipmentCommandRow of(String key, String commandId, Standing standing) {
    return switch (standing) {
      case Standing.Open(var order) -> of(key, commandId, order, "open");
      case Standing.Done(var order, var at) -> of(key, commandId, order, "done").settled(at);
      case Standing.Refused(var order, var code, var at) ->
          of(key, commandId, order, "refused").settled(at).because(code);
      case Standing.Unheard _ -> throw new IllegalStateException("what was never asked has no row");
    };
  }

  private static ShipmentCommandRow of(String key, String commandId, Order order, String state) {
    var row = new ShipmentCommandRow();
    row.id = key + "/" + commandId;
    row.key = key;
    row.commandId = commandId;
    row.action = order.action();
    row.reasonId = order.reasonId();
    row.requestedBy = order.requestedBy();
    row.override = order.override();
    row.askedAt = order.at();
    row.state = state;
    return row;
  }

  private ShipmentCommandRow settled(Instant at) {
    settledAt = at;
    return this;
  }

  private ShipmentCommandRow because(String word) {
    code = word;
    explanation = Refusal.explain(word);
    return this;
  }

  Standing standing() {
    var order = new Order(action, reasonId, requestedBy, override, askedAt);
    return switch (state) {
      case "open" -> new Standing.Open(order);
      case "done" -> new Standing.Done(order, Objects.requireNonNull(settledAt));
      case "refused" ->
          new Standing.Refused(
              order, Objects.requireNonNull(code), Objects.requireNonNull(settledAt));
      default -> throw new IllegalStateException("a command cannot be " + state);
    };
  }
}
