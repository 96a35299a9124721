package io.orderwatch.logistics.shipment.edge;

import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.PostingState;
import io.orderwatch.contracts.edge.Wire;
import io.orderwatch.logistics.shipment.Shipment;
import io.orderwatch.mailbox.edge.States;
import io.orderwatch.mailbox.edge.Table.Rows;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** What is known of a posting. */
@Entity
@Immutable
@Table(name = "shipment")
public class ShipmentRow extends PanacheEntityBase {

  /** With its commands, one row each; most postings have none. */
  public static final States<Shipment> TABLE =
      io.orderwatch.mailbox.edge.Table.of(
          ShipmentRow.class, ShipmentCommandRow.class, ShipmentRow::rows, ShipmentRow::state);

  @Id public String key = "";
  public long version;
  public String status = "";
  public String substatus = "";
  public String integration = "";
  public byte[] snapshot = {};

  /** What is known of a posting now. */
  static Shipment shipment(PostingRef ref) {
    getEntityManager().clear(); // one request may ask for many things, and for one twice
    return ShipmentRow.<ShipmentRow>findByIdOptional(ref.key())
        .map(row -> state(new Rows<>(row, ShipmentCommandRow.list("key", row.key))))
        .orElse(Shipment.UNKNOWN);
  }

  static Rows<ShipmentRow, ShipmentCommandRow> rows(String key, Shipment shipment) {
    var posting = shipment.posting();
    var row = new ShipmentRow();
    row.key = key;
    row.version = posting == null ? 0 : posting.version();
    row.status = text(posting, Posting::status);
    row.substatus = text(posting, Posting::substatus);
    row.integration = text(posting, Posting::integration);
    row.snapshot = posting == null ? new byte[0] : Wire.encode(new PostingState(posting));
    return new Rows<>(
        row,
        shipment.commands().entrySet().stream()
            .map(
                each ->
                    ShipmentCommandRow.of(
                        key, each.getKey(), each.getValue(), shipment.tickets().get(each.getKey())))
            .toList());
  }

  static Shipment state(Rows<ShipmentRow, ShipmentCommandRow> rows) {
    var snapshot = rows.row().snapshot;
    return new Shipment(
        snapshot.length == 0 ? null : Wire.read(PostingState.class, snapshot).posting(),
        rows.children().stream()
            .collect(Collectors.toMap(each -> each.commandId, ShipmentCommandRow::standing)),
        rows.children().stream()
            .filter(each -> each.ticket().isPresent())
            .collect(
                Collectors.toMap(each -> each.commandId, each -> each.ticket().orElseThrow())));
  }

  private static String text(@Nullable Posting posting, Function<Posting, String> part) {
    return posting == null ? "" : part.apply(posting);
  }
}
