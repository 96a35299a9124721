package io.orderwatch.logistics.cancelling.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderwatch.logistics.cancelling.Samples;
import io.orderwatch.logistics.cancelling.Shipment;
import io.orderwatch.logistics.cancelling.Shipment.Order;
import io.orderwatch.logistics.cancelling.Shipment.Standing;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShipmentRowSpec {

  private static final Order ORDER = new Order("cancel", 352, "anna", "because", Samples.NOW);

  @Test
  void every_state_of_a_command_comes_back_from_its_row_seen_or_unseen() {
    var commands =
        Map.<String, Standing>of(
            "a", new Standing.Open(ORDER),
            "b", new Standing.Done(ORDER, Samples.NOW.plusSeconds(1)),
            "c", new Standing.Refused(ORDER, "cancel-not-offered", Samples.NOW.plusSeconds(2)));
    for (var shipment :
        new Shipment[] {
          new Shipment(null, commands),
          new Shipment(Samples.packing(7), commands),
          new Shipment(Samples.packing(7), Map.of())
        }) {
      assertThat(ShipmentRow.shipment(ShipmentRow.rows(Samples.REF.key(), shipment)))
          .isEqualTo(shipment);
    }
  }

  @Test
  void what_was_never_asked_has_no_row() {
    assertThatThrownBy(() -> ShipmentCommandRow.of("1001:1", "c1", new Standing.Unheard()))
        .isInstanceOf(IllegalStateException.class);
  }
}
