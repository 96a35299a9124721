package io.orderwatch.logistics.shipment.edge;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.edge.Wire;
import io.orderwatch.logistics.shipment.Action;
import io.orderwatch.logistics.shipment.Refusal;
import io.orderwatch.logistics.shipment.Shipment.Order;
import io.orderwatch.logistics.shipment.Shipment.Standing;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.vertx.core.json.JsonObject;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A command and what became of it. */
@Entity
@Immutable
@Table(name = "shipment_command")
public class ShipmentCommandRow extends PanacheEntityBase {

  @Id @JsonIgnore public String id = "";
  @JsonIgnore public String key = "";

  @Column(name = "command_id")
  public String commandId = "";

  public String action = "";

  /** open, done or refused */
  public String state = "";

  @JsonIgnore public String details = "";

  @Column(name = "requested_by")
  public String requestedBy = "";

  @Column(name = "asked_at")
  public Instant askedAt = Instant.EPOCH;

  @Column(name = "settled_at")
  public @Nullable Instant settledAt;

  /** Why refused, for programs; null if it is not. */
  public @Nullable String code;

  /** The same for people. */
  public @Nullable String explanation;

  static Optional<ShipmentCommandRow> find(PostingRef ref, String commandId) {
    return findByIdOptional(id(ref.key(), commandId));
  }

  static String id(String key, String commandId) {
    return key + "/" + commandId;
  }

  public static ShipmentCommandRow of(String key, String commandId, Standing standing) {
    return switch (standing) {
      case Standing.Open(var order) -> row(key, commandId, "open", order, null, null);
      case Standing.Done(var order, var at) -> row(key, commandId, "done", order, null, at);
      case Standing.Refused(var order, var code, var at) ->
          row(key, commandId, "refused", order, code, at);
      case Standing.Unheard _ -> throw new IllegalStateException("what was never asked has no row");
    };
  }

  private static ShipmentCommandRow row(
      String key,
      String commandId,
      String state,
      Order order,
      @Nullable String code,
      @Nullable Instant settledAt) {
    var row = new ShipmentCommandRow();
    row.id = id(key, commandId);
    row.key = key;
    row.commandId = commandId;
    row.action = order.action().word();
    row.state = state;
    row.details = new String(Wire.write((Record) order.action()), StandardCharsets.UTF_8);
    row.requestedBy = order.requestedBy();
    row.askedAt = order.at();
    row.settledAt = settledAt;
    row.code = code;
    row.explanation = code == null ? null : Refusal.explain(code);
    return row;
  }

  /** Whether it asks for just this. */
  boolean asks(Action asked) {
    return action.equals(asked.word()) && Actions.read(action, details).equals(asked);
  }

  Standing standing() {
    var order = new Order(Actions.read(action, details), requestedBy, askedAt);
    if (state.equals("open")) {
      return new Standing.Open(order);
    }
    var at = settledAt == null ? askedAt : settledAt;
    return state.equals("done")
        ? new Standing.Done(order, at)
        : new Standing.Refused(order, code == null ? "" : code, at);
  }

  /** What can be done instead of what was refused; null for nothing. */
  @JsonProperty("alternative")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public @Nullable String alternative() {
    return code == null
        ? null
        : Refusal.of(code).map(Refusal::alternative).filter(each -> !each.isEmpty()).orElse(null);
  }

  @JsonProperty("store")
  public String store() {
    return PostingRef.parse(key).store().value();
  }

  @JsonProperty("posting")
  public String posting() {
    return PostingRef.parse(key).posting().value();
  }

  /** What belongs to the action, for example a cancellation's {@code reasonId}. */
  @JsonAnyGetter
  public Map<String, Object> more() {
    return new JsonObject(details).getMap();
  }
}
