package io.orderwatch.logistics.extending.edge;

import static io.orderwatch.logistics.shipment.Samples.REF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderwatch.contracts.PostingEvent;
import io.orderwatch.contracts.ShipmentCommand.ExtendDelivery;
import io.orderwatch.contracts.ShipmentEvent;
import io.orderwatch.logistics.extending.edge.ExtendingApi.Ask;
import io.orderwatch.logistics.shipment.Refusal;
import io.orderwatch.logistics.shipment.Samples;
import io.orderwatch.logistics.shipment.edge.Asking.Preview;
import io.orderwatch.logistics.shipment.edge.ShipmentFlow;
import io.orderwatch.logistics.shipment.edge.StandInOzon;
import io.orderwatch.logistics.shipment.edge.StandInOzon.Fault;
import io.orderwatch.logistics.wording.Language;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class ExtendingFlowTest extends ShipmentFlow {

  @BeforeEach
  void underway() {
    ozon.status = "delivering";
    ozon.substatus = "posting_on_way_to_city";
    ozon.actions = List.of("cancel", "set_timeslot");
  }

  @Test
  void a_delivery_is_moved_twice_and_the_third_time_is_refused_with_the_count()
      throws SQLException {
    var mailbox = running(outlet());
    ozon.fails(StandInOzon.WINDOW, Fault.BREAKS_AFTER);
    hear(mailbox, extend("e1", 10), extend("e1", 10));
    awaitState("e1", "done");
    hear(mailbox, extend("e2", 14));
    awaitState("e2", "done");
    hear(mailbox, extend("e3", 18));
    awaitState("e3", "refused");
    assertThat(find("e3").code).isEqualTo("no-changes-left");
    assertThat(find("e3").explanation).contains("0 of the 2");
    assertThat(ozon.moved).containsExactly("2026-12-10T15:00:00Z", "2026-12-14T15:00:00Z");
    assertThat(ozon.changesLeft).hasValue(0);
    assertThat(published())
        .extracting(Published::event)
        .hasSize(4) // the third change is left to a ticket
        .startsWith(
            new ShipmentEvent.DeliveryExtended(REF, "e1", day(10, 7), day(10, 15)),
            new ShipmentEvent.DeliveryExtended(REF, "e2", day(14, 7), day(14, 15)));
  }

  @Test
  void changes_that_others_made_count_too() throws SQLException {
    ozon.changesLeft.set(0);
    hear(running(outlet()), extend("e1", 10));
    awaitState("e1", "refused");
    assertThat(find("e1").code).isEqualTo("no-changes-left");
    assertThat(ozon.moved).isEmpty();
  }

  @Test
  void a_time_that_ozon_does_not_allow_is_not_asked_for() throws SQLException {
    hear(running(outlet()), new ExtendDelivery(REF, "e1", day(31, 7), day(31, 15), "late", "anna"));
    awaitState("e1", "refused");
    assertThat(find("e1").code).isEqualTo("window-not-allowed");
    assertThat(ozon.asked).endsWith(StandInOzon.CHANGES).doesNotContain(StandInOzon.WINDOW);
  }

  @Test
  void a_store_without_the_method_is_told_what_is_left() throws SQLException {
    ozon.actions = null;
    ozon.fails(StandInOzon.CHANGES, Fault.METHOD_IS_NOT_ALLOWED);
    hear(running(outlet()), extend("e1", 10));
    awaitState("e1", "refused");
    assertThat(find("e1").code).isEqualTo("extension-not-offered");
    assertThat(find("e1").alternative()).contains("The buyer has no function for it");
  }

  @Test
  void a_change_that_never_reached_ozon_is_sent_again() throws SQLException {
    var mailbox = running(outlet());
    ozon.fails(StandInOzon.WINDOW, Fault.BREAKS_BEFORE);
    hear(mailbox, extend("e1", 10));
    awaitState("e1", "done");
    assertThat(ozon.moved).hasSize(1);
    assertThat(ozon.changesLeft).hasValue(1);
  }

  @Test
  void by_rest_it_is_previewed_refused_and_done_by_the_same_rules() throws SQLException {
    var mailbox = running(outlet());
    var api = new ExtendingApi(asking(mailbox));
    hear(
        mailbox,
        new PostingEvent.Received(
            Samples.promised(
                Samples.posting(
                    1, "delivering", "posting_on_way_to_city", "non_integrated", "set_timeslot"),
                day(1, 15))));
    assertThat(ask(api, 10, true).getEntity())
        .isInstanceOfSatisfying(
            Preview.class,
            preview -> {
              assertThat(preview.outcome()).isEqualTo("tried");
              assertThat(preview.consequence()).contains("two changes");
            });
    reads = "ru";
    assertThat(ask(api, 1, true).getEntity())
        .isInstanceOfSatisfying(
            Preview.class,
            preview -> {
              assertThat(preview.explanation())
                  .isEqualTo(Refusal.WINDOW_NOT_LATER.explanation(Language.RU));
              assertThat(preview.consequence()).contains("двух переносов");
            });
    assertThat(shipment(REF).commands()).isEmpty();
    assertThatThrownBy(() -> ask(api, 1, false))
        .isInstanceOfSatisfying(
            HttpProblem.class,
            problem ->
                assertThat(problem.getParameters()).containsEntry("code", "window-not-later"));
    assertThat(ask(api, 10, false).getStatus()).isEqualTo(202);
    awaitState("by-rest-10", "done");
    assertThat(ozon.moved).hasSize(1);
  }

  private static jakarta.ws.rs.core.Response ask(ExtendingApi api, int day, boolean preview)
      throws SQLException {
    return api.extend(
        REF.store(),
        REF.posting(),
        preview,
        null,
        new Ask("by-rest-" + day, day(day, 7), day(day, 15), "customs", "anna"));
  }

  private MovingDelivery outlet() {
    return new MovingDelivery(atOzon());
  }

  private static ExtendDelivery extend(String id, int day) {
    return new ExtendDelivery(REF, id, day(day, 7), day(day, 15), "customs", "anna");
  }

  private static Instant day(int day, int hour) {
    return Instant.parse("2026-12-%02dT%02d:00:00Z".formatted(day, hour));
  }
}
