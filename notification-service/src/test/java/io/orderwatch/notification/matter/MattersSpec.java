package io.orderwatch.notification.matter;

import static io.orderwatch.notification.reminder.Given.AT;
import static io.orderwatch.notification.reminder.Given.REF;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.contracts.Goods;
import io.orderwatch.contracts.ShipmentEvent;
import io.orderwatch.contracts.ShipmentEvent.CommandProgressed.State;
import io.orderwatch.contracts.ShipmentEvent.OfTicket;
import io.orderwatch.contracts.ShipmentEvent.ReturnActionDue.Running;
import io.orderwatch.mailbox.Due;
import io.orderwatch.mailbox.Effect;
import io.orderwatch.notification.matter.Matter.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

public class MattersSpec {

  private static final Instant DUE = AT.plus(Duration.ofHours(6));
  private static final Instant LATER = AT.plus(Duration.ofHours(1));
  private static final OfTicket.Kind APPEAL = OfTicket.Kind.APPEAL_CANCELLATION;

  private static final ShipmentEvent STALE =
      new ShipmentEvent.TicketStale(REF, "t-1", "c-1", APPEAL, "", AT.minusSeconds(300_000));
  private static final ShipmentEvent FILED =
      new ShipmentEvent.TicketFiled(REF, "t-1", "c-1", APPEAL, "77");
  private static final ShipmentEvent DONE =
      new ShipmentEvent.TicketDone(REF, "t-1", "c-1", APPEAL, "77");
  private static final ShipmentEvent DROPPED =
      new ShipmentEvent.TicketDropped(REF, "t-1", "c-1", APPEAL);
  private static final ShipmentEvent CANCEL = new ShipmentEvent.CancellationAnswerDue(REF, 5, DUE);
  private static final ShipmentEvent ANSWERED =
      new ShipmentEvent.CancellationAnswered(REF, "c-2", 5, false);
  private static final ShipmentEvent CANCELLED = new ShipmentEvent.Cancelled(REF, "c-3", 352);
  private static final ShipmentEvent RETURN = back("rfbs", 9, DUE);
  private static final ShipmentEvent ACTED = new ShipmentEvent.ReturnActionDone(REF, "c-4", 9, 1);

  private static final ShipmentEvent PROPOSED = progressed("c-9", State.PROPOSED, DUE);
  private static final ShipmentEvent APPROVED = progressed("c-9", State.APPROVED, null);
  private static final ShipmentEvent DECLINED = progressed("c-9", State.DECLINED, null);

  /** What refuses a command of each action, whatever it was. */
  private static final List<ShipmentEvent> REFUSED =
      List.of(
          new ShipmentEvent.CancelRefused(REF, "c-9", "not-approved", ""),
          new ShipmentEvent.TrackingRefused(REF, "c-9", "posting-ended", ""),
          new ShipmentEvent.ExtensionRefused(REF, "c-9", "", ""),
          new ShipmentEvent.ShipmentDateRefused(REF, "c-9", "", ""),
          new ShipmentEvent.ProgressRefused(REF, "c-9", "", ""),
          new ShipmentEvent.CancellationAnswerRefused(REF, "c-9", 5, "", ""),
          new ShipmentEvent.ReturnActionRefused(REF, "c-9", 9, 1, "", ""),
          new ShipmentEvent.DisputeRefused(REF, "c-9", "", ""),
          new ShipmentEvent.ResumptionRefused(REF, "c-9", "", ""));

  /** One of each kind of the events that say nothing of what waits. */
  private static final List<ShipmentEvent> OTHERS =
      List.of(
          new ShipmentEvent.TicketDrafted(REF, "t-1", "c-1", APPEAL, "", ""),
          new ShipmentEvent.CancellationAnswerRefused(REF, "c-2", 5, "", ""),
          new ShipmentEvent.ReturnActionRefused(REF, "c-4", 9, 1, "", ""),
          new ShipmentEvent.GoodsCancelled(REF, "", 352, List.<Goods>of()),
          new ShipmentEvent.CancelRefused(REF, "", "", ""),
          new ShipmentEvent.TrackingChanged(REF, "", "RB123456785CN"),
          new ShipmentEvent.TrackingRefused(REF, "", "", ""),
          new ShipmentEvent.DeliveryExtended(REF, "", AT, LATER),
          new ShipmentEvent.ExtensionRefused(REF, "", "", ""),
          new ShipmentEvent.ShipmentDateSet(REF, "", AT),
          new ShipmentEvent.ShipmentDateRefused(REF, "", "", ""),
          new ShipmentEvent.ProgressReported(REF, "", "sent"),
          new ShipmentEvent.ProgressRefused(REF, "", "", ""),
          progressed("c-9", State.ACCEPTED, null),
          progressed("c-9", State.WAITING, null),
          progressed("c-9", State.CHECKED, null),
          progressed("c-9", State.EXECUTING, null),
          progressed("c-9", State.UNKNOWN, null),
          progressed("c-8", State.APPROVED, null),
          new ShipmentEvent.DisputeOpened(REF, ""),
          new ShipmentEvent.DisputeRefused(REF, "", "", ""),
          new ShipmentEvent.DeliveryResumed(REF, ""),
          new ShipmentEvent.ResumptionRefused(REF, "", "", ""));

  private static final List<ShipmentEvent> EVENTS =
      Stream.concat(
              Stream.of(STALE, FILED, DONE, DROPPED, CANCEL, ANSWERED, CANCELLED, RETURN, ACTED),
              Stream.of(Stream.of(PROPOSED, APPROVED, DECLINED), REFUSED.stream(), OTHERS.stream())
                  .flatMap(each -> each))
          .toList();

  private static ShipmentEvent progressed(String id, State state, @Nullable Instant until) {
    return new ShipmentEvent.CommandProgressed(REF, id, "cancel", state, null, null, until, "anna");
  }

  private static ShipmentEvent back(String scheme, long id, Instant due) {
    return new ShipmentEvent.ReturnActionDue(
        REF, id, scheme, Running.APPROVES_ITSELF, due, List.of(1));
  }

  private static Matters after(ShipmentEvent... events) {
    var state = Matters.NONE;
    for (var event : events) {
      state = Matters.on(state, event, AT).next();
    }
    return state;
  }

  private static List<Kind> waiting(Matters state) {
    return state.matters().stream().filter(Matter::waits).map(Matter::kind).toList();
  }

  public static List<Matters> states() {
    return List.of(
        Matters.NONE,
        after(STALE),
        after(CANCEL),
        after(RETURN),
        after(PROPOSED),
        after(PROPOSED, APPROVED),
        after(STALE, CANCEL, RETURN, PROPOSED),
        after(STALE, CANCEL, RETURN, DONE, ANSWERED, ACTED));
  }

  static Stream<Arguments> every_state_and_event() {
    return states().stream()
        .flatMap(state -> EVENTS.stream().map(event -> Arguments.of(state, event)));
  }

  /** What waits afterwards; written anew, as a table. */
  private static List<Kind> expected(Matters state, ShipmentEvent event) {
    var waiting = new ArrayList<>(waiting(state));
    var heard = state.matters().stream().map(Matter::kind).toList();
    if (event == STALE && !heard.contains(Kind.TICKET_STALE)) {
      waiting.add(Kind.TICKET_STALE);
    } else if (event == CANCEL && !heard.contains(Kind.CANCELLATION_DUE)) {
      waiting.add(Kind.CANCELLATION_DUE);
    } else if (event == RETURN && !heard.contains(Kind.RETURN_DUE)) {
      waiting.add(Kind.RETURN_DUE);
    } else if (event == FILED || event == DONE || event == DROPPED) {
      waiting.remove(Kind.TICKET_STALE);
    } else if (event == ANSWERED || event == CANCELLED) {
      waiting.remove(Kind.CANCELLATION_DUE);
    } else if (event == ACTED) {
      waiting.remove(Kind.RETURN_DUE);
    } else if (event == PROPOSED && !heard.contains(Kind.APPROVAL_AWAITED)) {
      waiting.add(Kind.APPROVAL_AWAITED);
    } else if (event == APPROVED || event == DECLINED || REFUSED.contains(event)) {
      waiting.remove(Kind.APPROVAL_AWAITED);
    }
    return waiting;
  }

  @ParameterizedTest
  @MethodSource("every_state_and_event")
  void each_event_leaves_waiting_what_the_table_says(Matters state, ShipmentEvent event) {
    assertThat(waiting(Matters.on(state, event, AT).next())).isEqualTo(expected(state, event));
  }

  @ParameterizedTest
  @MethodSource("every_state_and_event")
  void twice_is_once(Matters state, ShipmentEvent event) {
    var once = Matters.on(state, event, AT).next();
    var twice = Matters.on(once, event, LATER);
    assertThat(twice.next()).isEqualTo(once);
    assertThat(twice.effects()).isEmpty();
  }

  @Test
  void the_matrix_has_every_event() {
    assertThat(EVENTS.stream().<Object>map(Object::getClass).distinct())
        .containsExactlyInAnyOrderElementsOf(leaves(ShipmentEvent.class).toList());
  }

  private static Stream<Object> leaves(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(MattersSpec::leaves)
        : Stream.of(type);
  }

  @Test
  void a_stale_ticket_waits_without_a_time_and_a_due_answer_until_its_own() {
    assertThat(Matters.on(Matters.NONE, STALE, AT).effects()).isEmpty();
    assertThat(after(STALE).matters().getFirst().due()).isNull();
    var timer = new Effect.SetTimer("matter/CANCELLATION_DUE-5-" + DUE.toEpochMilli(), DUE);
    assertThat(Matters.on(Matters.NONE, CANCEL, AT).effects()).containsExactly(timer);
    assertThat(after(CANCEL).matters().getFirst().due()).isEqualTo(DUE);
  }

  @Test
  void when_the_time_is_out_it_waits_no_longer_and_never_before() {
    var state = after(CANCEL, RETURN);
    var name = "matter/" + state.matters().getFirst().id();
    var early = Matters.on(state, new Due(name, DUE, DUE.minusMillis(1)));
    assertThat(early.next()).isEqualTo(state);
    var over = Matters.on(state, new Due(name, DUE, DUE)).next();
    assertThat(waiting(over)).containsExactly(Kind.RETURN_DUE);
    assertThat(over.matters().getFirst().closedAt()).isEqualTo(DUE);
    assertThat(Matters.on(over, new Due(name, DUE, DUE.plusSeconds(1))).next()).isEqualTo(over);
  }

  @Test
  void what_is_heard_when_its_time_is_out_concerns_nobody() {
    assertThat(Matters.on(Matters.NONE, CANCEL, DUE).next()).isEqualTo(Matters.NONE);
    assertThat(Matters.on(Matters.NONE, RETURN, DUE.plusSeconds(1)).next()).isEqualTo(Matters.NONE);
  }

  @Test
  void a_time_that_was_moved_takes_the_place_of_the_one_before_and_is_told_anew() {
    var moved = after(CANCEL, new ShipmentEvent.CancellationAnswerDue(REF, 5, DUE.plusSeconds(60)));
    assertThat(moved.matters()).hasSize(2);
    assertThat(moved.matters().stream().map(Matter::waits)).containsExactly(false, true);
    assertThat(moved.matters().stream().map(Matter::id)).doesNotHaveDuplicates();
  }

  @Test
  void each_command_that_awaits_a_second_person_is_a_matter_until_it_is_decided_or_over() {
    var two = after(PROPOSED, progressed("c-8", State.PROPOSED, DUE));
    assertThat(waiting(two)).containsExactly(Kind.APPROVAL_AWAITED, Kind.APPROVAL_AWAITED);
    var left = Matters.on(two, APPROVED, AT).next();
    assertThat(left.matters().stream().filter(Matter::waits).map(Matter::about))
        .containsExactly("c-8");
    var name = "matter/" + left.matters().getLast().id();
    assertThat(waiting(Matters.on(left, new Due(name, DUE, DUE)).next())).isEmpty();
    assertThat(Matters.on(Matters.NONE, PROPOSED, DUE).next())
        .as("heard when its time is out")
        .isEqualTo(Matters.NONE);
  }

  @Test
  void another_request_return_or_scheme_is_a_matter_of_its_own() {
    var state =
        after(
            CANCEL,
            new ShipmentEvent.CancellationAnswerDue(REF, 6, DUE),
            RETURN,
            back("rfbs", 8, DUE),
            back("fbs", 9, DUE));
    assertThat(waiting(state)).hasSize(5);
    var left = Matters.on(Matters.on(state, ANSWERED, AT).next(), ACTED, AT).next();
    assertThat(left.matters().stream().filter(Matter::waits).map(Matter::about))
        .containsExactly("6", "rfbs-8", "fbs-9");
  }
}
