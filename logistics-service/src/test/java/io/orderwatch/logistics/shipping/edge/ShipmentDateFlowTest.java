package io.orderwatch.logistics.shipping.edge;

import static io.orderwatch.logistics.shipment.Samples.REF;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.contracts.ShipmentCommand.SetShipmentDate;
import io.orderwatch.contracts.ShipmentEvent;
import io.orderwatch.logistics.shipment.edge.ShipmentFlow;
import io.orderwatch.logistics.shipment.edge.StandInOzon;
import io.orderwatch.logistics.shipment.edge.StandInOzon.Fault;
import io.orderwatch.logistics.shipping.edge.ShipmentDateApi.Ask;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class ShipmentDateFlowTest extends ShipmentFlow {

  private static final Instant DATE = Instant.parse("2026-11-25T09:00:00Z");

  @BeforeEach
  void packing() {
    ozon.actions = List.of("cancel", "set_cutoff");
  }

  @Test
  void a_date_is_set_once_though_the_answer_was_lost() throws SQLException {
    var mailbox = running(outlet());
    ozon.fails(StandInOzon.CUTOFF, Fault.BREAKS_AFTER);
    hear(mailbox, set("d1", DATE), set("d1", DATE));
    awaitState("d1", "done");
    assertThat(ozon.cutoffs).containsExactly(DATE.toString());
    assertThat(published())
        .extracting(Published::event)
        .containsExactly(new ShipmentEvent.ShipmentDateSet(REF, "d1", DATE));
  }

  @Test
  void the_fresh_read_has_the_last_word() throws SQLException {
    ozon.cutoff = "2026-11-24T09:00:00Z";
    hear(running(outlet()), set("d1", DATE));
    awaitState("d1", "refused");
    assertThat(find("d1").code).isEqualTo("date-later");
    assertThat(ozon.cutoffs).isEmpty();
    assertThat(shipment(REF).tickets()).isEmpty();
  }

  @Test
  void by_rest_the_rules_are_the_same() throws SQLException {
    var mailbox = running(outlet());
    var api = new ShipmentDateApi(asking(mailbox));
    var answer =
        api.set(REF.store(), REF.posting(), false, "d1", new Ask(null, DATE, "late goods", "anna"));
    assertThat(answer.getStatus()).isEqualTo(202);
    awaitState("d1", "done");
    assertThat(ozon.cutoffs).hasSize(1);
  }

  private SettingCutoff outlet() {
    return new SettingCutoff(atOzon());
  }

  private static SetShipmentDate set(String id, Instant date) {
    return new SetShipmentDate(REF, id, date, "late goods", "anna");
  }
}
