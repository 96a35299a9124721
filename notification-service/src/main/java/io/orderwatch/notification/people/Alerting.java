package io.orderwatch.notification.people;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What concerns people is gathered by store and kind, so that forty orders make one alert. An alert
 * takes all that waits; the next one of its group comes a window later at the earliest. It waits
 * for the end of the quiet hours, unless something in it would then be told too late. An alert that
 * nobody acknowledges goes to the next level of the store's routes. This page is the whole rule.
 */
public final class Alerting {

  /** What people are told of. */
  public enum Kind {
    /** A message that only a person can send. */
    TASK,
    /** A case near its end whose buyer no message has reached. */
    UNREACHED,
    /** A case near its end whose buyer has not opened the last message. */
    UNREAD,
    /** A message that could not be sent, nor can a person send it. */
    MESSAGE_FAILED,
    /** Ozon refuses the store's chat by API. */
    CHAT_REFUSED,
    /** Cancelled while passport data was missing. */
    ORDER_LOST,
    /** A buyer wrote, and nobody has answered him. */
    ANSWER,
    /** A notice that nobody can send. */
    NOTICE_REFUSED,
    /** A request to Ozon's support of which nothing came. */
    TICKET_STALE,
    /** A request to cancel that nobody has answered. */
    CANCELLATION_DUE,
    /** A time of a return runs out. */
    RETURN_DUE,
    /** A command that a second person has to approve before anything is done. */
    APPROVAL_AWAITED
  }

  /**
   * Something that concerns people.
   *
   * @param since since when
   * @param due until when it must be done; empty if nothing presses
   */
  public record Subject(String id, Instant since, Optional<Instant> due) {}

  /**
   * @param window between two alerts of one group, at least
   * @param lead so long before its due time a subject is told of, whatever the hour
   * @param patience how long a level has to acknowledge before the next one is told
   * @param levels of routes; 0 if nobody is to be told
   */
  public record Policy(
      Duration window, Duration lead, Duration patience, Quiet quiet, int levels) {}

  private Alerting() {}

  /**
   * When the next alert of a group goes out, now at the earliest; empty if nothing waits or nobody
   * is to be told.
   *
   * @param last when the group's last one went out
   * @param waiting what none of its alerts has told of
   */
  public static Optional<Instant> next(
      Optional<Instant> last, List<Subject> waiting, Instant now, Policy policy) {
    return policy.levels() == 0
        ? Optional.empty()
        : waiting.stream()
            .map(subject -> told(last, subject, now, policy))
            .min(Comparator.naturalOrder());
  }

  private static Instant told(Optional<Instant> last, Subject subject, Instant now, Policy policy) {
    var first =
        last.map(at -> later(at.plus(policy.window()), subject.since())).orElse(subject.since());
    return calm(later(first, now), subject.due(), policy);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /** From {@code first} on, outside the quiet hours; or when the lead begins, if that is before. */
  private static Instant calm(Instant first, Optional<Instant> due, Policy policy) {
    var calm = policy.quiet().over(first);
    var latest = due.map(at -> at.minus(policy.lead())).filter(at -> at.isBefore(calm));
    return latest.map(at -> later(at, first)).orElse(calm);
  }

  /** Whether it is told of in the quiet hours too. */
  public static boolean urgent(Instant now, Optional<Instant> due, Policy policy) {
    return due.filter(at -> at.minus(policy.lead()).isBefore(policy.quiet().over(now))).isPresent();
  }

  /**
   * When an alert that nobody acknowledged goes to the next level, now at the earliest; empty if it
   * is at the last one.
   *
   * @param level 1 for the first
   * @param told when that level was told
   * @param due the earliest of its subjects
   */
  public static Optional<Instant> escalates(
      int level, Instant told, Optional<Instant> due, Instant now, Policy policy) {
    return level >= policy.levels()
        ? Optional.empty()
        : Optional.of(calm(later(told.plus(policy.patience()), now), due, policy));
  }
}
