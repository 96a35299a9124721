package io.orderwatch.logistics.request.edge;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When requests to cancel are said to be due. */
@ConfigMapping(prefix = "orderwatch.requests")
public interface RequestSettings {

  /** How long before Ozon approves a request by itself it is said that an answer is due. */
  @WithDefault("PT12H")
  Duration lead();
}
