package io.orderwatch.operations.edge;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;
import java.util.Set;

/** What the service says of its topics besides what it reads. */
@ConfigMapping(prefix = "orderwatch.topics")
public interface TopicSettings {

  /** The topics it writes, which must be there before it counts as started: leave it. */
  Optional<Set<String>> written();
}
