package io.orderwatch.ingest.chat.edge;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How Ozon's chats are read. Durations of the clock that all services share. */
@ConfigMapping(prefix = "orderwatch.chats")
public interface ChatSettings {

  /** From the start of one round to the start of the next. */
  @WithDefault("PT5M")
  Duration every();

  /** Of a chat first seen, what was written longer ago is not told. */
  @WithDefault("P3D")
  Duration lookBack();

  /** How long a message of the seller's is looked after until the buyer has read it. */
  @WithDefault("P3D")
  Duration watch();

  /**
   * How many chats of a store with something new are read in one round, and a tenth as many that
   * wait to be read by their buyers; the rest is in the next.
   */
  @WithDefault("300")
  int most();
}
