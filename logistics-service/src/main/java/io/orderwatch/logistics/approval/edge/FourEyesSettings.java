package io.orderwatch.logistics.approval.edge;

import io.orderwatch.logistics.approval.FourEyes;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What a second person has to approve before anything is done at Ozon. Durations of the clock. */
@ConfigMapping(prefix = "orderwatch.four-eyes")
public interface FourEyesSettings {

  /**
   * The actions that need a second person, as /api/commands names them: cancel, cancel-goods and so
   * on; override is for cancels that overrule the guard of passport cases, and no others. Without
   * any nothing needs one; an unknown word stops the start.
   */
  Optional<Set<String>> actions();

  /** In which stores, by their Client-Ids; without any in all. */
  Optional<Set<String>> stores();

  /** How long an approval is waited for. */
  @WithDefault("PT8H")
  Duration within();

  default FourEyes policy() {
    return new FourEyes(actions().orElse(Set.of()), stores().orElse(Set.of()), within());
  }
}
