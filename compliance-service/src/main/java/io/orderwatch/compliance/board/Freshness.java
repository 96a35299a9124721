package io.orderwatch.compliance.board;

import io.orderwatch.compliance.board.Around.End;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How fresh is what is known of a store, as order-ingest told it: its times and how long ago they
 * were when it was asked, by its own clock.
 *
 * @param end whether it told
 * @param poll how far Ozon was read; null unless it told
 * @param push when Ozon last pushed; null unless it told, or if none has come since its process
 *     started
 */
public record Freshness(End end, @Nullable Poll poll, @Nullable Moment push) {

  /**
   * From so long ago on it is old: a round comes at least every minute, of what another process has
   * read five more may not be told, and the alert PollStale counts from here too.
   */
  public static final Duration OLD = Duration.ofMinutes(10);

  private static final String COMPLETE = "complete";

  /** What a person has to know of it, in a word. */
  public enum Mark {
    GOOD,
    OLD,
    /** It was never read to its end. */
    NEVER,
    /** Nobody told. */
    UNKNOWN;

    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /**
   * @param minutes since then, in whole ones, by the clock of whoever told it
   */
  public record Moment(Instant at, long minutes) {

    static Moment of(Instant at, Instant now) {
      return new Moment(at, Math.max(0, Duration.between(at, now).toMinutes()));
    }

    /** So long before the present of whoever told it. */
    Moment back(Duration ago) {
      return new Moment(at.plus(Duration.ofMinutes(minutes)).minus(ago), ago.toMinutes());
    }
  }

  /**
   * @param until all that changed before then is known; null before the first complete round
   * @param failed how the last round ended, in order-ingest's word; "" if it was complete, or none
   *     was
   */
  public record Poll(@Nullable Moment until, String failed) {

    public Poll {
      failed = Around.plain(failed);
    }
  }

  public static Freshness missing(End end) {
    return new Freshness(end, null, null);
  }

  /**
   * Several processes answer in turns, and each knows best what it does itself: what one of them
   * has told stays true.
   *
   * @param before what was told before
   * @param now of the clock that the other times are of
   * @param outcome how its last round ended; "" before the first
   */
  public static Freshness told(
      Freshness before,
      Instant now,
      @Nullable Instant readUntil,
      String outcome,
      @Nullable Instant pushedAt) {
    return new Freshness(
        End.CAME,
        new Poll(newest(before.until(), readUntil, now), outcome.equals(COMPLETE) ? "" : outcome),
        newest(before.push, pushedAt, now));
  }

  private static @Nullable Moment newest(
      @Nullable Moment before, @Nullable Instant told, Instant now) {
    if (told == null) {
      return before == null ? null : Moment.of(before.at(), now);
    }
    return Moment.of(before != null && before.at().isAfter(told) ? before.at() : told, now);
  }

  /**
   * What has waited for so long to be read is not known here, whatever order-ingest knows.
   *
   * @param behind by the clock that the other times are of
   */
  public Freshness behind(Duration behind) {
    var until = until();
    return poll == null || until == null || until.minutes() >= behind.toMinutes()
        ? this
        : new Freshness(end, new Poll(until.back(behind), poll.failed()), push);
  }

  /** Until when all is known; null where that is not known. */
  public @Nullable Moment until() {
    return poll == null ? null : poll.until();
  }

  /** How the last round failed; "" if it did not, or nobody told. */
  public String failed() {
    return poll == null ? "" : poll.failed();
  }

  public Mark mark() {
    var until = until();
    return poll == null
        ? Mark.UNKNOWN
        : until == null ? Mark.NEVER : until.minutes() >= OLD.toMinutes() ? Mark.OLD : Mark.GOOD;
  }
}
