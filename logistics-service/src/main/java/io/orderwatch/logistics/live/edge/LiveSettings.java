package io.orderwatch.logistics.live.edge;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How what becomes of commands is told live. */
@ConfigMapping(prefix = "orderwatch.live")
public interface LiveSettings {

  /** How long a stream is silent at most: then a comment says that it is still there. */
  @WithDefault("PT15S")
  Duration heartbeat();

  /** How long a stream can be taken up again where it broke off. */
  @WithDefault("P35D")
  Duration kept();
}
