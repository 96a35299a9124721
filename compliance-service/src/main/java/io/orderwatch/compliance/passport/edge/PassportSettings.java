package io.orderwatch.compliance.passport.edge;

import io.orderwatch.compliance.passport.PassportPolicy;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
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

  default PassportPolicy policy() {
    return new PassportPolicy(window(), ladder());
  }
}
