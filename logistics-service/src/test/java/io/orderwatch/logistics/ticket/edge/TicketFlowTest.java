package io.orderwatch.logistics.ticket.edge;

import static io.orderwatch.logistics.shipment.Samples.REF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.orderwatch.contracts.PostingEvent;
import io.orderwatch.contracts.ShipmentCommand.ChangeTracking;
import io.orderwatch.contracts.ShipmentCommand.ExtendDelivery;
import io.orderwatch.contracts.ShipmentEvent.OfTicket.Kind;
import io.orderwatch.contracts.edge.Wire;
import io.orderwatch.logistics.cancelling.CancellingPolicy;
import io.orderwatch.logistics.extending.edge.MovingDelivery;
import io.orderwatch.logistics.shipment.Samples;
import io.orderwatch.logistics.shipment.edge.ShipmentCommandRow;
import io.orderwatch.logistics.shipment.edge.ShipmentFlow;
import io.orderwatch.logistics.ticket.Ticket;
import io.orderwatch.logistics.ticket.edge.TicketsApi.Filing;
import io.orderwatch.logistics.tracking.edge.SettingTrackingNumber;
import io.orderwatch.logistics.tracking.edge.TrackingApi;
import io.orderwatch.logistics.wording.Language;
import io.orderwatch.mailbox.edge.Mailbox;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.NotFoundException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class TicketFlowTest extends ShipmentFlow {

  private static final String OLD = "RB473124829CN";
  private static final String NEW = "RB123456785CN";
  private static final String TICKET = Ticket.id(REF, "t1");

  @Test
  void a_number_that_only_support_can_change_is_drafted_filed_and_done_when_ozon_shows_it()
      throws SQLException {
    var mailbox = running();
    var tickets = tickets(mailbox);
    hear(mailbox, new PostingEvent.Received(shown(1, OLD)));
    assertThatThrownBy(
            () ->
                new TrackingApi(asking(mailbox))
                    .change(
                        REF.store(),
                        REF.posting(),
                        false,
                        "t1",
                        new TrackingApi.Ask(null, NEW, "relabelled", "anna", null)))
        .isInstanceOfSatisfying(
            HttpProblem.class,
            problem ->
                assertThat(problem.getParameters())
                    .containsEntry("code", "tracking-is-the-carriers")
                    .containsEntry("ticketId", TICKET));
    assertThat(tickets.ticket(TICKET, null))
        .satisfies(
            ticket -> {
              assertThat(ticket.state()).isEqualTo("drafted");
              assertThat(ticket.kind()).isEqualTo(Kind.CHANGE_TRACKING);
              assertThat(ticket.before()).isEqualTo(OLD);
              assertThat(ticket.wanted()).isEqualTo(NEW);
              assertThat(ticket.texts()).containsOnlyKeys(Language.values());
              assertThat(ticket.texts())
                  .hasEntrySatisfying(
                      Language.EN,
                      text ->
                          assertThat(text.topicPath())
                              .isEqualTo("Delivery by store → Change tracking number"));
            });

    assertThatThrownBy(() -> tickets.filed(TICKET, "9", new Filing("1")))
        .as("who may act in another store only")
        .isInstanceOf(NotFoundException.class);
    var own = REF.store().value();
    assertThat(tickets.filed(TICKET, own, new Filing("88123456")).state()).isEqualTo("filed");
    assertThat(tickets.filed(TICKET, null, new Filing("88123456")).number()).isEqualTo("88123456");
    hear(mailbox, new PostingEvent.Received(shown(2, OLD)));
    assertThat(tickets.ticket(TICKET, null).state()).isEqualTo("filed");
    hear(mailbox, new PostingEvent.Received(shown(3, NEW)));
    assertThat(tickets.ticket(TICKET, null).state()).isEqualTo("done");
    assertThat(types())
        .containsExactly(
            "shipment.tracking-refused.v1",
            "shipment.ticket-drafted.v1",
            "shipment.ticket-filed.v1",
            "shipment.ticket-done.v1");
    assertThatThrownBy(() -> tickets.dropped(TICKET, null))
        .isInstanceOfSatisfying(
            HttpProblem.class, problem -> assertThat(problem.getStatusCode()).isEqualTo(409));
    assertThat(find("t1").state).isEqualTo("refused");
    assertThat(meters.counter("shipments", "action", "ticket", "outcome", "done").count()).isOne();
  }

  @Test
  void a_ticket_that_shows_no_effect_in_three_days_is_stale_once() throws SQLException {
    var mailbox = running();
    var tickets = tickets(mailbox);
    hear(mailbox, new PostingEvent.Received(shown(1, OLD)), change("t1"));
    clock.tick(Duration.ofDays(2));
    tickets.filed(TICKET, null, new Filing("88"));
    clock.tick(Duration.ofDays(2));
    hear(mailbox, new PostingEvent.Received(shown(2, OLD)));
    assertThat(tickets.ticket(TICKET, null).state()).isEqualTo("filed");
    clock.tick(Duration.ofDays(1));
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(tickets.ticket(TICKET, null).state()).isEqualTo("stale"));
    assertThat(types()).endsWith("shipment.ticket-filed.v1", "shipment.ticket-stale.v1");
    assertThat(tickets.dropped(TICKET, null).state()).isEqualTo("dropped");
    assertThatThrownBy(() -> tickets.filed(TICKET, null, new Filing("99")))
        .isInstanceOf(HttpProblem.class);
  }

  @Test
  void the_same_thing_asked_twice_is_one_ticket_until_it_is_given_up() throws SQLException {
    var mailbox = running();
    hear(mailbox, new PostingEvent.Received(shown(1, OLD)), change("t1"), change("t2"));
    assertThat(shipment(REF).tickets()).containsOnlyKeys("t1");
    assertThat(find("t2").state).isEqualTo("refused");
    tickets(mailbox).dropped(TICKET, null);
    hear(mailbox, change("t3"));
    assertThat(shipment(REF).tickets()).containsOnlyKeys("t1", "t3");
  }

  @Test
  void what_only_the_fresh_read_finds_out_is_drafted_too() throws SQLException {
    ozon.status = "delivering";
    ozon.integration = "aggregator";
    ozon.actions = List.of("cancel");
    var mailbox = running(new SettingTrackingNumber(atOzon()), new MovingDelivery(atOzon()));
    hear(mailbox, change("t1"));
    awaitState("t1", "refused");
    hear(
        mailbox,
        new ExtendDelivery(
            REF,
            "e1",
            Samples.NOW.plus(Duration.ofDays(20)),
            Samples.NOW.plus(Duration.ofDays(21)),
            "customs",
            "anna"));
    awaitState("e1", "refused");
    assertThat(shipment(REF).tickets()).containsOnlyKeys("t1", "e1");
    assertThat(tickets(mailbox).ticket(Ticket.id(REF, "e1"), null).kind())
        .isEqualTo(Kind.EXTEND_DELIVERY);
  }

  @Test
  void what_the_seller_can_do_himself_needs_no_ticket() throws SQLException {
    var mailbox = running();
    hear(mailbox, new PostingEvent.Received(Samples.packing(1)), change("t1"));
    assertThat(find("t1").code).isEqualTo("tracking-after-packing");
    assertThat(shipment(REF).tickets()).isEmpty();
    assertThatThrownBy(() -> tickets(mailbox).ticket(TICKET, null))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void a_stuck_parcel_is_drafted_once_filed_and_done_when_it_moves_and_nothing_is_called()
      throws SQLException {
    var mailbox = running();
    var api = new StuckApi(asking(mailbox), CancellingPolicy.PUBLISHED);
    var ask = new StuckApi.Ask("s1", "no scan for 9 days, call +7 916 123-45-67", "anna");
    hear(mailbox, new PostingEvent.Received(shown(1, OLD)));
    for (var twice = 0; twice < 2; twice++) {
      assertThat(api.ask(REF.store(), REF.posting(), false, null, ask).getStatus()).isEqualTo(202);
    }
    var ticket = Ticket.id(REF, "s1");
    assertThat(find("s1").state).isEqualTo("done");
    assertThat(find("s1").ticketId).isEqualTo(ticket);
    assertThat(tickets(mailbox).ticket(ticket, null).texts().values())
        .allSatisfy(
            text ->
                assertThat(text.text())
                    .contains(REF.posting().value(), "delivering", OLD, "9 days")
                    .doesNotContain("916"));
    tickets(mailbox).filed(ticket, null, new Filing("88"));
    hear(
        mailbox,
        new PostingEvent.Received(
            Samples.posting(2, "delivering", "posting_in_pickup_point", "aggregator")));
    assertThat(tickets(mailbox).ticket(ticket, null).state()).isEqualTo("done");
    assertThat(types())
        .containsExactly(
            "shipment.ticket-drafted.v1", "shipment.ticket-filed.v1", "shipment.ticket-done.v1");
    assertThat(ozon.asked).isEmpty();
  }

  private TicketsApi tickets(Mailbox mailbox) {
    return new TicketsApi(mailbox, this::ofTicket, clock);
  }

  private Optional<ShipmentCommandRow> ofTicket(String id) {
    return shipment(REF).tickets().keySet().stream()
        .filter(command -> Ticket.id(REF, command).equals(id))
        .map(this::find)
        .findAny();
  }

  private List<String> types() throws SQLException {
    return published().stream().map(each -> Wire.type(each.event())).toList();
  }

  private static io.orderwatch.contracts.Posting shown(long version, String trackingNumber) {
    return Samples.tracked(
        Samples.posting(version, "delivering", "posting_on_way_to_city", "aggregator", "cancel"),
        trackingNumber);
  }

  private static ChangeTracking change(String id) {
    return new ChangeTracking(REF, id, NEW, "relabelled", "anna", null);
  }
}
