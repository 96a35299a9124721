package io.orderwatch.compliance.passport.edge;

import io.orderwatch.compliance.passport.Ladder;
import io.orderwatch.compliance.passport.PassportPolicy;
import io.orderwatch.compliance.passport.Quiet;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.List;

/**
 * When a passport case ends and when its buyer is reminded. Durations of the clock that all
 * services share.
 */
@ConfigMapping(prefix = "orderwatch.passport")
public interface PassportSettings {

  /** How long Ozon waits for passport data. */
  @WithDefault("PT24H")
  Duration window();

  /** When each reminder is due, from the start of the window. */
  @WithDefault("PT0S,PT8H,PT18H")
  List<Duration> ladder();

  /**
   * From when to when nobody is written to, by the clock of where the buyer lives (Moscow's where
   * nobody knows); the buyer who would never be written to otherwise is. off for none.
   */
  @WithDefault("22:00/08:00")
  String quietHours();

  /** Two reminders of one case are never nearer than this. */
  @WithDefault("PT2H")
  Duration leastGap();

  /** How much waking time the buyer has at least after the last reminder. */
  @WithDefault("PT1H")
  Duration lastLead();

  /** How long before its end a case calls a person if no message has reached the buyer. */
  @WithDefault("PT2H")
  Duration alarm();

  default PassportPolicy policy() {
    return new PassportPolicy(
        window(), new Ladder(ladder(), quiet(quietHours()), leastGap(), lastLead()), alarm());
  }

  /**
   * @param hours {@code 22:00/08:00}, or off
   * @throws IllegalArgumentException if it is anything else
   */
  static Quiet quiet(String hours) {
    if (hours.strip().equals("off")) {
      return Quiet.NONE;
    }
    var ends = hours.split("/", -1);
    try {
      if (ends.length == 2) {
        return new Quiet(LocalTime.parse(ends[0].strip()), LocalTime.parse(ends[1].strip()));
      }
    } catch (DateTimeParseException e) {
      // told below
    }
    throw new IllegalArgumentException("quiet hours are written 22:00/08:00, or off");
  }
}
