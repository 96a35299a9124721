package io.orderwatch.ingest.returns;

import static io.orderwatch.mailbox.Decision.stay;

import io.orderwatch.contracts.Return;
import io.orderwatch.contracts.ReturnEvent;
import io.orderwatch.contracts.ReturnEvent.Changed;
import io.orderwatch.contracts.ReturnEvent.Closed;
import io.orderwatch.contracts.ReturnEvent.Opened;
import io.orderwatch.ingest.life.Versions;
import io.orderwatch.mailbox.Decision;
import io.orderwatch.mailbox.Effect;
import java.time.Instant;
import java.util.Set;

/**
 * What Ozon last showed of a return. Each difference is one version and is told once; what was read
 * before the last difference is no news. A return that is over may go on: a dispute may follow.
 */
public sealed interface KnownReturn {

  /**
   * The statuses after which nothing is carried or decided any more. Inferred from their names in
   * the official enum of {@code visual_status_name}, April 2026; Ozon does not say which end.
   */
  Set<String> ENDINGS =
      Set.of(
          "receivedbyseller",
          "utilized",
          "returnedtoozon",
          "moneyreturned",
          "moneyreturnedbysystem",
          "partialcompensationreturned",
          "cancelled",
          "cancelleddisputenotopen",
          "rejected",
          "crmrejected",
          "compensationrejected",
          "compensationrejectedbysla",
          "compensationrejectedbyseller");

  /** Of rfbs' groups of states those that are decided. */
  Set<String> DECIDED = Set.of("approved", "rejected");

  record Unknown() implements KnownReturn {}

  /**
   * Shown at least once.
   *
   * @param readAt when the reading that last made a difference was asked for
   */
  record Known(Return shown, Instant readAt) implements KnownReturn {}

  /** Ozon shows this return; it is {@link Known} that counts the versions. */
  record Seen(Return shown) {}

  record Reading(KnownReturn state, Seen seen) {}

  /**
   * The whole rule.
   *
   * @param at when Ozon was asked for what is seen
   */
  static Decision<KnownReturn> on(KnownReturn state, Seen seen, Instant at, Versions versions) {
    return switch (new Reading(state, seen)) {
      case Reading(Unknown _, Seen(var now)) ->
          first(now.withVersion(versions.first()), at, versions);
      case Reading(Known known, _) when at.isBefore(known.readAt()) -> stay(known);
      case Reading(Known known, Seen(var now)) when same(known.shown(), now) -> stay(known);
      case Reading(Known(var before, _), Seen(var now)) ->
          next(before, now.withVersion(versions.after(before.version())), at);
    };
  }

  /** Whether it is over, as far as Ozon shows. */
  static boolean closed(Return shown) {
    return shown.endedAt() != null
        || ENDINGS.contains(shown.status())
        || DECIDED.contains(shown.group());
  }

  private static Decision<KnownReturn> first(Return now, Instant at, Versions versions) {
    var opened = publish(new Opened(now), began(now, at), now.version());
    if (!closed(now)) {
      return Decision.move(new Known(now, at), opened);
    }
    var ended = now.withVersion(versions.after(now.version()));
    return Decision.move(
        new Known(ended, at), opened, publish(new Closed(ended), at, ended.version()));
  }

  private static Decision<KnownReturn> next(Return before, Return now, Instant at) {
    var event =
        closed(now) && !closed(before) ? new Closed(now) : new Changed(now, before.status());
    return Decision.move(new Known(now, at), publish(event, at, now.version()));
  }

  /** A list that does not say which actions there are takes none away. */
  private static boolean same(Return before, Return now) {
    var compared = now.withVersion(before.version());
    return before.equals(compared)
        || (!now.actionsKnown() && before.equals(acting(compared, before)));
  }

  private static Return acting(Return one, Return as) {
    return new Return(
        one.ref(),
        one.returnId(),
        one.scheme(),
        one.orderNumber(),
        one.version(),
        one.type(),
        one.status(),
        one.group(),
        one.createdAt(),
        one.changedAt(),
        one.endedAt(),
        one.item(),
        one.compensation(),
        as.actions(),
        as.actionsKnown());
  }

  private static Instant began(Return shown, Instant at) {
    var began = shown.createdAt();
    return began == null || began.isAfter(at) ? at : began;
  }

  private static Effect publish(ReturnEvent event, Instant at, long version) {
    var of = event.shown();
    return new Effect.Publish(event, at, of.scheme() + "-" + of.returnId() + "/v" + version);
  }
}
