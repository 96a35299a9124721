package io.orderwatch.notification.notice;

import static io.orderwatch.mailbox.Decision.move;
import static io.orderwatch.mailbox.Decision.stay;
import static io.orderwatch.mailbox.Effect.publish;
import static io.orderwatch.notification.reminder.Given.AT;
import static io.orderwatch.notification.reminder.Given.DEADLINE;
import static io.orderwatch.notification.reminder.Given.ORDER;
import static io.orderwatch.notification.reminder.Given.REF;
import static io.orderwatch.notification.reminder.Given.TEXTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.contracts.Event;
import io.orderwatch.contracts.MessageEvent;
import io.orderwatch.contracts.PassportEvent;
import io.orderwatch.contracts.ShipmentEvent;
import io.orderwatch.mailbox.Decision;
import io.orderwatch.mailbox.Due;
import io.orderwatch.mailbox.Effect;
import io.orderwatch.mailbox.Settled;
import io.orderwatch.notification.linter.Linter;
import io.orderwatch.notification.notice.Notices.Asked;
import io.orderwatch.notification.notice.Notices.Dropped;
import io.orderwatch.notification.notice.Notices.SentByHand;
import io.orderwatch.notification.reminder.Given;
import io.orderwatch.notification.reminder.Step;
import io.orderwatch.notification.reminder.Step.Fate;
import io.orderwatch.notification.texts.Situation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

public class NoticesSpec {

  private static final String NUMBER = "RB123456785CN";
  private static final Notices.Policy SILENT = Notices.Policy.of(Set.of());
  private static final Notices.Policy TELLING =
      Notices.Policy.of(Set.of(Situation.NEW_TRACKING_NUMBER));
  private static final Instant LATER = AT.plusSeconds(60);
  private static final Instant UNTIL = AT.plus(Duration.ofDays(1));
  private static final Asked RETURNED =
      new Asked(REF, ORDER, Situation.RETURNED_MIDWAY, "", null, "li");
  private static final ShipmentEvent CHANGED =
      new ShipmentEvent.TrackingChanged(REF, "c-1", NUMBER);

  static Stream<Fate> fates() {
    return Stream.of(
        new Fate.Planned(),
        new Fate.Sent("chat"),
        new Fate.Suppressed("too late"),
        new Fate.Failed("store-blocked"),
        new Fate.AwaitingOperator("chat-not-offered"));
  }

  private static Notice returned(int number, Fate fate) {
    return new Notice(
        Situation.RETURNED_MIDWAY,
        number,
        ORDER,
        "",
        null,
        UNTIL,
        Notices.text(RETURNED, AT, TEXTS),
        "li",
        AT,
        AT,
        fate,
        fate instanceof Fate.AwaitingOperator(var why)
            ? Optional.of(new Step.ByHand(AT, why, Optional.empty()))
            : Optional.empty());
  }

  /** Each fate alone, and all of them behind one another. */
  public static Stream<Notices> states() {
    return fates().map(fate -> new Notices(List.of(returned(1, fate))));
  }

  private static Decision<Notices> ask(Notices state, Asked asked) {
    return Notices.on(state, asked, AT, TEXTS, SILENT);
  }

  private static Effect call(Notice notice) {
    return new Effect.CallOut(Notices.CALL, notice.id(), new Notices.Message(notice.text(), UNTIL));
  }

  @Test
  void who_is_to_be_told_is_written_to() {
    var planned = returned(1, new Fate.Planned());
    assertThat(ask(Notices.NONE, RETURNED))
        .isEqualTo(move(new Notices(List.of(planned)), call(planned)));
    assertThat(planned.id()).isEqualTo("returned-midway.1");
  }

  @ParameterizedTest
  @MethodSource("fates")
  void the_same_is_told_again_only_if_it_surely_reached_nobody(Fate fate) {
    var state = new Notices(List.of(returned(1, fate)));
    var again = returned(2, new Fate.Planned());
    assertThat(ask(state, RETURNED))
        .isEqualTo(
            switch (fate) {
              case Fate.Planned _, Fate.Sent _, Fate.AwaitingOperator _ -> stay(state);
              case Fate.Suppressed _, Fate.Failed _ ->
                  move(new Notices(List.of(returned(1, fate), again)), call(again));
            });
  }

  @Test
  void another_number_is_another_thing_to_tell() {
    var first = new Asked(REF, ORDER, Situation.NEW_TRACKING_NUMBER, NUMBER, null, "li");
    var second = new Asked(REF, ORDER, Situation.NEW_TRACKING_NUMBER, "RB123456799CN", null, "li");
    var told = ask(ask(Notices.NONE, first).next(), second).next();
    assertThat(told.notices())
        .extracting(Notice::id)
        .containsExactly(
            "new-tracking-number.rb123456785cn.1", "new-tracking-number.rb123456799cn.1");
    assertThat(told.notices().getLast().text()).contains("RB123456799CN");
  }

  @ParameterizedTest
  @EnumSource(Situation.class)
  void every_text_that_a_person_may_send_is_within_the_chat_rules(Situation situation) {
    if (!Situation.notices().contains(situation)) {
      assertThat(Situation.ladder()).contains(situation);
      return;
    }
    var number = situation.needed().contains("tracking") ? NUMBER : "";
    var text =
        Notices.text(new Asked(REF, ORDER, situation, number, DEADLINE.at(), "li"), AT, TEXTS);
    assertThat(Linter.refused(text, REF.posting().value(), ORDER, number)).isEmpty();
    assertThat(text).doesNotContain("{").hasSizeBetween(100, 1000);
    if (situation == Situation.FILLED_IN) {
      assertThat(text).contains("№ " + ORDER, "по московскому времени");
    }
  }

  @Test
  void nobody_is_told_why_data_are_needed_that_nobody_awaits() {
    for (var situation : List.of(Situation.WHY, Situation.FILLED_IN)) {
      var late = new Asked(REF, ORDER, situation, "", AT, "li");
      assertThat(ask(Notices.NONE, late)).isEqualTo(stay(Notices.NONE));
      assertThat(ask(Notices.NONE, new Asked(REF, ORDER, situation, "", null, "li")))
          .isEqualTo(stay(Notices.NONE));
      assertThat(ask(Notices.NONE, new Asked(REF, ORDER, situation, "", DEADLINE.at(), "li")))
          .isNotEqualTo(stay(Notices.NONE));
    }
  }

  @Test
  void a_changed_number_is_told_by_itself_where_the_store_wants_that() {
    assertThat(Notices.on(Notices.NONE, CHANGED, AT, TEXTS, SILENT)).isEqualTo(stay(Notices.NONE));
    var told = Notices.on(Notices.NONE, CHANGED, AT, TEXTS, TELLING);
    assertThat(told.effects()).singleElement().isInstanceOf(Effect.CallOut.class);
    assertThat(told.next().notices().getFirst().text()).contains(NUMBER);
    assertThat(told.next().notices().getFirst().by()).isEqualTo(Notices.BY_ITSELF);
    assertThat(Notices.on(told.next(), CHANGED, LATER, TEXTS, TELLING))
        .isEqualTo(stay(told.next()));
  }

  @Test
  void a_number_that_no_text_can_name_is_not_told() {
    var odd = new ShipmentEvent.TrackingChanged(REF, "c-1", "see shop.example");
    assertThat(Notices.on(Notices.NONE, odd, AT, TEXTS, TELLING)).isEqualTo(stay(Notices.NONE));
  }

  @Test
  void nothing_else_that_happens_to_a_parcel_is_told() {
    var cancelled = new ShipmentEvent.Cancelled(REF, "c-1", 352);
    assertThat(Notices.on(Notices.NONE, cancelled, AT, TEXTS, TELLING))
        .isEqualTo(stay(Notices.NONE));
  }

  record End(Settled.Outcome outcome, Fate fate, Event told) {}

  static Stream<End> ends() {
    var id = "returned-midway.1";
    var code = "returned-midway";
    var text = Notices.text(RETURNED, AT, TEXTS);
    return Stream.of(
        new End(
            new Settled.Outcome.Done(Map.of("chatId", "chat")),
            new Fate.Sent("chat"),
            new MessageEvent.NoticeSent(REF, id, code, "chat")),
        new End(
            new Settled.Outcome.Superseded("too late"),
            new Fate.Suppressed("too late"),
            new MessageEvent.NoticeNotSent(REF, id, code, "too late")),
        new End(
            new Settled.Outcome.Refused("store-blocked"),
            new Fate.Failed("store-blocked"),
            new MessageEvent.NoticeNotSent(REF, id, code, "store-blocked")),
        new End(
            new Settled.Outcome.Refused("chat-window-closed"),
            new Fate.AwaitingOperator("chat-window-closed"),
            new MessageEvent.NoticeAwaitingOperator(REF, id, code, text, "chat-window-closed")));
  }

  @ParameterizedTest
  @MethodSource("ends")
  void what_became_of_it_is_told(End end) {
    var planned = returned(1, new Fate.Planned());
    var settled = new Settled(Notices.CALL, planned.id(), end.outcome());
    assertThat(Notices.on(new Notices(List.of(planned)), REF, settled, LATER))
        .isEqualTo(
            new Decision<>(
                new Notices(List.of(planned.became(end.fate(), LATER))),
                end.fate() instanceof Fate.AwaitingOperator
                    ? List.of(publish(end.told()), new Effect.SetTimer(planned.id(), UNTIL))
                    : List.of(publish(end.told()))));
  }

  @ParameterizedTest
  @MethodSource("states")
  void a_call_ends_once_and_a_person_speaks_only_of_what_awaits_him(Notices state) {
    var notice = state.notices().getFirst();
    var done = new Settled(Notices.CALL, notice.id(), new Settled.Outcome.Superseded("too late"));
    var planned = notice.fate() instanceof Fate.Planned;
    var awaits = notice.fate() instanceof Fate.AwaitingOperator;
    assertThat(Notices.on(state, REF, done, LATER).next().equals(state)).isEqualTo(!planned);
    assertThat(Notices.on(state, new SentByHand(REF, notice.id(), AT, "li"), LATER))
        .isEqualTo(
            awaits
                ? move(
                    new Notices(
                        List.of(
                            notice
                                .told(new Step.Said("li", AT, null))
                                .became(new Fate.Sent(""), LATER))),
                    publish(new MessageEvent.NoticeSent(REF, notice.id(), "returned-midway", "")))
                : stay(state));
    assertThat(Notices.on(state, new Dropped(REF, notice.id(), null, "li"), LATER))
        .isEqualTo(
            awaits
                ? move(
                    new Notices(
                        List.of(
                            notice
                                .told(new Step.Said("li", LATER, null))
                                .became(new Fate.Suppressed("dropped by li"), LATER))),
                    publish(
                        new MessageEvent.NoticeNotSent(
                            REF, notice.id(), "returned-midway", "dropped by li")))
                : stay(state));
  }

  @ParameterizedTest
  @MethodSource("states")
  void what_awaits_a_person_is_moot_when_it_is_of_no_use_any_more(Notices state) {
    var notice = state.notices().getFirst();
    var due = new Due(notice.id(), UNTIL, UNTIL.plusSeconds(9));
    assertThat(Notices.on(state, REF, due))
        .isEqualTo(
            notice.fate() instanceof Fate.AwaitingOperator
                ? move(
                    new Notices(List.of(notice.became(new Fate.Suppressed("too late"), UNTIL))),
                    publish(
                        new MessageEvent.NoticeNotSent(
                            REF, notice.id(), "returned-midway", "too late")))
                : stay(state));
  }

  private static Notice why(Fate fate) {
    var asked = new Asked(REF, ORDER, Situation.WHY, "", DEADLINE.at(), "li");
    return ask(Notices.NONE, asked).next().notices().getFirst().became(fate, AT);
  }

  /** What ends it, and the reason that is told. */
  static Stream<Arguments> endings() {
    return Stream.of(
            Map.entry(Given.SUPPLIED, "passport data was supplied"),
            Map.entry(Given.LOST, "the posting was cancelled"),
            Map.entry(Given.SPLIT, "the posting was split"),
            Map.entry(Given.EXPIRED, "the deadline has passed"),
            Map.entry(new ShipmentEvent.Cancelled(REF, "c-1", 352), "the posting was cancelled"),
            Map.entry(Given.MISSING, ""),
            Map.entry(Given.ESCALATED, ""),
            Map.entry(Given.due(1), ""),
            Map.entry(CHANGED, ""))
        .flatMap(each -> fates().map(fate -> Arguments.of(each.getKey(), each.getValue(), fate)));
  }

  /** Every fate of a notice of passport data by everything that is heard. */
  @ParameterizedTest
  @MethodSource("endings")
  void what_speaks_of_passport_data_is_moot_when_they_came_or_the_order_ended(
      Event event, String reason, Fate fate) {
    var notice = why(fate);
    var other = returned(1, fate);
    var state = new Notices(List.of(notice, other));
    var decision = heard(state, event);
    if (reason.isEmpty()) {
      assertThat(decision).isEqualTo(stay(state));
      return;
    }
    assertThat(decision)
        .isEqualTo(
            switch (fate) {
              case Fate.AwaitingOperator _ ->
                  move(
                      new Notices(
                          List.of(notice.became(new Fate.Suppressed(reason), LATER), other)),
                      publish(new MessageEvent.NoticeNotSent(REF, "why.1", "why", reason)));
              case Fate.Planned _ -> move(new Notices(List.of(notice.usefulUntil(LATER), other)));
              case Fate.Sent _, Fate.Suppressed _, Fate.Failed _ -> stay(state);
            });
    assertThat(heard(decision.next(), event)).as("told twice").isEqualTo(stay(decision.next()));
  }

  private static Decision<Notices> heard(Notices state, Event event) {
    return switch (event) {
      case PassportEvent passport -> Notices.on(state, passport, LATER);
      case ShipmentEvent shipment -> Notices.on(state, shipment, LATER, TEXTS, SILENT);
      default -> throw new IllegalArgumentException("nobody hears " + event);
    };
  }

  @Test
  void what_was_being_sent_when_the_data_came_awaits_nobody() {
    var state = new Notices(List.of(why(new Fate.Planned())));
    var supplied = Notices.on(state, Given.SUPPLIED, LATER).next();
    var refused =
        new Settled(Notices.CALL, "why.1", new Settled.Outcome.Refused("chat-window-closed"));
    assertThat(Notices.on(supplied, REF, refused, LATER).effects())
        .containsExactly(publish(new MessageEvent.NoticeNotSent(REF, "why.1", "why", "too late")));
    var done = new Settled.Outcome.Done(Map.of("chatId", "chat"));
    assertThat(Notices.on(supplied, REF, new Settled(Notices.CALL, "why.1", done), LATER).effects())
        .as("it reached him all the same")
        .containsExactly(publish(new MessageEvent.NoticeSent(REF, "why.1", "why", "chat")));
  }

  @Test
  void why_it_is_left_is_kept() {
    var state = new Notices(List.of(returned(1, new Fate.AwaitingOperator("chat-not-offered"))));
    var left = new Dropped(REF, "returned-midway.1", Step.Skipping.NOT_POSSIBLE, "li");
    var notice = Notices.on(state, left, LATER).next().notices().getFirst();
    assertThat(notice.fate()).isEqualTo(new Fate.Suppressed("skipped by a person: not-possible"));
    assertThat(notice.byHand().orElseThrow().said())
        .contains(new Step.Said("li", LATER, Step.Skipping.NOT_POSSIBLE));
  }

  @Test
  void what_speaks_of_passport_data_is_of_no_use_after_the_deadline() {
    for (var situation : List.of(Situation.WHY, Situation.FILLED_IN)) {
      var soon = new Asked(REF, ORDER, situation, "", LATER, "li");
      assertThat(ask(Notices.NONE, soon).next().notices().getFirst().until()).isEqualTo(LATER);
    }
    assertThat(ask(Notices.NONE, RETURNED).next().notices().getFirst().until()).isEqualTo(UNTIL);
  }

  @Test
  void a_chat_is_opened_within_72_hours_after_payment_or_when_ozon_says_so_after_delivery() {
    var paid = AT.minus(Duration.ofDays(3));
    assertThat(ChatWindow.closed(paid, false, AT)).isTrue();
    assertThat(ChatWindow.closed(paid, false, AT.minusSeconds(1))).isFalse();
    assertThat(ChatWindow.closed(paid, true, AT)).isFalse();
    assertThat(ChatWindow.closed(null, false, AT)).isFalse();
  }
}
