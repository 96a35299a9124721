package io.orderwatch.logistics.ticket;

import static io.orderwatch.logistics.shipment.Samples.NOW;
import static io.orderwatch.logistics.shipment.Samples.REF;
import static io.orderwatch.mailbox.Decision.move;
import static io.orderwatch.mailbox.Decision.stay;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.contracts.Event;
import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.ShipmentEvent.OfTicket.Kind;
import io.orderwatch.contracts.ShipmentEvent.TicketDone;
import io.orderwatch.contracts.ShipmentEvent.TicketDrafted;
import io.orderwatch.contracts.ShipmentEvent.TicketDropped;
import io.orderwatch.contracts.ShipmentEvent.TicketFiled;
import io.orderwatch.contracts.ShipmentEvent.TicketStale;
import io.orderwatch.logistics.extending.ExtendingDelivery;
import io.orderwatch.logistics.shipment.Samples;
import io.orderwatch.logistics.ticket.Ticket.About;
import io.orderwatch.logistics.ticket.Ticket.Draft;
import io.orderwatch.logistics.ticket.Ticket.Heard;
import io.orderwatch.logistics.tracking.ChangingTracking;
import io.orderwatch.logistics.wording.Language;
import io.orderwatch.mailbox.Effect;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TicketSpec {

  private static final String OLD = "RB473124829CN";
  private static final String NEW = "RB123456785CN";
  private static final About ABOUT =
      new About(REF, "t1", new ChangingTracking(NEW, "the carrier relabelled the parcel"));
  private static final Draft DRAFT = new Draft(OLD, NOW);
  private static final Instant LATER = NOW.plus(Duration.ofDays(2));
  private static final Instant AFTER_THREE_DAYS = NOW.plus(Duration.ofDays(3));
  private static final Posting SHOWN = posting(NEW);
  private static final Posting NOT_SHOWN = posting(OLD);

  @Test
  void a_draft_carries_all_that_the_cabinet_asks_for_and_is_waited_for_three_days() {
    assertThat(Ticket.draft(ABOUT, NOT_SHOWN, NOW))
        .isEqualTo(
            move(
                new Ticket.Drafted(DRAFT),
                publish(
                    "drafted",
                    new TicketDrafted(
                        REF,
                        ABOUT.id(),
                        "t1",
                        Kind.CHANGE_TRACKING,
                        "Доставка магазином → Изменить трек-номер",
                        """
                        Здравствуйте! Просим изменить трек-номер отправления 0132112277-0102-1.
                        Сейчас указан: RB473124829CN
                        Новый трек-номер: RB123456785CN
                        Причина: the carrier relabelled the parcel
                        В личном кабинете и через API изменить его сейчас нельзя.
                        """)),
                new Effect.SetTimer("ticket/t1", AFTER_THREE_DAYS)));
  }

  @Test
  void filing_it_starts_the_three_days_anew() {
    assertThat(on(new Ticket.Drafted(DRAFT), new Heard.FiledAs("88"), LATER))
        .isEqualTo(
            move(
                new Ticket.Filed(DRAFT, "88", LATER),
                publish(
                    "filed/88", new TicketFiled(REF, ABOUT.id(), "t1", Kind.CHANGE_TRACKING, "88")),
                new Effect.SetTimer("ticket/t1", LATER.plus(Duration.ofDays(3)))));
  }

  @Test
  void it_is_done_when_a_posting_shows_the_effect_filed_or_not() {
    for (var ticket : List.of(new Ticket.Filed(DRAFT, "88", NOW), new Ticket.Drafted(DRAFT))) {
      assertThat(on(ticket, new Heard.Shown(SHOWN), LATER))
          .isEqualTo(
              move(
                  new Ticket.Done(DRAFT, ticket.number(), LATER),
                  publish(
                      "done",
                      new TicketDone(REF, ABOUT.id(), "t1", Kind.CHANGE_TRACKING, ticket.number())),
                  new Effect.CancelTimer("ticket/t1")));
      assertThat(on(ticket, new Heard.Shown(NOT_SHOWN), LATER)).isEqualTo(stay(ticket));
    }
  }

  @Test
  void it_is_stale_after_three_days_and_not_before_and_may_still_become_done() {
    var filed = new Ticket.Filed(DRAFT, "88", NOW);
    assertThat(on(filed, new Heard.Waited(), AFTER_THREE_DAYS.minusMillis(1)))
        .isEqualTo(stay(filed));
    var stale = new Ticket.Stale(DRAFT, "88", AFTER_THREE_DAYS);
    assertThat(on(filed, new Heard.Waited(), AFTER_THREE_DAYS))
        .isEqualTo(
            move(
                stale,
                publish(
                    "stale/" + NOW,
                    new TicketStale(REF, ABOUT.id(), "t1", Kind.CHANGE_TRACKING, "88", NOW))));
    assertThat(on(stale, new Heard.Shown(SHOWN), AFTER_THREE_DAYS).next())
        .isInstanceOf(Ticket.Done.class);
  }

  @Test
  void a_person_may_give_it_up() {
    assertThat(on(new Ticket.Drafted(DRAFT), new Heard.GivenUp(), LATER))
        .isEqualTo(
            move(
                new Ticket.Dropped(DRAFT, "", LATER),
                publish("dropped", new TicketDropped(REF, ABOUT.id(), "t1", Kind.CHANGE_TRACKING)),
                new Effect.CancelTimer("ticket/t1")));
  }

  @Test
  void every_ticket_takes_every_input_and_the_same_twice_is_once_and_endings_are_final() {
    for (var ticket : tickets()) {
      for (var heard : inputs()) {
        var once = on(ticket, heard, AFTER_THREE_DAYS);
        var twice = on(once.next(), heard, AFTER_THREE_DAYS);
        assertThat(twice).as("%s twice on %s", heard, ticket).isEqualTo(stay(once.next()));
        if (!ticket.live()) {
          assertThat(once).isEqualTo(stay(ticket));
        }
      }
    }
  }

  @Test
  void support_may_move_a_delivery_further_than_asked() {
    var to = NOW.plus(Duration.ofDays(9));
    var action = new ExtendingDelivery(NOW.plus(Duration.ofDays(8)), to, "customs");
    assertThat(action.shownIn(Samples.promised(SHOWN, to.plusSeconds(1)))).isTrue();
    assertThat(action.shownIn(Samples.promised(SHOWN, to))).isTrue();
    assertThat(action.shownIn(Samples.promised(SHOWN, to.minusSeconds(1)))).isFalse();
    assertThat(action.shownIn(SHOWN)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "write to anna.k+1@mail.ru please, write to … please",
    "call +7 (916) 123-45-67 or +86 138 0013 8000 first, call … or … first",
    "89161234567 is his number, … is his number",
    "phone 13800138000, phone …",
    "RB473124829CN became RB123456785CN, RB473124829CN became RB123456785CN",
    "of 0132112277-0102-1 on 2026-11-23, of 0132112277-0102-1 on 2026-11-23",
    "YT2229521272164446 was lost, YT2229521272164446 was lost",
  })
  void no_persons_address_gets_into_a_text(String reason, String written) {
    assertThat(TicketText.impersonal(reason)).isEqualTo(written);
  }

  @Test
  void every_kind_is_worded_in_every_language_with_its_evidence() {
    var until = NOW.plus(Duration.ofDays(8));
    for (var action :
        List.of(
            ABOUT.action(),
            new ExtendingDelivery(NOW, until, "the carrier relabelled 100% of it"),
            new Appealing("handed over in time"),
            new ReportingStuck("no scan for 9 days"))) {
      for (var language : Language.values()) {
        var text = TicketText.of(language, REF, action, DRAFT);
        assertThat(text.topicPath()).contains(" → ");
        assertThat(text.text())
            .contains(REF.posting().value(), OLD, action.wanted(), action.reason())
            .doesNotContain("%s");
        assertThat(TicketText.of(language, REF, action, new Draft("", NOW)).text())
            .containsAnyOf("нет", "无", "none");
      }
    }
  }

  private static List<Ticket> tickets() {
    return List.of(
        new Ticket.Drafted(DRAFT),
        new Ticket.Filed(DRAFT, "88", NOW),
        new Ticket.Stale(DRAFT, "88", LATER),
        new Ticket.Stale(DRAFT, "", LATER),
        new Ticket.Done(DRAFT, "88", LATER),
        new Ticket.Dropped(DRAFT, "", LATER));
  }

  private static List<Heard> inputs() {
    var inputs = new ArrayList<Heard>();
    inputs.add(new Heard.Shown(SHOWN));
    inputs.add(new Heard.Shown(NOT_SHOWN));
    inputs.add(new Heard.FiledAs("88"));
    inputs.add(new Heard.FiledAs("99"));
    inputs.add(new Heard.GivenUp());
    inputs.add(new Heard.Waited());
    return inputs;
  }

  private static io.orderwatch.mailbox.Decision<Ticket> on(Ticket ticket, Heard heard, Instant at) {
    return Ticket.on(ticket, heard, ABOUT, at);
  }

  private static Effect publish(String what, Event event) {
    return new Effect.Publish(event, null, "ticket/t1/" + what);
  }

  private static Posting posting(String trackingNumber) {
    return Samples.tracked(
        Samples.posting(1, "delivering", "posting_on_way_to_city", "aggregator", "cancel"),
        trackingNumber);
  }
}
