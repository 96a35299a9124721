package io.orderwatch.logistics.shipment.edge;

import static io.orderwatch.logistics.shipment.Samples.NOW;
import static io.orderwatch.logistics.shipment.Samples.REF;
import static io.orderwatch.logistics.shipment.Samples.cancel;
import static io.orderwatch.logistics.shipment.Samples.packing;
import static io.orderwatch.mailbox.Decision.move;
import static io.orderwatch.mailbox.Decision.stay;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.contracts.Event;
import io.orderwatch.contracts.Goods;
import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.ShipmentCommand;
import io.orderwatch.contracts.ShipmentCommand.Cancel;
import io.orderwatch.contracts.ShipmentCommand.ChangeTracking;
import io.orderwatch.contracts.ShipmentEvent.CancelRefused;
import io.orderwatch.contracts.ShipmentEvent.CommandProgressed;
import io.orderwatch.contracts.ShipmentEvent.CommandProgressed.State;
import io.orderwatch.logistics.approval.FourEyes;
import io.orderwatch.logistics.cancelling.Cancelling;
import io.orderwatch.logistics.cancelling.CancellingGoods;
import io.orderwatch.logistics.cancelling.CancellingPolicy;
import io.orderwatch.logistics.shipment.Refusal;
import io.orderwatch.logistics.shipment.Samples;
import io.orderwatch.logistics.shipment.Shipment;
import io.orderwatch.logistics.shipment.Shipment.Heard;
import io.orderwatch.logistics.shipment.Shipment.Order;
import io.orderwatch.logistics.shipment.Shipment.Standing;
import io.orderwatch.logistics.shipment.Shipment.Verdict;
import io.orderwatch.logistics.tracking.ChangingTracking;
import io.orderwatch.mailbox.Decision;
import io.orderwatch.mailbox.Effect;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The life of a command that a second person has to approve. */
class ApprovalSpec {

  private static final FourEyes EYES =
      new FourEyes(
          Set.of("cancel", "cancel-goods", "change-tracking"), Set.of(), Duration.ofHours(8));
  private static final Actions ACTIONS = new Actions(CancellingPolicy.PUBLISHED, EYES);
  private static final Instant UNTIL = NOW.plus(Duration.ofHours(8));
  private static final Instant LATER = NOW.plus(Duration.ofHours(1));
  private static final Order ORDER = new Order(new Cancelling(352, ""), "anna", NOW);
  private static final Standing PROPOSED = new Standing.Proposed(ORDER, cancel("c1"), UNTIL);
  private static final Order APPROVED = decided(ORDER, true, "boris", "");

  @Test
  void a_command_that_needs_a_second_person_is_proposed_and_nothing_is_called() {
    assertThat(told(seen(packing(3)), cancel("c1")))
        .isEqualTo(
            move(
                with(packing(3), PROPOSED),
                published(State.ACCEPTED, null, null),
                published(State.PROPOSED, UNTIL, "anna"),
                new Effect.SetTimer("approval/c1", UNTIL)));
  }

  @Test
  void what_is_refused_anyway_is_not_put_before_anybody() {
    var waiting =
        Samples.posting(3, "awaiting_packaging", Posting.AWAITING_PASSPORT, "aggregator", "cancel");
    assertThat(told(seen(waiting), cancel("c1")).next().commands().get("c1"))
        .isEqualTo(new Standing.Refused(ORDER, "passport-awaited", NOW));
  }

  @Test
  void what_needs_nobody_goes_on_at_once() {
    var none = new Actions(CancellingPolicy.PUBLISHED, FourEyes.OFF);
    var asked = none.asked(cancel("c1"), "event", NOW).orElseThrow();
    assertThat(on(seen(packing(3)), asked, NOW).effects())
        .hasAtLeastOneElementOfType(Effect.CallOut.class);
  }

  @Test
  void another_person_approves_it_and_it_goes_on_as_any_command() {
    assertThat(on(with(packing(3), PROPOSED), approved("boris"), LATER))
        .isEqualTo(
            move(
                with(packing(3), new Standing.Open(APPROVED, State.CHECKED)),
                published(State.APPROVED, null, "boris"),
                new Effect.CancelTimer("approval/c1"),
                published(State.CHECKED, null, null),
                new Effect.CallOut("cancel", "c1", new Cancelling.Call(352, "", ""))));
  }

  @Test
  void the_comment_for_ozon_and_what_is_left_out_of_the_row_come_back_with_the_approval() {
    var commented = new Cancel(REF, "c1", 402, "the buyer asked", "anna", "");
    var proposed = told(seen(packing(3)), commented).next();
    var kept = ShipmentRow.state(ShipmentRow.rows(REF.key(), proposed));
    assertThat(kept).isEqualTo(proposed);
    assertThat(on(kept, approved("boris"), LATER).effects())
        .contains(
            new Effect.CallOut("cancel", "c1", new Cancelling.Call(402, "the buyer asked", "")));
  }

  @Test
  void who_asked_for_it_cannot_approve_it_however_he_writes_his_name() {
    for (var same : List.of("anna", "Anna", " ANNA ")) {
      assertThat(on(with(packing(3), PROPOSED), approved(same), LATER))
          .isEqualTo(stay(with(packing(3), PROPOSED)));
    }
  }

  @Test
  void a_second_approval_changes_nothing_and_a_decline_after_it_comes_too_late() {
    var once = on(with(packing(3), PROPOSED), approved("boris"), LATER).next();
    for (var heard : List.of(approved("boris"), approved("vera"), declined("vera"))) {
      assertThat(on(once, heard, LATER)).isEqualTo(stay(once));
    }
  }

  @Test
  void anybody_may_decline_it_also_who_asked_and_it_is_refused_with_who_and_why() {
    for (var by : List.of("boris", "anna")) {
      var over = decided(ORDER, false, by, "not this one");
      var declined = on(with(packing(3), PROPOSED), declined(by), LATER);
      assertThat(declined)
          .isEqualTo(
              move(
                  with(packing(3), new Standing.Refused(over, "declined", LATER)),
                  published(State.DECLINED, null, by),
                  new Effect.CancelTimer("approval/c1"),
                  ended("declined", Refusal.DECLINED)));
      assertThat(on(declined.next(), approved("vera"), LATER)).isEqualTo(stay(declined.next()));
    }
  }

  @Test
  void what_nobody_approves_in_time_is_refused_by_the_timer() {
    assertThat(on(with(packing(3), PROPOSED), new Heard.Lapsed(REF, "c1"), UNTIL))
        .isEqualTo(
            move(
                with(packing(3), new Standing.Refused(ORDER, "not-approved", UNTIL)),
                new Effect.CancelTimer("approval/c1"),
                ended("not-approved", Refusal.NOT_APPROVED)));
    assertThat(on(with(packing(3), PROPOSED), new Heard.Lapsed(REF, "c1"), UNTIL.minusMillis(1)))
        .as("a timer is a hint")
        .isEqualTo(stay(with(packing(3), PROPOSED)));
  }

  @Test
  void an_approval_that_comes_before_a_late_timer_comes_too_late_all_the_same() {
    assertThat(on(with(packing(3), PROPOSED), approved("boris"), UNTIL).next().commands())
        .containsEntry("c1", new Standing.Refused(ORDER, "not-approved", UNTIL));
  }

  @Test
  void it_is_held_to_what_is_known_of_the_posting_when_it_is_approved() {
    var byOzon = Samples.posting(4, "delivering", "posting_on_way_to_city", "ozon", "cancel");
    var moved = on(with(packing(3), PROPOSED), shown(byOzon), LATER);
    assertThat(moved.effects()).as("it may pass: the approval decides").isEmpty();
    assertThat(on(moved.next(), approved("boris"), LATER).next().commands())
        .containsEntry("c1", new Standing.Refused(APPROVED, "ozon-logistics-in-transit", LATER));
  }

  @Test
  void the_goods_are_counted_when_it_is_approved() {
    var some = new Cancel(REF, "c1", 352, "broken", "anna", "", List.of(new Goods(827098843, 1)));
    var three = holding(3, 3);
    var proposed = told(seen(three), some).next();
    var fewer = on(proposed, shown(holding(4, 2)), LATER).next();
    assertThat(on(fewer, approved("boris"), LATER).effects())
        .filteredOn(Effect.CallOut.class::isInstance)
        .extracting(effect -> ((CancellingGoods.Call) ((Effect.CallOut) effect).payload()).before())
        .containsExactly(List.of(new Goods(827098843, 2)));
  }

  @Test
  void a_posting_that_ends_meanwhile_settles_it_with_the_usual_code() {
    var cancelled = Samples.posting(4, "cancelled", "posting_canceled", "non_integrated");
    assertThat(on(with(packing(3), PROPOSED), shown(cancelled), LATER))
        .isEqualTo(
            move(
                with(cancelled, new Standing.Refused(ORDER, "already-cancelled", LATER)),
                new Effect.CancelTimer("approval/c1"),
                ended("already-cancelled", Refusal.ALREADY_CANCELLED)));
    var delivered = Samples.posting(4, "delivered", "posting_delivered", "non_integrated");
    assertThat(on(with(packing(3), PROPOSED), shown(delivered), LATER).next().commands())
        .containsEntry("c1", new Standing.Refused(ORDER, "already-delivered", LATER));
  }

  @Test
  void what_waits_for_an_offer_is_proposed_first_and_waits_when_it_is_approved() {
    var until = NOW.plus(Duration.ofDays(2));
    var early =
        new ChangeTracking(
            REF, "c1", "RB123456785CN", "first", "anna", null, ShipmentCommand.OFFERED, until);
    var proposed = told(seen(packing(3)), early);
    assertThat(proposed.next().commands().get("c1")).isInstanceOf(Standing.Proposed.class);
    assertThat(proposed.effects()).doesNotHaveAnyElementsOfTypes(Effect.CallOut.class);
    var waits = on(proposed.next(), approved("boris"), LATER);
    var order =
        decided(
            new Order(new ChangingTracking("RB123456785CN", "first"), "anna", NOW, until),
            true,
            "boris",
            "");
    assertThat(waits.next().commands())
        .containsEntry("c1", new Standing.Waiting(order, "tracking-after-packing"));
    assertThat(waits.effects()).contains(new Effect.SetTimer("wait/c1", until));
    var packed =
        Samples.posting(
            5, "awaiting_deliver", "posting_created", "non_integrated", "set_track_number");
    assertThat(on(waits.next(), shown(packed), LATER).next().commands())
        .containsEntry("c1", new Standing.Open(order, State.CHECKED));
  }

  @Test
  void what_would_have_waited_no_longer_is_refused_when_it_is_approved_too_late() {
    var early =
        new ChangeTracking(
            REF, "c1", "RB123456785CN", "first", "anna", null, ShipmentCommand.OFFERED, LATER);
    var proposed = told(seen(packing(3)), early).next();
    assertThat(on(proposed, approved("boris"), LATER).next().commands().get("c1"))
        .isInstanceOfSatisfying(
            Standing.Refused.class,
            refused -> assertThat(refused.code()).isEqualTo("tracking-after-packing"));
  }

  @Test
  void a_posting_that_was_never_seen_is_left_to_the_fresh_read_after_the_approval() {
    var proposed = told(Shipment.UNKNOWN, cancel("c1"));
    assertThat(proposed.next().commands()).containsEntry("c1", PROPOSED);
    assertThat(on(proposed.next(), approved("boris"), LATER).next().commands())
        .containsEntry("c1", new Standing.Open(APPROVED, State.ACCEPTED));
  }

  @Test
  void of_two_that_were_proposed_the_one_approved_last_finds_the_posting_cancelled() {
    var both = told(told(seen(packing(3)), cancel("c1")).next(), cancel("c2")).next();
    var first = on(both, approved("boris"), LATER).next();
    var done =
        new Shipment(
            first.posting(),
            Map.of(
                "c1",
                new Standing.Done(APPROVED, LATER),
                "c2",
                first.commands().getOrDefault("c2", new Standing.Unheard())));
    var second = new Heard.Approved(REF, "c2", "boris", "", ACTIONS.again(LATER));
    assertThat(on(done, second, LATER).next().commands())
        .containsEntry("c2", new Standing.Refused(APPROVED, "already-cancelled", LATER));
  }

  private static Posting holding(long version, int pieces) {
    var posting =
        Samples.posting(
            version,
            "awaiting_packaging",
            "posting_created",
            "non_integrated",
            CancellingGoods.OFFER);
    return new Posting(
        posting.ref(),
        posting.orderNumber(),
        posting.version(),
        posting.status(),
        posting.substatus(),
        posting.integration(),
        posting.actions(),
        posting.trackingNumber(),
        posting.inProcessAt(),
        posting.shipmentDate(),
        posting.promised(),
        List.of(new Posting.Item(827098843, "SK-58", pieces, null)),
        posting.cancellation());
  }

  private static Shipment seen(Posting posting) {
    return new Shipment(posting, Map.of());
  }

  private static Shipment with(Posting posting, Standing standing) {
    return new Shipment(posting, Map.of("c1", standing));
  }

  private static Order decided(Order order, boolean approved, String by, String why) {
    var verdict = new Verdict(approved, by, LATER, why);
    return new Order(order.action(), order.requestedBy(), order.at(), order.until(), verdict);
  }

  private static Decision<Shipment> told(Shipment state, ShipmentCommand command) {
    return on(state, ACTIONS.asked(command, "event", NOW).orElseThrow(), NOW);
  }

  private static Heard shown(Posting posting) {
    return new Heard.Shown(posting, ACTIONS.again(LATER));
  }

  private static Heard approved(String by) {
    return new Heard.Approved(REF, "c1", by, "", ACTIONS.again(LATER));
  }

  private static Heard declined(String by) {
    return new Heard.Declined(REF, "c1", by, "not this one");
  }

  private static Decision<Shipment> on(Shipment state, Heard heard, Instant at) {
    return Shipment.on(state, heard, at);
  }

  private static Effect published(State state, @Nullable Instant until, @Nullable String by) {
    return new Effect.Publish(
        new CommandProgressed(REF, "c1", "cancel", state, null, null, until, by),
        null,
        "command/c1/" + state.name().toLowerCase(Locale.ROOT));
  }

  private static Effect ended(String code, Refusal why) {
    Event refused = new CancelRefused(REF, "c1", code, why.explanation());
    return new Effect.Publish(refused, null, "command/c1");
  }
}
