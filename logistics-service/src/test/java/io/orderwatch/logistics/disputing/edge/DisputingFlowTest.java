package io.orderwatch.logistics.disputing.edge;

import static io.orderwatch.logistics.shipment.Samples.REF;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.contracts.ShipmentCommand.OpenDispute;
import io.orderwatch.contracts.ShipmentCommand.ResumeDelivery;
import io.orderwatch.contracts.ShipmentEvent;
import io.orderwatch.logistics.shipment.edge.ShipmentFlow;
import io.orderwatch.logistics.shipment.edge.StandInOzon;
import io.orderwatch.logistics.shipment.edge.StandInOzon.Fault;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class DisputingFlowTest extends ShipmentFlow {

  private static final OpenDispute OPEN = new OpenDispute(REF, "o1", "not scanned", "anna");
  private static final ResumeDelivery RESUME = new ResumeDelivery(REF, "r1", "found", "anna");

  @BeforeEach
  void unscanned() {
    ozon.status = "awaiting_deliver";
    ozon.substatus = "posting_in_carriage";
    ozon.actions = List.of("arbitration");
  }

  @Test
  void a_dispute_is_opened_and_ended_once_though_the_answers_were_lost() throws SQLException {
    var mailbox = running(new DisputingAtOzon(atOzon()), new ResumingAtOzon(atOzon()));
    ozon.fails(StandInOzon.DISPUTE, Fault.BREAKS_AFTER);
    hear(mailbox, OPEN, OPEN);
    awaitState("o1", "done");
    ozon.fails(StandInOzon.RESUME, Fault.BREAKS_AFTER);
    hear(mailbox, RESUME, RESUME);
    awaitState("r1", "done");
    assertThat(ozon.answered).containsExactly("disputed", "resumed");
    assertThat(published())
        .extracting(Published::event)
        .containsExactly(
            new ShipmentEvent.DisputeOpened(REF, "o1"),
            new ShipmentEvent.DeliveryResumed(REF, "r1"));
  }

  @Test
  void what_never_reached_Ozon_is_sent_again_once() throws SQLException {
    var mailbox = running(new DisputingAtOzon(atOzon()));
    ozon.fails(StandInOzon.DISPUTE, Fault.BREAKS_BEFORE);
    hear(mailbox, OPEN);
    awaitState("o1", "done");
    assertThat(ozon.answered).containsExactly("disputed");
  }

  @Test
  void the_fresh_read_has_the_last_word() throws SQLException {
    ozon.actions = List.of("cancel");
    hear(running(new DisputingAtOzon(atOzon()), new ResumingAtOzon(atOzon())), OPEN, RESUME);
    awaitState("o1", "refused");
    awaitState("r1", "refused");
    assertThat(find("o1").code).isEqualTo("dispute-not-offered");
    assertThat(find("r1").code).isEqualTo("not-in-dispute");
    assertThat(ozon.answered).isEmpty();
  }

  @Test
  void by_rest_the_rules_are_the_same_and_a_preview_plans_nothing() throws SQLException {
    var mailbox = running(new DisputingAtOzon(atOzon()), new ResumingAtOzon(atOzon()));
    var api = new DisputingApi(asking(mailbox));
    var ask = new DisputingApi.Ask(null, "not scanned", "anna");
    assertThat(api.dispute(REF.store(), REF.posting(), true, "o1", ask).getStatus()).isEqualTo(200);
    assertThat(shipment(REF).commands()).isEmpty();
    assertThat(api.dispute(REF.store(), REF.posting(), false, "o1", ask).getStatus())
        .isEqualTo(202);
    awaitState("o1", "done");
    assertThat(api.backToDelivery(REF.store(), REF.posting(), false, "r1", ask).getStatus())
        .isEqualTo(202);
    awaitState("r1", "done");
    assertThat(ozon.answered).containsExactly("disputed", "resumed");
  }
}
