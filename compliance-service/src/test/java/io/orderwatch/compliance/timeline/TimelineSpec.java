package io.orderwatch.compliance.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.contracts.Deadline;
import io.orderwatch.contracts.Event;
import io.orderwatch.contracts.MessageEvent;
import io.orderwatch.contracts.PassportEvent;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.ShipmentEvent;
import io.orderwatch.contracts.ShipmentEvent.CommandProgressed;
import io.orderwatch.contracts.ShipmentEvent.CommandProgressed.State;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TimelineSpec {

  private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
  private static final PostingRef REF = PostingRef.of("1001", "1-1");

  private static String facts(Event event) {
    var entry = Timeline.on(Timeline.EMPTY, event, "id", NOON).next().fresh().getFirst();
    assertThat(entry.id()).isEqualTo("id");
    assertThat(entry.at()).isEqualTo(NOON);
    return entry.type() + " " + entry.facts();
  }

  @Test
  void of_each_event_only_what_tells_it_apart_is_kept() {
    var deadline = new Deadline(NOON, Deadline.Basis.FIRST_SEEN);
    assertThat(
            List.of(
                facts(new PassportEvent.ReminderDue(REF, "order", 2, 3, deadline)),
                facts(new MessageEvent.Sent(REF, 2, "chat")),
                facts(new MessageEvent.AwaitingOperator(REF, 3, "Здравствуйте!", "no chat yet")),
                facts(new MessageEvent.Read(REF, 2, "chat")),
                facts(new MessageEvent.Answered(REF, 2, "chat", "asks-why")),
                facts(new MessageEvent.Read(REF, 0, "chat", "why.1")),
                facts(new MessageEvent.Answered(REF, 2, "chat", "other", "why.1")),
                facts(new ShipmentEvent.CancelRefused(REF, "c", "in-transit", "It is on its way.")),
                facts(
                    new ShipmentEvent.TicketDrafted(
                        REF, "t", "c", ShipmentEvent.OfTicket.Kind.EXTEND_DELIVERY, "a", "b")),
                facts(step(State.CHECKED, null)),
                facts(step(State.PROPOSED, "anna")),
                facts(step(State.APPROVED, "Li Na")),
                facts(step(State.DECLINED, "boris")),
                facts(new PassportEvent.Escalated(REF, "order", "unread", deadline)),
                facts(new PassportEvent.Supplied(REF, NOON)),
                facts(new PassportEvent.Supplied(REF, NOON, NOON.minusSeconds(60), 2)),
                facts(new PassportEvent.Split(REF))))
        .containsExactly(
            "passport.reminder-due.v1 step=2/3",
            "message.sent.v1 step=2",
            "message.awaiting-operator.v1 step=3 reason=no_chat_yet",
            "message.read.v1 step=2",
            "message.answered.v1 step=2 about=asks-why",
            "message.read.v1 notice=why.1",
            "message.answered.v1 notice=why.1 about=other",
            "shipment.cancel-refused.v1 code=in-transit",
            "shipment.ticket-drafted.v1 ticket=t",
            "shipment.command-progressed.v1 ",
            "shipment.command-progressed.v1 proposed=anna",
            "shipment.command-progressed.v1 approved=Li_Na",
            "shipment.command-progressed.v1 declined=boris",
            "passport.escalated.v1 reason=unread",
            "passport.supplied.v1 ",
            "passport.supplied.v1 afterStep=2 openedAt=2026-11-01T11:59:00Z",
            "passport.split.v1 ");
  }

  private static ShipmentEvent step(State state, @Nullable String by) {
    return new CommandProgressed(REF, "c", "cancel", state, null, null, null, by);
  }

  @Test
  void what_was_told_is_counted_and_the_newest_is_known_whatever_the_order() {
    var one = Timeline.on(Timeline.EMPTY, new PassportEvent.Split(REF), "a", NOON).next();
    var two = Timeline.on(one, new PassportEvent.Split(REF), "b", NOON.minusSeconds(9)).next();
    assertThat(two.told()).isEqualTo(2);
    assertThat(two.lastAt()).isEqualTo(NOON);
    assertThat(two.fresh()).extracting(Timeline.Entry::id).containsExactly("a", "b");
  }
}
