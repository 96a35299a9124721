package io.orderwatch.notification.texts.edge;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Where stores keep texts of their own. */
@ConfigMapping(prefix = "orderwatch.texts")
public interface TextsSettings {

  /**
   * A folder of {@code <store>.properties} files in UTF-8 with the Russian texts of a store, by
   * situation; what breaks a rule is named in the log and not used.
   */
  Optional<String> directory();

  /** How soon a change in the folder is noticed (real time). */
  @WithDefault("PT5S")
  Duration reload();
}
