package io.orderwatch.compliance.past;

import io.orderwatch.compliance.board.Filter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ways to another moment: links for who has no script, and the bounds of a slider for who has.
 *
 * @param filter what is looked at goes with the reader
 * @param at the moment that is looked at; null for now
 */
public record Ways(Filter filter, Instant now, @Nullable Instant at) {

  /** So many minutes lie between two moments of the slider, and a step forth or back (2026-11). */
  private static final int STEP = 15;

  /** How far the slider reaches back. */
  private static final Duration REACH = Duration.ofDays(2);

  /** As a field of a form writes it; in UTC. */
  private static final DateTimeFormatter FIELD = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm");

  /** What one goes back from now, in hours (2026-11). */
  public List<Integer> hours() {
    return List.of(1, 6, 24);
  }

  public String ago(int hours) {
    return to(now.minus(Duration.ofHours(hours)));
  }

  /** A step back from the moment that is looked at. */
  public String earlier() {
    return to(from().minus(Duration.ofMinutes(STEP)));
  }

  /** A step forth; null if that would be in the future. */
  public @Nullable String later() {
    var next = from().plus(Duration.ofMinutes(STEP));
    return at == null || next.isAfter(now) ? null : to(next);
  }

  public int step() {
    return STEP;
  }

  public String present() {
    return "/?" + filter.first().query();
  }

  /** The address of the board at a moment. */
  public String to(Instant moment) {
    return "/?" + query(moment) + "&" + filter.first().query();
  }

  /** The part of an address that says which moment is looked at. */
  public static String query(Instant moment) {
    return "at=" + moment.toString().replace(":", "%3A");
  }

  /** For the field of the form. */
  public String field() {
    return field(from());
  }

  /** Nothing later can be chosen. */
  public String last() {
    return field(now);
  }

  /** How many steps the slider has. */
  public long steps() {
    return REACH.toMinutes() / STEP;
  }

  /** Where the slider stands; its end is now. */
  public long place() {
    var back = Duration.between(from(), now).toMinutes() / STEP;
    return Math.clamp(steps() - back, 0, steps());
  }

  private Instant from() {
    return at == null ? now : at;
  }

  private static String field(Instant moment) {
    return FIELD.format(moment.truncatedTo(ChronoUnit.MINUTES).atOffset(ZoneOffset.UTC));
  }
}
