package io.orderwatch.ingest.importing.edge;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;
import java.util.Set;

/** Which stores are not read from Ozon. */
@ConfigMapping(prefix = "orderwatch.ingest.import")
public interface ImportSettings {

  /**
   * Client-Ids of the stores whose postings another system brings; Ozon is never called for them.
   */
  Optional<Set<String>> stores();
}
