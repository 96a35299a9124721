package io.orderwatch.notification.cap.edge;

import io.orderwatch.notification.cap.Cap;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/**
 * How often one buyer is written to about all his orders of a store. Durations of the clock that
 * all services share.
 */
@ConfigMapping(prefix = "orderwatch.cap")
public interface CapSettings {

  /** At most so many messages, reminders and notices together; at least 1. */
  @WithDefault("6")
  int messages();

  /** Within this time before the next one. */
  @WithDefault("PT24H")
  Duration within();

  default Cap cap() {
    return new Cap(messages(), within());
  }
}
