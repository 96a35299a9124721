package io.orderwatch.mailbox.edge.quarkus;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How the mailbox runs. Durations are real time. */
@ConfigMapping(prefix = "orderwatch.mailbox")
public interface MailboxSettings {

  /** How long a dead process keeps its shards. */
  @WithDefault("PT5S")
  Duration lease();

  /** How many timers fire in one transaction. */
  @WithDefault("1000")
  int batch();

  /**
   * How long an outgoing call without an answer may still take effect; at least twice a request's
   * timeout, for a request begins within the first half.
   */
  @WithDefault("PT30S")
  Duration settling();

  /**
   * After the database was put back to an earlier time: an outgoing call planned before this time
   * (ISO-8601, UTC, real time) is looked up at Ozon before it is made. See
   * docs/database-restore.md.
   */
  Optional<Instant> lookingBackUntil();
}
