package io.orderwatch.ingest.posting.edge;

import io.orderwatch.contracts.StoreId;
import io.orderwatch.ingest.posting.PollPolicy;
import io.orderwatch.ingest.posting.edge.Polls.Poll;
import io.orderwatch.mailbox.edge.Lease;
import io.orderwatch.mailbox.edge.LogMarks;
import io.orderwatch.ozon.OzonPosting;
import io.orderwatch.ozon.Page;
import io.orderwatch.ozon.Refusal;
import io.orderwatch.ozon.Reply;
import io.orderwatch.ozon.edge.OzonSeller;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One reading of a store: all that is not finished, then all that changed since the mark. Each page
 * is kept at once; the mark moves only when the last one is. What slips from page to page while we
 * read is in the next round, for windows overlap.
 */
final class PollRound {

  /** Packing deadlines of what is not finished lie within (seller-api.md 2.1). */
  private static final Duration CUTOFF_BACK = Duration.ofDays(90);

  private static final Duration CUTOFF_AHEAD = Duration.ofDays(180);

  /** Ozon refuses more than a year (seller-api.md 2.2). */
  private static final Duration LONGEST = Duration.ofDays(350);

  /** A longer hold ends the round, so that people see why nothing comes (real time). */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final int ATTEMPTS = 3;

  /** Waits, in real time; returns early when the program ends. */
  interface Pause {
    void of(Duration real) throws InterruptedException;
  }

  /**
   * How a round ended.
   *
   * @param outcome one word; see {@link Poll}
   * @param hold how long Ozon wants to be left alone (real time); zero for as usual
   */
  record Ended(String outcome, Duration hold) {
    static final Ended COMPLETE = new Ended(Poll.COMPLETE, Duration.ZERO);

    private static final Set<String> ODD =
        Set.of("cursor_repeats", "incomplete", "doubtful", "refused_without_words");

    boolean complete() {
      return equals(COMPLETE);
    }

    /** What Ozon sent was odd, which is no reason to leave the other list unread. */
    boolean odd() {
      return ODD.contains(outcome);
    }

    /** The first word stays; the longer hold counts. */
    Ended and(Ended next) {
      return new Ended(outcome, hold.compareTo(next.hold()) > 0 ? hold : next.hold());
    }
  }

  private final OzonSeller ozon;
  private final Readings readings;
  private final Polls polls;
  private final PollPolicy policy;
  private final Pause pause;

  PollRound(OzonSeller ozon, Readings readings, Polls polls, PollPolicy policy, Pause pause) {
    this.ozon = ozon;
    this.readings = readings;
    this.polls = polls;
    this.policy = policy;
    this.pause = pause;
  }

  StoreId store() {
    return ozon.store();
  }

  /**
   * Reads the whole window and writes down how that went.
   *
   * @throws io.orderwatch.mailbox.edge.Leases.Fenced if somebody else polls the store by now
   */
  Ended read(Lease lease) throws SQLException, InterruptedException {
    var start = readings.now();
    var from = from(start);
    var ended =
        pages(
            lease,
            cursor -> ozon.unfulfilled(start.minus(CUTOFF_BACK), start.plus(CUTOFF_AHEAD), cursor));
    if (ended.odd() || ended.complete()) {
      var changed =
          pages(lease, cursor -> ozon.changed(start.minus(LONGEST), start, from, start, cursor));
      ended = ended.complete() ? changed : ended.and(changed);
    }
    polls.ended(
        store(), new Poll(ended.complete() ? start : null, readings.now(), ended.outcome()), lease);
    return ended;
  }

  private Instant from(Instant now) throws SQLException {
    var poll = polls.all().get(store().value());
    @Nullable Instant mark = poll == null ? null : poll.mark();
    if (mark == null) {
      return now.minus(policy.lookBack());
    }
    // A mark of the future is another clock's.
    var from = (mark.isAfter(now) ? now : mark).minus(policy.overlap());
    var earliest = now.minus(LONGEST);
    return from.isBefore(earliest) ? earliest : from;
  }

  private Ended pages(Lease lease, Function<String, Reply<Page<OzonPosting>>> ask)
      throws SQLException, InterruptedException {
    var asked = new HashSet<String>();
    var cursor = "";
    var attempt = 1;
    while (true) {
      var reply = page(lease, ask, cursor);
      if (reply instanceof Reply.Ok<Page<OzonPosting>>(var page)) {
        if (page.brokenOff()) {
          return new Ended("incomplete", Duration.ZERO);
        }
        if (!page.hasNext()) {
          return Ended.COMPLETE;
        }
        asked.add(cursor);
        if (asked.contains(page.cursor())) {
          return new Ended("cursor_repeats", Duration.ZERO);
        }
        cursor = page.cursor();
        attempt = 1;
        continue;
      }
      var again = again(reply, attempt++);
      if (again.isEmpty()) {
        return new Ended(OzonMetrics.outcome(reply), hold(reply));
      }
      pause.of(again.get());
    }
  }

  /** Asks for one page and keeps what it shows. */
  private Reply<Page<OzonPosting>> page(
      Lease lease, Function<String, Reply<Page<OzonPosting>>> ask, String cursor)
      throws SQLException {
    try (var step = readings.asking(ozon, "poll");
        var _ = LogMarks.of(store().value(), step.trace())) {
      var askedAt = readings.now();
      var reply = ask.apply(cursor);
      step.outcome(OzonMetrics.outcome(reply));
      if (reply instanceof Reply.Ok<Page<OzonPosting>>(var page)) {
        readings.lacks(ozon, page, askedAt);
        readings.tell(page.items(), askedAt, Optional.of(lease));
      }
      return reply;
    }
  }

  /** How long to wait before the same page is asked for once more; reading twice does no harm. */
  private static Optional<Duration> again(Reply<?> reply, int attempt) {
    if (attempt == ATTEMPTS) {
      return Optional.empty();
    }
    return switch (reply) {
      case Reply.Throttled<?>(var after) when after.compareTo(PATIENCE) <= 0 -> Optional.of(after);
      case Reply.Doubtful<?> _, Reply.Unavailable<?> _ -> Optional.of(Duration.ofMillis(200));
      case Reply.Refused<?>(var why, _, _) when why == Refusal.WITHOUT_WORDS ->
          Optional.of(Duration.ofMillis(200));
      case Reply.Throttled<?> _, Reply.Refused<?> _, Reply.Ok<?> _ -> Optional.empty();
    };
  }

  private static Duration hold(Reply<?> reply) {
    return reply instanceof Reply.Throttled<?>(var after) ? after : Duration.ZERO;
  }
}
