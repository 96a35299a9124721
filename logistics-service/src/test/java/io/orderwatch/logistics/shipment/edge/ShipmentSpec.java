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
import io.orderwatch.contracts.Goods;
import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.ShipmentCommand;
import io.orderwatch.contracts.ShipmentCommand.ActOnReturn;
import io.orderwatch.contracts.ShipmentCommand.AnswerCancellationRequest;
import io.orderwatch.contracts.ShipmentCommand.Cancel;
import io.orderwatch.contracts.ShipmentCommand.ChangeTracking;
import io.orderwatch.contracts.ShipmentCommand.ExtendDelivery;
import io.orderwatch.contracts.ShipmentCommand.OpenDispute;
import io.orderwatch.contracts.ShipmentCommand.ReportProgress;
import io.orderwatch.contracts.ShipmentCommand.ResumeDelivery;
import io.orderwatch.contracts.ShipmentEvent;
import io.orderwatch.contracts.ShipmentEvent.CommandProgressed;
import io.orderwatch.contracts.ShipmentEvent.CommandProgressed.State;
import io.orderwatch.logistics.approval.FourEyes;
import io.orderwatch.logistics.cancelling.Cancelling;
import io.orderwatch.logistics.cancelling.CancellingGoods;
import io.orderwatch.logistics.cancelling.CancellingPolicy;
import io.orderwatch.logistics.disputing.OpeningDispute;
import io.orderwatch.logistics.disputing.ResumingDelivery;
import io.orderwatch.logistics.extending.ExtendingDelivery;
import io.orderwatch.logistics.reporting.ReportingProgress;
import io.orderwatch.logistics.request.AnsweringRequest;
import io.orderwatch.logistics.returning.ActingOnReturn;
import io.orderwatch.logistics.shipment.Refusal;
import io.orderwatch.logistics.shipment.Samples;
import io.orderwatch.logistics.shipment.Shipment;
import io.orderwatch.logistics.shipment.Shipment.Heard;
import io.orderwatch.logistics.shipment.Shipment.Order;
import io.orderwatch.logistics.shipment.Shipment.Proposal;
import io.orderwatch.logistics.shipment.Shipment.Standing;
import io.orderwatch.logistics.shipment.Shipment.Verdict;
import io.orderwatch.logistics.shipping.SettingShipmentDate;
import io.orderwatch.logistics.ticket.Appealing;
import io.orderwatch.logistics.ticket.ReportingStuck;
import io.orderwatch.logistics.ticket.Ticket;
import io.orderwatch.logistics.tracking.ChangingTracking;
import io.orderwatch.mailbox.Decision;
import io.orderwatch.mailbox.Effect;
import io.orderwatch.mailbox.Settled;
import io.orderwatch.mailbox.Underway;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ShipmentSpec {

  private static final Actions ACTIONS = new Actions(CancellingPolicy.PUBLISHED, FourEyes.OFF);
  private static final Instant LATER = NOW.plusSeconds(60);
  private static final Order ORDER = new Order(new Cancelling(352, ""), "anna", NOW);
  private static final Standing OPEN = new Standing.Open(ORDER);
  private static final Standing CHECKED = new Standing.Open(ORDER, State.CHECKED);
  private static final Standing DONE = new Standing.Done(ORDER, LATER);
  private static final Instant UNTIL = NOW.plusSeconds(3600);
  private static final Order TRACKING =
      new Order(new ChangingTracking("RB123456785CN", "first"), "anna", NOW, UNTIL);
  private static final Standing WAITING = new Standing.Waiting(TRACKING, "tracking-after-packing");
  private static final Standing PROPOSED = new Standing.Proposed(ORDER, cancel("c1"), UNTIL);
  private static final Standing REFUSED = new Standing.Refused(ORDER, "cancel-not-offered", LATER);

  @Test
  void a_posting_that_may_be_cancelled_is_cancelled_at_ozon() {
    assertThat(told(seen(packing(3)), cancel("c1")))
        .isEqualTo(
            move(
                with(packing(3), CHECKED),
                progressed("cancel", State.ACCEPTED),
                progressed("cancel", State.CHECKED),
                new Effect.CallOut("cancel", "c1", new Cancelling.Call(352, "", ""))));
  }

  @Test
  void a_posting_that_was_never_seen_is_left_to_the_fresh_read() {
    assertThat(told(Shipment.UNKNOWN, cancel("c1")))
        .as("accepted, and not checked by anything yet")
        .isEqualTo(
            move(
                with(null, OPEN),
                progressed("cancel", State.ACCEPTED),
                new Effect.CallOut("cancel", "c1", new Cancelling.Call(352, "", ""))));
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
        .contains(
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
  void how_far_a_command_is_is_told_whenever_it_changes() {
    var executing = on(with(packing(3), CHECKED), followed(Underway.State.SENDING), LATER);
    assertThat(executing)
        .isEqualTo(
            move(
                with(packing(3), new Standing.Open(ORDER, State.EXECUTING)),
                Effect.publish(progress("cancel", State.EXECUTING))));
    assertThat(on(executing.next(), followed(Underway.State.SENDING), LATER).effects()).isEmpty();
    var unknown = on(executing.next(), followed(Underway.State.UNKNOWN), LATER);
    assertThat(unknown)
        .isEqualTo(
            move(
                with(packing(3), new Standing.Open(ORDER, State.UNKNOWN)),
                Effect.publish(progress("cancel", State.UNKNOWN))));
    assertThat(on(unknown.next(), followed(Underway.State.SENDING), LATER).effects())
        .as("looked back, not found, and made again")
        .containsExactly(Effect.publish(progress("cancel", State.EXECUTING)));
  }

  @Test
  void a_number_that_comes_before_the_packing_waits_if_it_may() {
    var early = told(seen(packing(3)), waiting("c1"));
    assertThat(early)
        .isEqualTo(
            move(
                with(packing(3), WAITING),
                progressed("change-tracking", State.ACCEPTED),
                new Effect.Publish(
                    new CommandProgressed(
                        REF,
                        "c1",
                        "change-tracking",
                        State.WAITING,
                        "tracking-after-packing",
                        Refusal.TRACKING_AFTER_PACKING.explanation(),
                        UNTIL),
                    null,
                    "command/c1/waiting"),
                new Effect.SetTimer("wait/c1", UNTIL)));
    assertThat(told(seen(packing(3)), changeTracking("c1")).next().commands().get("c1"))
        .as("without waitFor it is refused")
        .isInstanceOf(Standing.Refused.class);
    assertThat(shown(early.next(), packing(4)).effects()).as("still not packed").isEmpty();
    var packed =
        Samples.posting(
            5, "awaiting_deliver", "posting_created", "non_integrated", "set_track_number");
    assertThat(shown(early.next(), packed))
        .isEqualTo(
            move(
                with(packed, new Standing.Open(TRACKING, State.CHECKED)),
                new Effect.CancelTimer("wait/c1"),
                progressed("change-tracking", State.CHECKED),
                new Effect.CallOut(
                    "change-tracking", "c1", new ChangingTracking.Call("RB123456785CN", true))));
  }

  @Test
  void what_waited_in_vain_is_refused_with_its_cause() {
    var over = on(with(packing(3), WAITING), new Heard.Waited(REF, "c1"), UNTIL);
    assertThat(over)
        .isEqualTo(
            move(
                with(packing(3), new Standing.Refused(TRACKING, "tracking-after-packing", UNTIL)),
                publish(
                    new ShipmentEvent.TrackingRefused(
                        REF,
                        "c1",
                        "tracking-after-packing",
                        Refusal.TRACKING_AFTER_PACKING.explanation()))));
    assertThat(on(over.next(), new Heard.Waited(REF, "c1"), UNTIL)).isEqualTo(stay(over.next()));
  }

  @Test
  void what_waits_for_a_posting_that_dies_is_refused_at_once() {
    var cancelled = Samples.posting(4, "cancelled", "posting_canceled", "non_integrated");
    assertThat(shown(with(packing(3), WAITING), cancelled).next().commands().get("c1"))
        .isEqualTo(new Standing.Refused(TRACKING, "posting-ended", NOW));
  }

  @Test
  void what_never_passes_is_not_waited_for() {
    var byOzon = Samples.posting(3, "delivering", "posting_on_way_to_city", "ozon", "cancel");
    assertThat(told(seen(byOzon), waiting("c1")).next().commands().get("c1"))
        .isEqualTo(new Standing.Refused(TRACKING, "tracking-is-ozons", NOW));
    var misspelt =
        new ChangeTracking(
            REF, "c1", "RB123456784CN", "first", "anna", null, ShipmentCommand.OFFERED, UNTIL);
    assertThat(told(seen(packing(3)), misspelt).next().commands().get("c1"))
        .isInstanceOfSatisfying(
            Standing.Refused.class,
            refused -> assertThat(refused.code()).isEqualTo("tracking-check-digit-wrong"));
    var over =
        new ChangeTracking(
            REF, "c1", "RB123456785CN", "first", "anna", null, ShipmentCommand.OFFERED, NOW);
    assertThat(told(seen(packing(3)), over).next().commands().get("c1"))
        .isInstanceOf(Standing.Refused.class);
  }

  @Test
  void a_number_for_a_posting_that_was_never_seen_waits_until_it_is_and_is_tried_at_last() {
    var early = told(Shipment.UNKNOWN, waiting("c1"));
    assertThat(early.next().commands().get("c1")).isEqualTo(new Standing.Waiting(TRACKING, ""));
    assertThat(on(early.next(), new Heard.Waited(REF, "c1"), UNTIL).effects())
        .singleElement()
        .isInstanceOf(Effect.CallOut.class);
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
            new CancellingGoods(352, List.of(new Goods(827098843, 1)), ""),
            new ReportingProgress("last-mile"),
            new AnsweringRequest(7, true),
            new ActingOnReturn(8, -1, 7, null, null),
            new ActingOnReturn(8, 1020, null, new BigDecimal("150.50"), BigDecimal.ONE),
            new OpeningDispute("not \"scanned\""),
            new ResumingDelivery("found"),
            new ExtendingDelivery(NOW, LATER, "customs"),
            new Appealing("never \"ours\""),
            new ReportingStuck("silent"))) {
      var order = new Order(action, "anna", NOW);
      for (var standing :
          List.of(
              new Standing.Open(order),
              new Standing.Open(order, State.EXECUTING),
              new Standing.Open(order, State.UNKNOWN),
              new Standing.Waiting(order, ""),
              new Standing.Proposed(order, cancel("c1"), UNTIL),
              new Standing.Open(decided(order, true, "I looked"), State.CHECKED),
              new Standing.Done(decided(order, true, ""), LATER),
              new Standing.Refused(decided(order, false, "not \"now\""), "declined", LATER),
              new Standing.Waiting(new Order(action, "anna", NOW, UNTIL), "tracking-after-packing"),
              new Standing.Done(order, LATER),
              new Standing.Refused(order, "unknown-store", LATER))) {
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
              with(posting, CHECKED),
              with(posting, new Standing.Open(ORDER, State.EXECUTING)),
              with(posting, new Standing.Open(ORDER, State.UNKNOWN)),
              with(posting, WAITING),
              with(posting, PROPOSED),
              with(posting, DONE),
              with(posting, REFUSED))) {
        for (var heard : inputs()) {
          var once = on(before, heard, LATER);
          var twice = on(once.next(), heard, LATER);
          assertThat(twice).as("%s twice on %s", heard, before).isEqualTo(stay(once.next()));
          assertThat(once.effects()).hasSizeLessThanOrEqualTo(4);
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
        shown(packing(1)),
        shown(packing(9)),
        asked(cancel("c1")),
        asked(cancel("c2")),
        asked(changeTracking("c1")),
        asked(changeTracking("c2")),
        asked(extendDelivery("c1")),
        asked(extendDelivery("c2")),
        asked(waiting("c1")),
        asked(waiting("c2")),
        asked(some("c1")),
        asked(some("c2")),
        asked(new ReportProgress(REF, "c1", "sent", "anna", null, null)),
        asked(new ReportProgress(REF, "c2", "sent", "anna", ShipmentCommand.OFFERED, UNTIL)),
        proposed(cancel("c1")),
        proposed(cancel("c2")),
        proposed(waiting("c2")),
        new Heard.Approved(REF, "c1", "boris", "", ACTIONS.again(LATER)),
        new Heard.Approved(REF, "c1", " Anna ", "", ACTIONS.again(LATER)),
        new Heard.Approved(REF, "c2", "boris", "", ACTIONS.again(LATER)),
        new Heard.Declined(REF, "c1", "anna", "a mistake"),
        new Heard.Declined(REF, "c2", "boris", "no"),
        new Heard.Lapsed(REF, "c1"),
        new Heard.Lapsed(REF, "c2"),
        shown(Samples.posting(9, "cancelled", "posting_canceled", "non_integrated")),
        followed(Underway.State.SENDING),
        followed(Underway.State.UNKNOWN),
        new Heard.Waited(REF, "c1"),
        new Heard.Waited(REF, "c2"),
        asked(answer("c1")),
        asked(answer("c2")),
        asked(new ActOnReturn(REF, "c2", 8, 1000, null, "", null, null, "anna")),
        asked(new OpenDispute(REF, "c2", "not scanned", "anna")),
        asked(new ResumeDelivery(REF, "c2", "found", "anna")),
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

  private static Heard shown(Posting posting) {
    return new Heard.Shown(posting, ACTIONS.again(NOW));
  }

  private static Decision<Shipment> shown(Shipment state, Posting posting) {
    return on(state, shown(posting), NOW);
  }

  private static Decision<Shipment> on(Shipment state, Heard heard, Instant at) {
    return Shipment.on(state, heard, at);
  }

  private static Order decided(Order order, boolean approved, String why) {
    var verdict = new Verdict(approved, "boris", LATER, why);
    return new Order(order.action(), order.requestedBy(), order.at(), order.until(), verdict);
  }

  /** The same for a second person. */
  private static Heard proposed(ShipmentCommand command) {
    return ACTIONS.asked(command, "event", NOW).orElseThrow().with(new Proposal(command, UNTIL));
  }

  private static Heard settled(Settled.Outcome outcome) {
    return new Heard.Ended(REF, new Settled("cancel", "c1", outcome));
  }

  private static Heard followed(Underway.State state) {
    return new Heard.Followed(REF, new Underway("cancel", "c1", state));
  }

  private static CommandProgressed progress(String action, State state) {
    return new CommandProgressed(REF, "c1", action, state, null, null, null);
  }

  private static Effect progressed(String action, State state) {
    return new Effect.Publish(
        progress(action, state), null, "command/c1/" + state.name().toLowerCase(Locale.ROOT));
  }

  private static ChangeTracking waiting(String id) {
    return new ChangeTracking(
        REF,
        id,
        "RB123456785CN",
        "first",
        "anna",
        null,
        ShipmentCommand.OFFERED,
        UNTIL.plusMillis(5)); // kept to the second
  }

  private static Cancel some(String id) {
    return new Cancel(REF, id, 352, "broken", "anna", "", List.of(new Goods(827098843, 1)));
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
