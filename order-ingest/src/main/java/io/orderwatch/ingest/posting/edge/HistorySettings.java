package io.orderwatch.ingest.posting.edge;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long what was is kept. Durations of the clock that all services share. */
@ConfigMapping(prefix = "orderwatch.ingest.history")
public interface HistorySettings {

  /** After that a posting's version is forgotten; the newest of each posting never. */
  @WithDefault("P365D")
  Duration kept();
}
