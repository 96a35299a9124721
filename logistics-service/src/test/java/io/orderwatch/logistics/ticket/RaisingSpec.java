package io.orderwatch.logistics.ticket;

import static io.orderwatch.logistics.shipment.Samples.NOW;
import static io.orderwatch.logistics.shipment.Samples.REF;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.Posting.Cancellation;
import io.orderwatch.contracts.ShipmentEvent.TicketDone;
import io.orderwatch.contracts.ShipmentEvent.TicketDrafted;
import io.orderwatch.logistics.cancelling.CancellingPolicy;
import io.orderwatch.logistics.shipment.Refusal;
import io.orderwatch.logistics.shipment.Samples;
import io.orderwatch.logistics.shipment.Shipment;
import io.orderwatch.logistics.shipment.Shipment.Heard;
import io.orderwatch.logistics.shipment.Shipment.Standing;
import io.orderwatch.mailbox.Decision;
import io.orderwatch.mailbox.Effect;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is asked of Ozon's support alone. */
class RaisingSpec {

  private static final Instant LATER = NOW.plusSeconds(60);
  private static final Appealing APPEAL = new Appealing("handed over in time");
  private static final Posting COUNTED = cancelled(2, true);
  private static final Posting MOVING = moving(1, "posting_on_way_to_city");

  @Test
  void an_appeal_is_drafted_with_what_ozon_shows_and_nothing_is_called() {
    var drafted = appeal(seen(COUNTED), "a1");
    assertThat(drafted.next().commands()).containsEntry("a1", new Standing.Done(order(), NOW));
    assertThat(drafted.effects()).noneMatch(Effect.CallOut.class::isInstance);
    assertThat(published(drafted, TicketDrafted.class))
        .singleElement()
        .satisfies(
            event ->
                assertThat(event.text())
                    .contains("402 seller; RB473124829CN; –", "handed over in time"));
  }

  @Test
  void an_appeal_is_done_when_the_cancellation_counts_no_longer() {
    var drafted = appeal(seen(COUNTED), "a1").next();
    var same = Shipment.on(drafted, shown(cancelled(3, true)), LATER);
    assertThat(same.effects()).isEmpty();
    var done = Shipment.on(same.next(), shown(cancelled(4, false)), LATER);
    assertThat(published(done, TicketDone.class)).hasSize(1);
    assertThat(done.next().tickets().get("a1")).isInstanceOf(Ticket.Done.class);
  }

  @Test
  void only_a_cancellation_that_counts_can_be_appealed_against() {
    assertThat(against(null)).isEqualTo(Refusal.POSTING_NOT_SEEN);
    assertThat(against(MOVING)).isEqualTo(Refusal.NOT_CANCELLED);
    assertThat(against(cancelled(2, false))).isEqualTo(Refusal.CANCELLATION_NOT_COUNTED);
    assertThat(against(COUNTED)).isNull();
  }

  @Test
  void a_stuck_parcel_is_found_when_ozon_shows_it_elsewhere_or_ended() {
    var drafted = stuck(seen(MOVING), "s1").next();
    var same = moving(2, "posting_on_way_to_city");
    var other = Samples.tracked(moving(2, "posting_on_way_to_city"), "LP1");
    for (var still : List.of(same, other)) {
      assertThat(Shipment.on(drafted, shown(still), LATER).effects()).isEmpty();
    }
    for (var moved :
        List.of(
            moving(2, "posting_in_pickup_point"),
            Samples.posting(2, "delivered", "posting_received", "aggregator"),
            cancelled(2, false))) {
      assertThat(published(Shipment.on(drafted, shown(moved), LATER), TicketDone.class)).hasSize(1);
    }
  }

  @Test
  void only_what_is_on_its_way_can_be_stuck() {
    assertThat(ReportingStuck.against(Shipment.UNKNOWN, CancellingPolicy.PUBLISHED))
        .contains(Refusal.POSTING_NOT_SEEN);
    assertThat(ReportingStuck.against(seen(Samples.packing(1)), CancellingPolicy.PUBLISHED))
        .contains(Refusal.NOT_ON_ITS_WAY);
    assertThat(ReportingStuck.against(seen(COUNTED), CancellingPolicy.PUBLISHED))
        .contains(Refusal.POSTING_ENDED);
    assertThat(ReportingStuck.against(seen(MOVING), CancellingPolicy.PUBLISHED)).isEmpty();
  }

  @Test
  void one_ticket_for_the_same_is_enough_until_it_has_ended() {
    var once = stuck(seen(MOVING), "s1").next();
    var twice = stuck(once, "s2");
    assertThat(twice.next().commands().get("s2"))
        .isInstanceOfSatisfying(
            Standing.Refused.class,
            refused -> assertThat(refused.code()).isEqualTo("ticket-drafted-before"));
    assertThat(twice.effects()).isEmpty();
    var dropped =
        Shipment.on(once, new Heard.OfTicket(REF, "s1", new Ticket.Heard.GivenUp()), LATER);
    assertThat(stuck(dropped.next(), "s3").next().tickets()).containsOnlyKeys("s1", "s3");
  }

  @Test
  void a_ticket_that_nobody_answers_is_stale_after_three_days() {
    var drafted = stuck(seen(MOVING), "s1").next();
    var waited =
        Shipment.on(
            drafted,
            new Heard.OfTicket(REF, "s1", new Ticket.Heard.Waited()),
            NOW.plus(Ticket.PATIENCE));
    assertThat(waited.next().tickets().get("s1")).isInstanceOf(Ticket.Stale.class);
  }

  private static @Nullable Refusal against(@Nullable Posting posting) {
    return Appealing.against(posting == null ? Shipment.UNKNOWN : seen(posting)).orElse(null);
  }

  private static Shipment.Order order() {
    return new Shipment.Order(APPEAL, "anna", NOW);
  }

  private static Decision<Shipment> appeal(Shipment shipment, String id) {
    return Shipment.on(
        shipment, new Heard.Raised(REF, id, "anna", APPEAL, Appealing::against), NOW);
  }

  private static Decision<Shipment> stuck(Shipment shipment, String id) {
    return Shipment.on(
        shipment,
        new Heard.Raised(
            REF,
            id,
            "anna",
            new ReportingStuck("no scan"),
            state -> ReportingStuck.against(state, CancellingPolicy.PUBLISHED)),
        NOW);
  }

  private static <E> List<E> published(Decision<Shipment> decision, Class<E> type) {
    return decision.effects().stream()
        .flatMap(
            effect -> effect instanceof Effect.Publish it ? Stream.of(it.event()) : Stream.of())
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  private static Shipment seen(Posting posting) {
    return new Shipment(posting, Map.of());
  }

  /** Of a posting of which nothing was proposed. */
  private static Heard shown(Posting posting) {
    return new Heard.Shown(
        posting,
        _ -> {
          throw new AssertionError("nothing was proposed");
        });
  }

  private static Posting moving(long version, String substatus) {
    return Samples.tracked(
        Samples.posting(version, "delivering", substatus, "aggregator", "cancel"), "RB473124829CN");
  }

  private static Posting cancelled(long version, boolean counted) {
    var posting = Samples.posting(version, "cancelled", "posting_canceled", "aggregator");
    return new Posting(
        posting.ref(),
        posting.orderNumber(),
        posting.version(),
        posting.status(),
        posting.substatus(),
        posting.integration(),
        posting.actions(),
        "RB473124829CN",
        posting.inProcessAt(),
        null,
        null,
        posting.items(),
        new Cancellation(402, "seller", true, counted));
  }
}
