package io.orderwatch.compliance.board.edge;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** The operators' page. */
@ConfigMapping(prefix = "orderwatch.board")
public interface BoardSettings {

  /** Where logistics-service is; without it the page offers nothing that changes parcels. */
  Optional<URI> logisticsUrl();

  /**
   * Where notification-service is; without it the page shows neither what buyers write nor what
   * only a person can send.
   */
  Optional<URI> notificationUrl();

  /** Where order-ingest is; without it the page does not know how fresh is what it shows. */
  Optional<URI> ingestUrl();

  /** Longest wait for an answer of another service (real time). */
  @WithDefault("PT5S")
  Duration timeout();

  /**
   * Who may log in at the page by choosing his name, without a password, written as groups are:
   * only for trying out on one machine.
   */
  Optional<String> demoLogins();
}
