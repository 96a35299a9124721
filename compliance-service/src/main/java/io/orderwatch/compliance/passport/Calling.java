package io.orderwatch.compliance.passport;

import io.orderwatch.compliance.passport.PassportCase.File;
import io.orderwatch.contracts.MessageEvent;
import io.orderwatch.contracts.PassportEvent.Cause;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * When a person is called to look after a buyer, and why. Each cause is told once in each round of
 * a case, the most serious first, while there is still time, and not when its reason is gone: of a
 * message, when that one or a later one has reached the buyer. This page is the whole rule.
 *
 * @param alarm how long before the deadline the end is near
 * @param unread how long the last message may lie unopened when the end is near; zero for as long
 *     as it likes
 */
public record Calling(Duration alarm, Duration unread) {

  /** Ways in which Ozon has closed one chat: words of notification-service. */
  private static final Set<String> CLOSED =
      Set.of("chat-window-closed", "chat-disabled", "chat-not-offered");

  /** What keeps a whole store from writing by API: words of notification-service. */
  private static final Set<String> NOT_PERMITTED =
      Set.of(
          "subscription-too-low",
          "key-rejected",
          "method-not-allowed",
          "store-without-key",
          "store-blocked");

  public Calling {
    if (alarm.isNegative() || unread.isNegative()) {
      throw new IllegalArgumentException(
          "the alarm and the time unread must not be negative: " + alarm + ", " + unread);
    }
  }

  /** When the end is near: not before half of the time is over. */
  public Instant near(File file) {
    var deadline = file.deadline().at();
    var usual = deadline.minus(alarm);
    var half = deadline.minus(Duration.between(file.openedAt(), deadline).dividedBy(2));
    return usual.isBefore(half) && half.isBefore(deadline) ? half : usual;
  }

  /** Why a person is to be called now, as the clock tells; empty for nothing new. */
  List<Cause> now(File file, Instant now) {
    return untold(file, now, standing(file, now)).toList();
  }

  /**
   * Why a person is to be called because of what became of a message; empty for nothing new.
   *
   * @param at when that happened
   */
  List<Cause> after(File file, MessageEvent event, Instant at) {
    var cause = of(event, file);
    return cause.isEmpty()
        ? List.of()
        : Stream.concat(untold(file, at, cause), untold(file, at, standing(file, at)))
            .sorted()
            .toList();
  }

  /** When it is to be looked at again whether the last message is unread; empty for never. */
  Optional<Instant> again(File file, Instant now) {
    return unreadAt(file)
        .map(at -> at.isBefore(near(file)) ? near(file) : at)
        .filter(at -> at.isAfter(now) && at.isBefore(file.deadline().at()));
  }

  private Optional<Cause> standing(File file, Instant now) {
    if (now.isBefore(near(file))) {
      return Optional.empty();
    }
    return file.told().sentStep() == 0
        ? Optional.of(Cause.NOTHING_SENT)
        : unreadAt(file).filter(at -> !at.isAfter(now)).map(_ -> Cause.UNREAD);
  }

  /** From when on the last message has lain unopened for too long; empty if it does not lie. */
  private Optional<Instant> unreadAt(File file) {
    return unread.isZero() || file.told().heeded()
        ? Optional.empty()
        : Optional.ofNullable(file.told().sentAt()).map(sent -> sent.plus(unread));
  }

  private static Optional<Cause> of(MessageEvent event, File file) {
    return switch (event) {
      case MessageEvent.AwaitingOperator task when file.told().sentStep() < task.step() ->
          Optional.of(cause(task.reason(), Cause.AWAITING_OPERATOR));
      case MessageEvent.Failed failed when file.told().sentStep() < failed.step() ->
          Optional.of(cause(failed.reason(), Cause.MESSAGE_FAILED));
      case MessageEvent _ -> Optional.empty();
    };
  }

  private static Cause cause(String reason, Cause otherwise) {
    return CLOSED.contains(reason)
        ? Cause.CHAT_CLOSED
        : NOT_PERMITTED.contains(reason) ? Cause.NOT_PERMITTED : otherwise;
  }

  private static Stream<Cause> untold(File file, Instant at, Optional<Cause> cause) {
    return cause.stream()
        .filter(_ -> at.isBefore(file.deadline().at()))
        .filter(each -> !file.told().escalated().contains(each.word()));
  }
}
