package io.orderwatch.logistics.cancelling.edge;

import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.PostingState;
import io.orderwatch.contracts.edge.Wire;
import io.orderwatch.logistics.cancelling.Shipment;
import io.orderwatch.logistics.cancelling.Shipment.Standing;
import io.orderwatch.mailbox.edge.States;
import io.orderwatch.mailbox.edge.Table;
import io.orderwatch.mailbox.edge.Table.Rows;
import jakarta.persistence.Column;
import jakarta.persistence.Id;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a posting; what was asked to be done with it is in {@link ShipmentCommandRow}s.
 */
@jakarta.persistence.Table(name = "shipment")
final class ShipmentRow {

  static final States<Shipment> TABLE =
      Table.of(
          ShipmentRow.class, ShipmentCommandRow.class, ShipmentRow::rows, ShipmentRow::shipment);

  private static final String SNAPSHOT = "posting.state.v1";

  @Id String key = "";
  @Column long version;
  @Column String status = "";
  @Column String substatus = "";
  @Column String integration = "";

  /** Empty as long as the posting was not seen. */
  @Column byte[] snapshot = {};

  static Rows<ShipmentRow, ShipmentCommandRow> rows(String key, Shipment shipment) {
    var row = new ShipmentRow();
    row.key = key;
    var posting = shipment.posting();
    if (posting != null) {
      row.version = posting.version();
      row.status = posting.status();
      row.substatus = posting.substatus();
      row.integration = posting.integration();
      row.snapshot = Wire.encode(new PostingState(posting));
    }
    return new Rows<>(
        row,
        shipment.commands().entrySet().stream()
            .map(each -> ShipmentCommandRow.of(key, each.getKey(), each.getValue()))
            .toList());
  }

  static Shipment shipment(Rows<ShipmentRow, ShipmentCommandRow> rows) {
    var commands = new HashMap<String, Standing>();
    rows.children().forEach(each -> commands.put(each.commandId, each.standing()));
    return new Shipment(rows.row().posting(), commands);
  }

  private @Nullable Posting posting() {
    return snapshot.length > 0
            && Wire.decode(SNAPSHOT, snapshot).orElse(null) instanceof PostingState(var posting)
        ? posting
        : null;
  }
}
