package io.orderwatch.notification.reminder;

import static io.orderwatch.mailbox.Decision.move;
import static io.orderwatch.mailbox.Decision.stay;
import static io.orderwatch.mailbox.Effect.publish;

import io.orderwatch.contracts.MessageEvent;
import io.orderwatch.contracts.PassportEvent;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.mailbox.Decision;
import io.orderwatch.mailbox.Effect;
import io.orderwatch.mailbox.Settled;
import io.orderwatch.notification.linter.Linter;
import io.orderwatch.notification.reminder.Step.Fate;
import io.orderwatch.notification.texts.Occasion;
import io.orderwatch.notification.texts.Texts;
import io.orderwatch.notification.texts.Wording;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A buyer who owes passport data is written to once a step, as long as he owes it. Whoever is asked
 * anew after he had given it is in a new round, and may be written to again. This page is the whole
 * rule.
 */
public sealed interface Reminder {

  /** The kind of the calls that this rule plans. */
  String CALL = "chat-reminder";

  /** Nothing was ever due. */
  record Unknown() implements Reminder {}

  /**
   * The buyer owes the data and may be written to.
   *
   * @param round 1 the first time; steps of earlier rounds are kept
   */
  record Open(int round, List<Step> steps) implements Reminder {
    public Open {
      steps = List.copyOf(steps);
    }
  }

  /**
   * Nobody is to be written to any more.
   *
   * @param round the one that ended; 0 if none was open
   */
  record Closed(int round, List<Step> steps, End end) implements Reminder {
    public Closed {
      steps = List.copyOf(steps);
    }
  }

  /**
   * What a planned call carries.
   *
   * @param step 1 for the first reminder
   * @param steps how many the ladder has
   * @param deadline nothing is sent from then on
   */
  record Message(
      int round, int step, int steps, Instant deadline, String orderNumber, String text) {}

  enum End {
    SUPPLIED("passport data was supplied"),
    LOST("the posting was cancelled"),
    EXPIRED("the deadline has passed"),
    /** What was split off goes on under its own number. */
    SPLIT("the posting was split"),
    /** Until the data was given and is asked for anew; then it is looked at before sending. */
    OPTED_OUT("the buyer wants no messages");

    private final String reason;

    End(String reason) {
      this.reason = reason;
    }

    public String reason() {
      return reason;
    }

    /** Whether the posting is no more. */
    boolean gone() {
      return this == LOST || this == SPLIT;
    }
  }

  /**
   * A person says that he has sent in the cabinet what awaited him; not counted from the deadline
   * on.
   */
  record SentByHand(PostingRef ref, int round, int step, Instant when, String by) {}

  /** A person leaves unsent what awaited him. */
  record Skipped(PostingRef ref, int round, int step, Step.Skipping why, String by) {}

  /** The buyer wants no messages about this order. */
  record OptedOut(PostingRef ref) {}

  /** That was taken back. */
  record OptedIn(PostingRef ref) {}

  record Heard(Reminder state, PassportEvent event) {}

  /**
   * @param texts what buyers read now
   */
  static Decision<Reminder> on(Reminder state, PassportEvent event, Instant at, Texts texts) {
    return switch (new Heard(state, event)) {
      case Heard(Open open, PassportEvent.ReminderDue due) -> plan(open, due, at, texts);
      case Heard(Unknown _, PassportEvent.ReminderDue due) ->
          plan(new Open(1, List.of()), due, at, texts);
      case Heard(Closed closed, PassportEvent.ReminderDue due) -> tooLate(closed, due, at, texts);
      case Heard(Unknown _, PassportEvent.Missing _) -> move(new Open(1, List.of()));
      case Heard(Closed(var round, var steps, var end), PassportEvent.Missing _)
          when end == End.SUPPLIED ->
          move(new Open(round + 1, steps));
      case Heard(var gone, PassportEvent _) when gone instanceof Closed c && c.end().gone() ->
          stay(gone);
      case Heard(var any, PassportEvent.Supplied e) -> close(any, e.ref(), End.SUPPLIED, at);
      case Heard(var any, PassportEvent.Lost e) -> close(any, e.ref(), End.LOST, at);
      case Heard(var any, PassportEvent.Split e) -> close(any, e.ref(), End.SPLIT, at);
      case Heard(var any, PassportEvent.Expired e) -> close(any, e.ref(), End.EXPIRED, at);
      case Heard(var same, PassportEvent.Missing _) -> stay(same);
      case Heard(var same, PassportEvent.Escalated _) -> stay(same);
    };
  }

  /** How the call of a planned step ended. */
  static Decision<Reminder> on(Reminder state, PostingRef ref, Settled settled, Instant at) {
    var planned =
        steps(state).stream()
            .filter(step -> step.id().equals(settled.id()) && step.fate() instanceof Fate.Planned)
            .findFirst();
    return planned.map(step -> settle(state, ref, step, settled, at)).orElseGet(() -> stay(state));
  }

  static Decision<Reminder> on(Reminder state, SentByHand said, Instant at) {
    return awaiting(state, said.round(), said.step())
        .filter(step -> said.when().isBefore(step.deadline()))
        .map(step -> step.told(new Step.Said(said.by(), said.when(), null)))
        .map(step -> became(state, said.ref(), step, new Fate.Sent(""), at))
        .orElseGet(() -> stay(state));
  }

  static Decision<Reminder> on(Reminder state, Skipped said, Instant at) {
    var fate = new Fate.Suppressed("skipped by a person: " + said.why().word());
    return awaiting(state, said.round(), said.step())
        .map(step -> step.told(new Step.Said(said.by(), at, said.why())))
        .map(step -> became(state, said.ref(), step, fate, at))
        .orElseGet(() -> stay(state));
  }

  /** What is planned is not sent any more: its round is not open. */
  static Decision<Reminder> on(Reminder state, OptedOut said, Instant at) {
    return state instanceof Closed ? stay(state) : close(state, said.ref(), End.OPTED_OUT, at);
  }

  /** What comes due from now on is sent again, in the same round; what was suppressed stays so. */
  static Decision<Reminder> on(Reminder state, OptedIn said) {
    return state instanceof Closed(var round, var steps, var end) && end == End.OPTED_OUT
        ? move(new Open(Math.max(1, round), steps))
        : stay(state);
  }

  private static Optional<Step> awaiting(Reminder state, int round, int number) {
    return find(state, round, number).filter(step -> step.fate() instanceof Fate.AwaitingOperator);
  }

  private static Decision<Reminder> plan(
      Open open, PassportEvent.ReminderDue due, Instant at, Texts texts) {
    if (find(open, open.round(), due.step()).isPresent()) {
      return stay(open);
    }
    var step = step(open.round(), due, at, texts);
    var broken = Linter.refused(step.text(), due.ref().posting().value(), due.orderNumber());
    if (!broken.isEmpty()) {
      return became(
          open,
          due.ref(),
          step,
          new Fate.Failed("against the chat rules: " + new TreeSet<>(broken)),
          at);
    }
    return move(
        with(open, step),
        new Effect.CallOut(
            CALL,
            step.id(),
            new Message(
                step.round(),
                step.number(),
                due.steps(),
                step.deadline(),
                step.orderNumber(),
                step.text())));
  }

  private static Decision<Reminder> tooLate(
      Closed closed, PassportEvent.ReminderDue due, Instant at, Texts texts) {
    if (find(closed, closed.round(), due.step()).isPresent()) {
      return stay(closed);
    }
    var reason = closed.end().reason();
    return became(
        closed, due.ref(), step(closed.round(), due, at, texts), new Fate.Suppressed(reason), at);
  }

  /** What still awaits a person is moot now; what is being sent comes back by itself. */
  private static Decision<Reminder> close(Reminder state, PostingRef ref, End end, Instant at) {
    var effects = new ArrayList<Effect>();
    var steps = new ArrayList<Step>();
    for (var step : steps(state)) {
      if (step.fate() instanceof Fate.AwaitingOperator) {
        steps.add(step.became(new Fate.Suppressed(end.reason()), at));
        effects.add(publish(new MessageEvent.Suppressed(ref, step.number(), end.reason())));
      } else {
        steps.add(step);
      }
    }
    return new Decision<>(new Closed(round(state), steps, end), effects);
  }

  private static Decision<Reminder> settle(
      Reminder state, PostingRef ref, Step step, Settled settled, Instant at) {
    var fate =
        switch (settled.outcome()) {
          case Settled.Outcome.Done(var result) -> new Fate.Sent(result.getOrDefault("chatId", ""));
          case Settled.Outcome.Superseded(var reason) -> new Fate.Suppressed(reason);
          case Settled.Outcome.Refused(var reason) when !Obstacle.leavesRoomForAPerson(reason) ->
              new Fate.Failed(reason);
          case Settled.Outcome.Refused(var reason) ->
              moot(state, step)
                  .<Fate>map(Fate.Suppressed::new)
                  .orElseGet(() -> new Fate.AwaitingOperator(reason));
        };
    return became(state, ref, step, fate, at);
  }

  /** Why nobody needs to send it any more; empty while the buyer still owes the data. */
  private static Optional<String> moot(Reminder state, Step step) {
    return switch (state) {
      case Closed closed -> Optional.of(closed.end().reason());
      case Open open when step.round() < open.round() -> Optional.of(End.SUPPLIED.reason());
      case Open _, Unknown _ -> Optional.empty();
    };
  }

  private static Decision<Reminder> became(
      Reminder state, PostingRef ref, Step step, Fate fate, Instant at) {
    var number = step.number();
    var next = with(state, step.became(fate, at));
    return switch (fate) {
      case Fate.Planned _ -> move(next);
      case Fate.Sent(var chat) -> move(next, publish(new MessageEvent.Sent(ref, number, chat)));
      case Fate.Suppressed(var reason) ->
          move(next, publish(new MessageEvent.Suppressed(ref, number, reason)));
      case Fate.Failed(var reason) ->
          move(next, publish(new MessageEvent.Failed(ref, number, reason)));
      case Fate.AwaitingOperator(var reason) ->
          move(next, publish(new MessageEvent.AwaitingOperator(ref, number, step.text(), reason)));
    };
  }

  private static Step step(int round, PassportEvent.ReminderDue due, Instant at, Texts texts) {
    var deadline = due.deadline().at();
    var text =
        Wording.ofLadder(
            texts,
            new Occasion(
                due.ref().store(),
                due.orderNumber(),
                List.of(due.ref().posting()),
                deadline,
                at,
                round,
                due.step(),
                due.steps(),
                ""));
    return new Step(
        round, due.step(), due.orderNumber(), deadline, text, at, at, new Fate.Planned());
  }

  static List<Step> steps(Reminder state) {
    return switch (state) {
      case Unknown _ -> List.of();
      case Open open -> open.steps();
      case Closed closed -> closed.steps();
    };
  }

  private static int round(Reminder state) {
    return switch (state) {
      case Unknown _ -> 0;
      case Open open -> open.round();
      case Closed closed -> closed.round();
    };
  }

  private static Optional<Step> find(Reminder state, int round, int number) {
    return steps(state).stream()
        .filter(step -> step.round() == round && step.number() == number)
        .findFirst();
  }

  /** The state with this step in the place of the one it was, or at the end. */
  private static Reminder with(Reminder state, Step step) {
    var steps = new ArrayList<>(steps(state));
    steps.removeIf(each -> each.round() == step.round() && each.number() == step.number());
    steps.add(step);
    return switch (state) {
      case Unknown unknown -> unknown;
      case Open(var round, _) -> new Open(round, steps);
      case Closed(var round, _, var end) -> new Closed(round, steps, end);
    };
  }
}
