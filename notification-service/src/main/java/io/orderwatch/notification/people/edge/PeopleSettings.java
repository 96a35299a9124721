package io.orderwatch.notification.people.edge;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** How the seller's own people are reached. */
@ConfigMapping(prefix = "orderwatch.people")
public interface PeopleSettings {

  /**
   * A file of properties, UTF-8, with channels, and with routes, language, quiet hours and digest
   * of each store; it holds secrets. Without it nobody is told anything.
   */
  Optional<String> file();
}
