package io.orderwatch.compliance.passport.edge;

import io.orderwatch.compliance.passport.Calling;
import io.orderwatch.compliance.passport.HoldOut;
import io.orderwatch.compliance.passport.Ladder;
import io.orderwatch.compliance.passport.PassportPolicy;
import io.orderwatch.compliance.passport.Patience;
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

  /**
   * How long the buyer is left in peace after he has opened the last message; not beyond the last
   * moment before the deadline at which he is still awake. PT0S for not at all.
   */
  @WithDefault("PT3H")
  Duration patienceOpened();

  /**
   * How long the buyer is left in peace after he has answered the last message; who has opened and
   * answered it, the longer of the two.
   */
  @WithDefault("PT6H")
  Duration patienceAnswered();

  /**
   * How long before its end a case calls a person if no message has reached the buyer, or if the
   * last lies unread.
   */
  @WithDefault("PT2H")
  Duration alarm();

  /**
   * How long the last message may lie unread before a person is called, when the end is near. PT0S
   * for as long as it likes.
   */
  @WithDefault("PT4H")
  Duration unread();

  /**
   * The share of orders whose buyers are not reminded, 0 to 0.5, so that it can be told what
   * reminders are worth: see {@code GET /api/uplift}. 0 for none.
   */
  @WithDefault("0")
  double holdOut();

  default PassportPolicy policy() {
    return new PassportPolicy(
        window(),
        new Ladder(
            ladder(),
            quiet(quietHours()),
            leastGap(),
            lastLead(),
            new Patience(patienceOpened(), patienceAnswered())),
        new Calling(alarm(), unread()),
        new HoldOut(holdOut()));
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
