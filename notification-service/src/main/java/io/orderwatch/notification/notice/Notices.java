package io.orderwatch.notification.notice;

import static io.orderwatch.mailbox.Decision.move;
import static io.orderwatch.mailbox.Decision.stay;
import static io.orderwatch.mailbox.Effect.publish;

import io.orderwatch.contracts.MessageEvent;
import io.orderwatch.contracts.PassportEvent;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.ShipmentEvent;
import io.orderwatch.mailbox.Decision;
import io.orderwatch.mailbox.Due;
import io.orderwatch.mailbox.Effect;
import io.orderwatch.mailbox.Settled;
import io.orderwatch.notification.linter.Linter;
import io.orderwatch.notification.reminder.Obstacle;
import io.orderwatch.notification.reminder.Reminder;
import io.orderwatch.notification.reminder.Step;
import io.orderwatch.notification.reminder.Step.Fate;
import io.orderwatch.notification.texts.Occasion;
import io.orderwatch.notification.texts.Situation;
import io.orderwatch.notification.texts.Texts;
import io.orderwatch.notification.texts.Wording;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a buyer is told of his parcel besides the reminders: each thing once, in a reviewed text,
 * because a person asks for it or, where the store wants that, because it happened. This page is
 * the whole rule.
 *
 * @param notices in the order in which they were asked for
 */
public record Notices(List<Notice> notices) {

  /** The kind of the calls that this rule plans. */
  public static final String CALL = "chat-notice";

  private static final String TOO_LATE = "too late";

  public static final Notices NONE = new Notices(List.of());

  /** Who asks for what is told by itself. */
  public static final String BY_ITSELF = "orderwatch";

  public Notices {
    notices = List.copyOf(notices);
  }

  /**
   * What stores want told by itself, and how long a notice is of use.
   *
   * @param lasting after that it is not sent any more
   */
  public record Policy(Set<Situation> byItself, Duration lasting) {

    /** A day: what happened to a parcel is news no longer. */
    public static Policy of(Set<Situation> byItself) {
      return new Policy(byItself, Duration.ofDays(1));
    }
  }

  /**
   * Somebody wants the buyer told.
   *
   * @param order as Ozon shows it; empty if it is not known
   * @param tracking the new number; empty in situations that name none
   * @param deadline when Ozon is expected to cancel; null where nothing is awaited
   */
  public record Asked(
      PostingRef ref,
      String order,
      Situation situation,
      String tracking,
      @Nullable Instant deadline,
      String by) {

    /** Whether it speaks of passport data, and there is no time until which it is awaited. */
    public boolean moot(Instant at) {
      return situation.ofPassport() && (deadline == null || !at.isBefore(deadline));
    }

    /** It is of no use from then on: what speaks of passport data not after the deadline. */
    Instant until(Instant at, Policy policy) {
      var until = at.plus(policy.lasting());
      return situation.ofPassport() && deadline != null && deadline.isBefore(until)
          ? deadline
          : until;
    }
  }

  /** A person says that he has sent in the cabinet, then, what awaited him. */
  public record SentByHand(PostingRef ref, String id, Instant when, String by) {}

  /**
   * A person leaves unsent what awaited him.
   *
   * @param why null if he does not say
   */
  public record Dropped(PostingRef ref, String id, Step.@Nullable Skipping why, String by) {}

  /**
   * What a planned call carries.
   *
   * @param until nothing is sent from then on
   */
  public record Message(String text, Instant until) {}

  public static Decision<Notices> on(
      Notices state, Asked asked, Instant at, Texts texts, Policy policy) {
    var same =
        state.notices.stream()
            .filter(each -> each.says(asked.situation(), asked.tracking()))
            .toList();
    if (asked.moot(at) || !same.stream().allMatch(Notice::over)) {
      return stay(state);
    }
    var notice =
        new Notice(
            asked.situation(),
            same.size() + 1,
            asked.order(),
            asked.tracking(),
            asked.deadline(),
            asked.until(at, policy),
            text(asked, at, texts),
            asked.by(),
            at,
            at,
            new Fate.Planned(),
            Optional.empty());
    var broken =
        Linter.refused(
            notice.text(), asked.ref().posting().value(), asked.order(), asked.tracking());
    return broken.isEmpty()
        ? move(
            state.with(notice),
            new Effect.CallOut(CALL, notice.id(), new Message(notice.text(), notice.until())))
        : state.became(asked.ref(), notice, new Fate.Failed("against the chat rules"), at);
  }

  /**
   * What happened to the parcel, where the store wants buyers told of it. Who asks for no parcel
   * any more is told nothing of his passport.
   */
  public static Decision<Notices> on(
      Notices state, ShipmentEvent event, Instant at, Texts texts, Policy policy) {
    if (event instanceof ShipmentEvent.Cancelled(var ref, _, _)) {
      return state.moot(ref, Reminder.End.LOST, at);
    }
    return event instanceof ShipmentEvent.TrackingChanged(var ref, _, var number)
            && policy.byItself().contains(Situation.NEW_TRACKING_NUMBER)
            && Wording.tracking(number)
        ? on(
            state,
            new Asked(ref, "", Situation.NEW_TRACKING_NUMBER, number, null, BY_ITSELF),
            at,
            texts,
            policy)
        : stay(state);
  }

  /** Nobody is told of passport data that are not awaited any more. */
  public static Decision<Notices> on(Notices state, PassportEvent event, Instant at) {
    return switch (event) {
      case PassportEvent.Supplied e -> state.moot(e.ref(), Reminder.End.SUPPLIED, at);
      case PassportEvent.Lost e -> state.moot(e.ref(), Reminder.End.LOST, at);
      case PassportEvent.Split e -> state.moot(e.ref(), Reminder.End.SPLIT, at);
      case PassportEvent.Expired e -> state.moot(e.ref(), Reminder.End.EXPIRED, at);
      case PassportEvent.Missing _, PassportEvent.ReminderDue _, PassportEvent.Escalated _ ->
          stay(state);
    };
  }

  /**
   * What awaits a person is over; what is being sent looks by itself whether it is wanted, and
   * awaits nobody then.
   */
  private Decision<Notices> moot(PostingRef ref, Reminder.End end, Instant at) {
    var next = this;
    var effects = new ArrayList<Effect>();
    for (var notice : notices) {
      if (notice.situation().ofPassport() && notice.fate() instanceof Fate.AwaitingOperator) {
        var became = next.became(ref, notice, new Fate.Suppressed(end.reason()), at);
        next = became.next();
        effects.addAll(became.effects());
      } else if (notice.situation().ofPassport() && notice.fate() instanceof Fate.Planned) {
        next = next.with(notice.usefulUntil(at));
      }
    }
    return new Decision<>(next, effects);
  }

  /** How the call of a planned notice ended. */
  public static Decision<Notices> on(Notices state, PostingRef ref, Settled settled, Instant at) {
    return state
        .find(settled.id(), Fate.Planned.class)
        .map(notice -> state.became(ref, notice, fate(notice, settled.outcome(), at), at))
        .orElseGet(() -> stay(state));
  }

  public static Decision<Notices> on(Notices state, SentByHand said, Instant at) {
    return state.byHand(
        said.ref(),
        said.id(),
        notice -> notice.told(new Step.Said(said.by(), said.when(), null)),
        new Fate.Sent(""),
        at);
  }

  public static Decision<Notices> on(Notices state, Dropped said, Instant at) {
    var why = said.why();
    return state.byHand(
        said.ref(),
        said.id(),
        notice -> notice.told(new Step.Said(said.by(), at, why)),
        new Fate.Suppressed(
            why == null ? "dropped by " + said.by() : "skipped by a person: " + why.word()),
        at);
  }

  /** What awaits a person is of no use any more; a timer is named as the notice. */
  public static Decision<Notices> on(Notices state, PostingRef ref, Due due) {
    return state.byHand(
        ref, due.name(), UnaryOperator.identity(), new Fate.Suppressed(TOO_LATE), due.due());
  }

  private Decision<Notices> byHand(
      PostingRef ref, String id, UnaryOperator<Notice> told, Fate fate, Instant at) {
    return find(id, Fate.AwaitingOperator.class)
        .map(notice -> became(ref, told.apply(notice), fate, at))
        .orElseGet(() -> stay(this));
  }

  private static Fate fate(Notice notice, Settled.Outcome outcome, Instant at) {
    return switch (outcome) {
      case Settled.Outcome.Done(var result) -> new Fate.Sent(result.getOrDefault("chatId", ""));
      case Settled.Outcome.Superseded(var reason) -> new Fate.Suppressed(reason);
      case Settled.Outcome.Refused(var reason) ->
          !Obstacle.leavesRoomForAPerson(reason)
              ? new Fate.Failed(reason)
              : at.isBefore(notice.until())
                  ? new Fate.AwaitingOperator(reason)
                  : new Fate.Suppressed(TOO_LATE);
    };
  }

  private Decision<Notices> became(PostingRef ref, Notice notice, Fate fate, Instant at) {
    var id = notice.id();
    var situation = notice.situation().code();
    var next = with(notice.became(fate, at));
    return switch (fate) {
      case Fate.Planned _ -> move(next);
      case Fate.Sent(var chat) ->
          move(next, publish(new MessageEvent.NoticeSent(ref, id, situation, chat)));
      case Fate.AwaitingOperator(var reason) ->
          move(
              next,
              publish(
                  new MessageEvent.NoticeAwaitingOperator(
                      ref, id, situation, notice.text(), reason)),
              new Effect.SetTimer(id, notice.until()));
      case Fate.Suppressed(var reason) ->
          move(next, publish(new MessageEvent.NoticeNotSent(ref, id, situation, reason)));
      case Fate.Failed(var reason) ->
          move(next, publish(new MessageEvent.NoticeNotSent(ref, id, situation, reason)));
    };
  }

  /** What the buyer would read. */
  public static String text(Asked asked, Instant at, Texts texts) {
    return Wording.text(texts, asked.situation(), occasion(asked, at));
  }

  /** What a notice of a posting was worded for. */
  public static Occasion occasion(PostingRef ref, Notice notice) {
    return occasion(
        new Asked(
            ref,
            notice.order(),
            notice.situation(),
            notice.tracking(),
            notice.deadline(),
            notice.by()),
        notice.askedAt());
  }

  public static Occasion occasion(Asked asked, Instant at) {
    return new Occasion(
        asked.ref().store(),
        asked.order(),
        List.of(asked.ref().posting()),
        asked.deadline(),
        at,
        1,
        1,
        1,
        asked.tracking());
  }

  private Optional<Notice> find(String id, Class<? extends Fate> fate) {
    return notices.stream()
        .filter(each -> each.id().equals(id) && fate.isInstance(each.fate()))
        .findFirst();
  }

  /** With this notice in the place of the one it was, or at the end. */
  private Notices with(Notice notice) {
    var next = new ArrayList<>(notices);
    var place = next.stream().map(Notice::id).toList().indexOf(notice.id());
    if (place < 0) {
      next.add(notice);
    } else {
      next.set(place, notice);
    }
    return new Notices(next);
  }
}
