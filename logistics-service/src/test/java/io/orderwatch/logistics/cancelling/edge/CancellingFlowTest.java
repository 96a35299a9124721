package io.orderwatch.logistics.cancelling.edge;

import static io.orderwatch.logistics.shipment.Samples.REF;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.PostingEvent;
import io.orderwatch.contracts.ShipmentCommand;
import io.orderwatch.contracts.ShipmentEvent;
import io.orderwatch.contracts.edge.Wire;
import io.orderwatch.logistics.cancelling.Cancelling;
import io.orderwatch.logistics.cancelling.CancellingPolicy;
import io.orderwatch.logistics.cancelling.edge.CancellingApi.Ask;
import io.orderwatch.logistics.shipment.Samples;
import io.orderwatch.logistics.shipment.edge.ShipmentFlow;
import io.orderwatch.logistics.shipment.edge.ShipmentRow;
import io.orderwatch.logistics.shipment.edge.StandInOzon;
import io.orderwatch.logistics.shipment.edge.StandInOzon.Fault;
import io.orderwatch.mailbox.edge.DeadLetters;
import io.orderwatch.mailbox.edge.Outlet;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class CancellingFlowTest extends ShipmentFlow {

  @Test
  void a_posting_is_cancelled_once_though_the_answer_was_lost() throws SQLException {
    var mailbox = running(outlet());
    ozon.fails(StandInOzon.CANCEL, Fault.BREAKS_AFTER);
    hear(mailbox, new PostingEvent.Received(Samples.packing(1)));
    hear(mailbox, Samples.cancel("c1"));
    hear(mailbox, Samples.cancel("c1"));
    awaitState("c1", "done");
    assertThat(ozon.ledger).containsExactly(352L);
    assertThat(published())
        .extracting(Published::event)
        .containsExactly(new ShipmentEvent.Cancelled(REF, "c1", 352));
    assertThat(meters.counter("shipments", "action", "cancel", "outcome", "done").count()).isOne();
  }

  @Test
  void a_cancellation_that_never_reached_ozon_is_sent_again() throws SQLException {
    var mailbox = running(outlet());
    ozon.fails(StandInOzon.CANCEL, Fault.BREAKS_BEFORE);
    hear(mailbox, Samples.cancel("c1"));
    awaitState("c1", "done");
    assertThat(ozon.ledger).containsExactly(352L);
    assertThat(ozon.asked).filteredOn(StandInOzon.CANCEL::equals).hasSize(2);
    assertThat(published()).hasSize(1);
  }

  @Test
  void a_process_that_died_after_the_claim_leaves_no_second_cancellation() throws SQLException {
    var first =
        running(
            new Dying() {
              @Override
              public Answer send(Planned<Cancelling.Call> call) {
                outlet().send(call);
                throw new IllegalStateException("killed before it could write down what came");
              }
            });
    hear(first, Samples.cancel("c1"));
    await().until(() -> ozon.ledger.size() == 1);
    first.close();
    running(outlet());
    awaitState("c1", "done");
    assertThat(ozon.ledger).containsExactly(352L);
    assertThat(published()).hasSize(1);
  }

  @Test
  void a_process_that_died_before_it_could_send_leaves_no_command_behind() throws SQLException {
    var first =
        running(
            new Dying() {
              @Override
              public Answer send(Planned<Cancelling.Call> call) {
                ozon.asked.add("died");
                throw new IllegalStateException("killed before it could send");
              }
            });
    hear(first, Samples.cancel("c1"));
    await().until(() -> ozon.asked.contains("died"));
    first.close();
    running(outlet());
    awaitState("c1", "done");
    assertThat(ozon.ledger).containsExactly(352L);
    assertThat(published()).hasSize(1);
  }

  @Test
  void two_commands_for_one_posting_cancel_it_once() throws SQLException {
    var mailbox = running(outlet());
    hear(mailbox, Samples.cancel("c1"), Samples.cancel("c2"));
    awaitState("c1", "done");
    awaitState("c2", "refused");
    assertThat(ozon.ledger).hasSize(1);
    assertThat(find("c2").code).isEqualTo("already-cancelled");
  }

  @Test
  void the_snapshot_survives_the_database_and_older_ones_are_ignored() throws SQLException {
    var mailbox = running(outlet());
    var transit = Samples.posting(7, "delivering", "posting_on_way_to_city", "ozon", "cancel");
    hear(mailbox, new PostingEvent.Changed(transit, "awaiting_deliver", "posting_in_carriage"));
    hear(mailbox, new PostingEvent.Received(Samples.packing(6)));
    try (var tx = database.getConnection()) {
      assertThat(ShipmentRow.TABLE.lock(tx, List.of(REF.key(), "1001:none")))
          .hasSize(1)
          .extractingByKey(REF.key())
          .satisfies(shipment -> assertThat(shipment.posting()).isEqualTo(transit));
    }
    hear(mailbox, Samples.cancel("c1"));
    assertThat(find("c1").code).isEqualTo("ozon-logistics-in-transit");
    assertThat(ozon.asked).isEmpty();
  }

  @Test
  void by_rest_twice_and_by_kafka_a_command_makes_one_event() throws SQLException {
    var mailbox = running(outlet());
    var api = new CancellingApi(asking(mailbox));
    hear(mailbox, new PostingEvent.Received(passport(1)));
    for (var attempt = 0; attempt < 2; attempt++) {
      assertThatThrownBy(() -> ask(api, 352L, "c1"))
          .isInstanceOfSatisfying(
              HttpProblem.class,
              problem -> {
                assertThat(problem.getStatusCode()).isEqualTo(409);
                assertThat(problem.getParameters()).containsEntry("code", "passport-awaited");
              });
    }
    hear(mailbox, Samples.cancel("c1"));
    assertThat(published()).hasSize(1);
    assertThat(find("c1").state).isEqualTo("refused");
    assertThatThrownBy(() -> ask(api, 402L, "c1"))
        .isInstanceOfSatisfying(
            HttpProblem.class,
            problem -> {
              assertThat(problem.getStatusCode()).isEqualTo(422);
              assertThat(problem.getParameters()).containsEntry("field", "commandId");
            });
  }

  @Test
  void the_way_a_command_came_in_does_not_show_in_the_events_id() throws SQLException {
    var mailbox = running(outlet());
    hear(mailbox, new PostingEvent.Received(passport(1)));
    hear(mailbox, Samples.cancel("c1"));
    var byKafka = published();

    database = freshDatabase();
    open.add(database);
    var another = running(outlet());
    var api = new CancellingApi(asking(another));
    hear(another, new PostingEvent.Received(passport(1)));
    assertThatThrownBy(() -> ask(api, 352L, "c1")).isInstanceOf(HttpProblem.class);
    assertThat(published()).isEqualTo(byKafka);
  }

  @Test
  void a_command_without_an_id_is_named_by_its_event_and_a_broken_one_holds_nothing_back()
      throws SQLException {
    var mailbox = running(outlet());
    var broken = "{\"ref\":\"" + REF + "\",\"reasonId\":352}";
    var id = UUID.randomUUID();
    var nameless = new ShipmentCommand.Cancel(REF, "", 352, "sold out", "anna", "");
    mailbox.accept(
        List.of(
            record("shipment.cancel.v1", REF.key(), broken.getBytes(UTF_8), UUID.randomUUID()),
            record("shipment.cancel.v1", REF.key(), Wire.encode(nameless), id)));
    assertThat(mailbox.deadLetters().list(DeadLetters.Selection.ALL, 10)).hasSize(1);
    awaitState(id.toString(), "done");
    assertThat(find(id.toString()).requestedBy).isEqualTo("anna");
    assertThat(ozon.ledger).hasSize(1);
  }

  private abstract static class Dying implements Outlet<Cancelling.Call> {
    @Override
    public Class<Cancelling.Call> payload() {
      return Cancelling.Call.class;
    }

    @Override
    public String kind() {
      return "cancel";
    }

    @Override
    public int concurrency() {
      return 4;
    }

    @Override
    public Answer lookBack(Planned<Cancelling.Call> call) {
      throw new IllegalStateException("dead");
    }
  }

  private CancellingPosting outlet() {
    return new CancellingPosting(_ -> Optional.of(ozon.seller()), true, CancellingPolicy.PUBLISHED);
  }

  private static Posting passport(long version) {
    return Samples.posting(
        version, "awaiting_packaging", Posting.AWAITING_PASSPORT, "aggregator", "cancel");
  }

  private static void ask(CancellingApi api, long reason, String id) throws SQLException {
    api.cancel(
        REF.store(), REF.posting(), null, id, new Ask(null, reason, "sold out", "anna", null));
  }
}
