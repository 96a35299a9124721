package io.orderwatch.logistics.shipment.edge;

import static io.orderwatch.logistics.shipment.Samples.NOW;
import static io.orderwatch.logistics.shipment.Samples.REF;
import static io.orderwatch.logistics.shipment.Samples.cancel;
import static io.orderwatch.logistics.shipment.Samples.packing;
import static io.orderwatch.mailbox.Decision.move;
import static io.orderwatch.mailbox.Decision.stay;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderwatch.contracts.Event;
import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.ShipmentCommand;
import io.orderwatch.contracts.ShipmentCommand.AnswerCancellationRequest;
import io.orderwatch.contracts.ShipmentCommand.Cancel;
import io.orderwatch.contracts.ShipmentCommand.ChangeTracking;
import io.orderwatch.contracts.ShipmentCommand.ExtendDelivery;
import io.orderwatch.contracts.ShipmentEvent;
import io.orderwatch.logistics.cancelling.Cancelling;
import io.orderwatch.logistics.cancelling.CancellingPolicy;
import io.orderwatch.logistics.extending.ExtendingDelivery;
import io.orderwatch.logistics.shipment.Refusal;
import io.orderwatch.logistics.shipment.Samples;
import io.orderwatch.logistics.shipment.Shipment;
import io.orderwatch.logistics.shipment.Shipment.Heard;
import io.orderwatch.logistics.shipment.Shipment.Order;
import io.orderwatch.logistics.shipment.Shipment.Standing;
import io.orderwatch.logistics.shipping.SettingShipmentDate;
import io.orderwatch.logistics.ticket.Appealing;
import io.orderwatch.logistics.ticket.ReportingStuck;
import io.orderwatch.logistics.ticket.Ticket;
import io.orderwatch.logistics.tracking.ChangingTracking;
import io.orderwatch.mailbox.Decision;
import io.orderwatch.mailbox.Effect;
import io.orderwatch.mailbox.Settled;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ShipmentSpec {

  private static final Actions ACTIONS = new Actions(CancellingPolicy.PUBLISHED);
  private static final Instant LATER = NOW.plusSeconds(60);
  private static final Order ORDER = new Order(new Cancelling(352, ""), "anna", NOW);
  private static final Standing OPEN = new Standing.Open(ORDER);
  private static final Standing DONE = new Standing.Done(ORDER, LATER);
  private static final Standing REFUSED = new Standing.Refused(ORDER, "cancel-not-offered", LATER);

  @Test
  void a_posting_that_may_be_cancelled_is_cancelled_at_ozon() {
    assertThat(told(seen(packing(3)), cancel("c1")))
        .isEqualTo(
            move(
                with(packing(3), OPEN),
                new Effect.CallOut("cancel", "c1", new Cancelling.Call(352, "", ""))));
  }

  @Test
  void a_posting_that_was_never_seen_is_left_to_the_fresh_read() {
    assertThat(told(Shipment.UNKNOWN, cancel("c1")).effects())
        .singleElement()
        .isInstanceOf(Effect.CallOut.class);
  }

  @Test
  void a_passport_case_is_left_to_ozon_and_the_refusal_says_so() {
    var waiting =
        Samples.posting(3, "awaiting_packaging", Posting.AWAITING_PASSPORT, "aggregator", "cancel");
    var refused = new Standing.Refused(ORDER, "passport-awaited", NOW);
    assertThat(told(seen(waiting), cancel("c1")))
        .isEqualTo(
            move(
                with(waiting, refused),
                publish(
                    new ShipmentEvent.CancelRefused(
                        REF, "c1", "passport-awaited", Refusal.PASSPORT_AWAITED.explanation()))));
  }

  @Test
  void a_person_with_a_reason_may_cancel_a_passport_case() {
    var waiting =
        Samples.posting(3, "awaiting_packaging", Posting.AWAITING_PASSPORT, "aggregator", "cancel");
    var command = new Cancel(REF, "c1", 352, "", "anna", "the buyer wrote that he cannot");
    assertThat(told(seen(waiting), command).effects())
        .containsExactly(
            new Effect.CallOut(
                "cancel", "c1", new Cancelling.Call(352, "", "the buyer wrote that he cannot")));
  }

  @Test
  void what_ozon_did_is_told_once() {
    var done = settled(new Settled.Outcome.Done(Map.of()));
    var first = on(with(packing(3), OPEN), done, LATER);
    assertThat(first)
        .isEqualTo(
            move(with(packing(3), DONE), publish(new ShipmentEvent.Cancelled(REF, "c1", 352))));
    assertThat(on(first.next(), done, LATER)).isEqualTo(stay(first.next()));
  }

  @Test
  void a_refusal_by_ozon_and_a_reason_that_is_gone_are_told_with_their_code() {
    for (var outcome :
        List.of(
            new Settled.Outcome.Refused("reason-not-allowed"),
            new Settled.Outcome.Superseded("reason-not-allowed"))) {
      assertThat(on(with(packing(3), OPEN), settled(outcome), LATER))
          .isEqualTo(
              move(
                  with(packing(3), new Standing.Refused(ORDER, "reason-not-allowed", LATER)),
                  publish(
                      new ShipmentEvent.CancelRefused(
                          REF,
                          "c1",
                          "reason-not-allowed",
                          Refusal.REASON_NOT_ALLOWED.explanation()))));
    }
  }

  @Test
  void a_second_command_after_a_cancellation_is_refused_although_the_snapshot_is_old() {
    assertThat(told(with(packing(3), DONE), cancel("c2")).next().commands().get("c2"))
        .isEqualTo(new Standing.Refused(ORDER, "already-cancelled", NOW));
  }

  @Test
  void a_refused_command_stays_refused_though_the_posting_could_be_cancelled_now() {
    assertThat(told(with(packing(4), REFUSED), cancel("c1")))
        .isEqualTo(stay(with(packing(4), REFUSED)));
  }

  @Test
  void an_older_snapshot_and_the_same_again_change_nothing() {
    var state = seen(packing(3));
    assertThat(shown(state, packing(2))).isEqualTo(stay(state));
    assertThat(shown(state, packing(3))).isEqualTo(stay(state));
    assertThat(shown(state, packing(4))).isEqualTo(move(seen(packing(4))));
  }

  @Test
  void an_answer_that_nobody_could_be_told_of_is_not_asked_for() {
    assertThat(ACTIONS.asked(answer("c1"), "event", NOW)).isEmpty();
  }

  @Test
  void commands_from_before_more_was_kept_are_still_read() {
    assertThat(Actions.read("change-tracking", "{\"trackingNumber\":\"LP1\"}"))
        .isEqualTo(new ChangingTracking("LP1", ""));
    assertThat(Actions.read("extend-delivery", "{\"to\":\"" + LATER + "\"}"))
        .isEqualTo(new ExtendingDelivery(LATER, LATER, ""));
  }

  @Test
  void every_state_survives_its_rows() {
    for (var action :
        List.of(
            new Cancelling(352, "by \"phone\""),
            new ChangingTracking("LP1", "wrong \"label\""),
            new SettingShipmentDate(LATER, "late goods"),
            new ExtendingDelivery(NOW, LATER, "customs"),
            new Appealing("never \"ours\""),
            new ReportingStuck("silent"))) {
      var order = new Order(action, "anna", NOW);
      for (var standing :
          List.of(
              new Standing.Open(order),
              new Standing.Done(order, LATER),
              new Standing.Refused(order, "not-supported-yet", LATER))) {
        for (var state : List.of(with(packing(3), standing), with(null, standing))) {
          assertThat(ShipmentRow.state(ShipmentRow.rows(REF.key(), state))).isEqualTo(state);
        }
      }
    }
    for (var ticket : tickets()) {
      var order = new Order(new ChangingTracking("LP1", "wrong label"), "anna", NOW);
      var refused = new Standing.Refused(order, "tracking-not-offered", NOW);
      var state = new Shipment(packing(3), Map.of("c1", refused), Map.of("c1", ticket));
      assertThat(ShipmentRow.state(ShipmentRow.rows(REF.key(), state))).isEqualTo(state);
    }
    assertThat(ShipmentRow.state(ShipmentRow.rows(REF.key(), seen(packing(3)))))
        .isEqualTo(seen(packing(3)));
  }

  @Test
  void people_read_a_command_in_one_flat_object() {
    JsonNode json =
        new ObjectMapper()
            .findAndRegisterModules()
            .valueToTree(ShipmentCommandRow.of(REF.key(), "c1", REFUSED));
    assertThat(json.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "store",
            "posting",
            "commandId",
            "action",
            "state",
            "reasonId",
            "requestedBy",
            "override",
            "askedAt",
            "settledAt",
            "code",
            "explanation");
  }

  @Test
  void every_state_takes_every_input_and_the_same_twice_is_once() {
    for (var posting : List.of(packing(0), packing(3), Samples.posting(5, "?", "?", "?"))) {
      for (var before :
          List.of(
              posting.version() == 0 ? Shipment.UNKNOWN : seen(posting),
              with(posting, OPEN),
              with(posting, DONE),
              with(posting, REFUSED))) {
        for (var heard : inputs()) {
          var once = on(before, heard, LATER);
          var twice = on(once.next(), heard, LATER);
          assertThat(twice).as("%s twice on %s", heard, before).isEqualTo(stay(once.next()));
          assertThat(once.effects()).hasSizeLessThanOrEqualTo(3);
          for (var ended : List.of(DONE, REFUSED)) {
            if (before.commands().containsValue(ended)) {
              assertThat(once.next().commands()).containsEntry("c1", ended);
            }
          }
          if (before.posting() != null && once.next().posting() != null) {
            assertThat(once.next().posting().version())
                .isGreaterThanOrEqualTo(before.posting().version());
          }
        }
      }
    }
  }

  private static List<Ticket> tickets() {
    var draft = new Ticket.Draft("LP0", NOW);
    return List.of(
        new Ticket.Drafted(draft),
        new Ticket.Filed(draft, "88", LATER),
        new Ticket.Stale(draft, "", LATER),
        new Ticket.Done(draft, "88", LATER),
        new Ticket.Dropped(draft, "", LATER));
  }

  private static List<Heard> inputs() {
    return List.of(
        new Heard.Shown(packing(1)),
        new Heard.Shown(packing(9)),
        asked(cancel("c1")),
        asked(cancel("c2")),
        asked(changeTracking("c1")),
        asked(changeTracking("c2")),
        asked(extendDelivery("c1")),
        asked(extendDelivery("c2")),
        raised("c1"),
        raised("c2"),
        new Heard.OfTicket(REF, "c1", new Ticket.Heard.FiledAs("88")),
        new Heard.OfTicket(REF, "c2", new Ticket.Heard.GivenUp()),
        settled(new Settled.Outcome.Done(Map.of())),
        settled(new Settled.Outcome.Refused("unknown-posting")),
        settled(new Settled.Outcome.Superseded("already-delivered")));
  }

  private static Shipment seen(Posting posting) {
    return new Shipment(posting, Map.of());
  }

  private static Shipment with(
      @org.jspecify.annotations.Nullable Posting posting, Standing standing) {
    return new Shipment(posting, Map.of("c1", standing));
  }

  private static Decision<Shipment> told(Shipment state, ShipmentCommand command) {
    return on(state, asked(command), NOW);
  }

  private static Heard asked(ShipmentCommand command) {
    return ACTIONS.asked(command, "event", NOW).orElseThrow();
  }

  private static Decision<Shipment> shown(Shipment state, Posting posting) {
    return on(state, new Heard.Shown(posting), NOW);
  }

  private static Decision<Shipment> on(Shipment state, Heard heard, Instant at) {
    return Shipment.on(state, heard, at);
  }

  private static Heard settled(Settled.Outcome outcome) {
    return new Heard.Ended(REF, new Settled("cancel", "c1", outcome));
  }

  private static Heard raised(String id) {
    return new Heard.Raised(REF, id, "anna", new ReportingStuck("silent"), _ -> Optional.empty());
  }

  private static ChangeTracking changeTracking(String id) {
    return new ChangeTracking(REF, id, "RB123456785CN", "wrong label", "anna", null);
  }

  private static ExtendDelivery extendDelivery(String id) {
    return new ExtendDelivery(REF, id, NOW, LATER, "customs", "anna");
  }

  private static AnswerCancellationRequest answer(String id) {
    return new AnswerCancellationRequest(REF, id, 7, true, "", "anna");
  }

  private static Effect publish(Event event) {
    return new Effect.Publish(event, null, "command/c1");
  }
}
