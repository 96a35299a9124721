package io.orderwatch.logistics.returning.edge;

import static io.orderwatch.logistics.shipment.Samples.NOW;
import static io.orderwatch.logistics.shipment.Samples.REF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.orderwatch.contracts.Return;
import io.orderwatch.contracts.ReturnEvent;
import io.orderwatch.contracts.ShipmentCommand.ActOnReturn;
import io.orderwatch.contracts.ShipmentEvent;
import io.orderwatch.contracts.ShipmentEvent.ReturnActionDue;
import io.orderwatch.contracts.ShipmentEvent.ReturnActionDue.Running;
import io.orderwatch.logistics.approval.FourEyes;
import io.orderwatch.logistics.cancelling.CancellingPolicy;
import io.orderwatch.logistics.returning.Returns;
import io.orderwatch.logistics.shipment.edge.Asking;
import io.orderwatch.logistics.shipment.edge.ShipmentFeature;
import io.orderwatch.logistics.shipment.edge.ShipmentFlow;
import io.orderwatch.logistics.shipment.edge.StandInOzon;
import io.orderwatch.logistics.shipment.edge.StandInOzon.Fault;
import io.orderwatch.mailbox.edge.Feature;
import jakarta.ws.rs.NotFoundException;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class ActingFlowTest extends ShipmentFlow {

  private static final Duration LEAD = Duration.ofHours(12);
  private static final ReturnEvent ASKED = new ReturnEvent.Opened(shown(1, "new"));

  @Override
  protected List<Feature<?>> features() {
    return List.of(
        ShipmentFeature.of(CancellingPolicy.PUBLISHED, FourEyes.OFF, meters),
        ReturnFeature.of(LEAD));
  }

  private ActingAtOzon outlet() {
    return new ActingAtOzon(atOzon());
  }

  private static Return shown(long version, String group) {
    return new Return(
        REF,
        8,
        "rfbs",
        "0132112277-0102",
        version,
        "",
        "onsellerapproval",
        group,
        NOW,
        null,
        null,
        null,
        "",
        List.of(-1, 1000, 1020),
        true);
  }

  private static ActOnReturn act(String id, int action, @Nullable Integer reason, String comment) {
    return new ActOnReturn(REF, id, 8, action, reason, comment, null, null, "anna");
  }

  private List<ReturnRow> rows() {
    try (var tx = database.getConnection()) {
      var found =
          ReturnsRow.TABLE.lock(tx, List.of(REF.key())).getOrDefault(REF.key(), Returns.NONE);
      return ReturnsRow.rows(REF.key(), found).children();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void an_action_is_taken_once_though_Ozon_says_nothing_or_the_connection_breaks()
      throws SQLException {
    var mailbox = running(outlet());
    ozon.fails(StandInOzon.ACT, Fault.BREAKS_AFTER);
    hear(mailbox, act("a1", -1, 7, "worn"), act("a1", -1, 7, "worn"));
    awaitState("a1", "done");
    assertThat(ozon.answered)
        .singleElement()
        .asString()
        .contains("\"rejection_reason_id\":7", "\"comment\":\"worn\"");
    hear(mailbox, act("a2", 1000, null, ""));
    awaitState("a2", "refused");
    assertThat(find("a2").code).isEqualTo("return-action-not-offered");
    assertThat(ozon.answered).hasSize(1);
    assertThat(published())
        .extracting(Published::event)
        .startsWith(new ShipmentEvent.ReturnActionDone(REF, "a1", 8, -1))
        .hasSize(2);
  }

  @Test
  void what_was_decided_otherwise_in_the_meantime_is_not_called_done() throws SQLException {
    var mailbox = running(outlet());
    ozon.fails(StandInOzon.ACT, Fault.BREAKS_BEFORE);
    hear(mailbox, act("a1", -1, 7, "worn"));
    ozon.returnActions = List.of();
    ozon.returnState = "ApprovedByOzon";
    awaitState("a1", "refused");
    assertThat(find("a1").code).isIn("return-decided-otherwise", "return-action-not-offered");
    assertThat(ozon.answered).isEmpty();
  }

  @Test
  void what_an_action_lacks_is_said_before_Ozon_is_asked() throws SQLException {
    hear(
        running(outlet()),
        act("a1", -1, null, "worn"),
        act("a2", -10, 7, ""),
        act("a3", 1020, null, ""));
    assertThat(List.of("a1", "a2", "a3"))
        .extracting(id -> find(id).code)
        .containsExactly(
            "rejection-reason-missing", "rejection-comment-missing", "compensation-missing");
    assertThat(ozon.asked).isEmpty();
  }

  @Test
  void its_clock_runs_and_says_once_that_a_decision_is_due() throws SQLException {
    var mailbox = running(outlet());
    hear(mailbox, ASKED);
    var due = NOW.plus(Duration.ofDays(3));
    assertThat(rows()).singleElement().matches(row -> due.equals(row.due));
    clock.set(due.minus(LEAD).plusSeconds(1));
    await().atMost(Duration.ofSeconds(20)).until(() -> !published().isEmpty());
    hear(mailbox, ASKED);
    assertThat(published())
        .extracting(Published::event)
        .containsExactly(
            new ReturnActionDue(
                REF, 8, "rfbs", Running.APPROVES_ITSELF, due, List.of(-1, 1000, 1020)));
  }

  @Test
  void by_rest_a_return_is_found_by_its_number_previewed_and_acted_on() throws SQLException {
    var mailbox = running(outlet());
    hear(mailbox, ASKED);
    var api =
        new ReturnsApi(
            asking(mailbox),
            (store, id) ->
                rows().stream()
                    .filter(row -> row.store().equals(store) && row.returnId == id)
                    .findAny());
    var pay = new ReturnsApi.Act(null, 1020, null, null, new BigDecimal("150.50"), null, "anna");
    assertThatThrownBy(() -> api.act(REF.store(), "9", false, "a1", pay))
        .isInstanceOf(NotFoundException.class);
    var unknown = new ReturnsApi.Act(null, 4711, null, null, null, null, "anna");
    assertThat(preview(api.act(REF.store(), "8", true, "a0", unknown).getEntity()).code())
        .isEqualTo("return-action-not-offered");
    assertThat(preview(api.act(REF.store(), "8", true, "a0", pay).getEntity()).outcome())
        .isEqualTo("tried");
    assertThat(shipment(REF).commands()).isEmpty();
    assertThat(api.act(REF.store(), "8", false, "a1", pay).getStatus()).isEqualTo(202);
    awaitState("a1", "done");
    assertThat(ozon.answered).singleElement().asString().contains("\"compensation_amount\":150.50");
  }

  private static Asking.Preview preview(Object entity) {
    return (Asking.Preview) entity;
  }
}
