package io.orderwatch.ingest.life.edge;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** What people know of the database's life. */
@ConfigMapping(prefix = "orderwatch.ingest.database")
public interface LifeSettings {

  /**
   * Another word (up to 64 letters, digits and . _ : + -) each time that the database was put back
   * by means of which PostgreSQL knows nothing (a snapshot of its disk, a dump read into the same
   * server): versions go on above all that was told. See docs/database-restore.md.
   */
  Optional<String> life();
}
