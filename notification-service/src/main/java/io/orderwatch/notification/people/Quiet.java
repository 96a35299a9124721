package io.orderwatch.notification.people;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * Hours of the day in which nobody is to be woken.
 *
 * @param from inclusive; the same as {@code to} for none; may lie after it, over midnight
 * @param to exclusive
 */
public record Quiet(LocalTime from, LocalTime to, ZoneId zone) {

  public static Quiet never(ZoneId zone) {
    return new Quiet(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT, zone);
  }

  public boolean at(Instant moment) {
    var time = moment.atZone(zone).toLocalTime();
    return from.isBefore(to)
        ? !time.isBefore(from) && time.isBefore(to)
        : from.isAfter(to) && (!time.isBefore(from) || time.isBefore(to));
  }

  /** The first moment from this one on that is not quiet. */
  public Instant over(Instant moment) {
    if (!at(moment)) {
      return moment;
    }
    var local = moment.atZone(zone);
    var end = local.with(to);
    return (end.isAfter(local) ? end : local.toLocalDate().plusDays(1).atTime(to).atZone(zone))
        .toInstant();
  }
}
