package io.orderwatch.operations.edge.rest;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who logged in with the service itself; a service that nobody logs in to has none. */
public interface Login {

  /** Whether whoever asks must have logged in. */
  boolean asked();

  /** Who asks; empty if he has not logged in. */
  Optional<String> name();

  /** The groups he belongs to, as the issuer calls them. */
  Set<String> groups();

  /** When he is to be asked again, on the machine's clock; empty if nobody says. */
  Optional<Instant> until();

  /** Whether browsers come by https, though behind a gateway a request looks like http. */
  boolean byHttps();

  /** Headers by which another service of ours knows him too. */
  Map<String, String> passedOn();
}
