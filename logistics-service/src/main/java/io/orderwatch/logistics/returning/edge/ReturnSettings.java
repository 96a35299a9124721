package io.orderwatch.logistics.returning.edge;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When the times of returns are said to run out. */
@ConfigMapping(prefix = "orderwatch.returns")
public interface ReturnSettings {

  /** How long before something comes to pass, for example a request approves itself, it is said. */
  @WithDefault("PT12H")
  Duration lead();
}
