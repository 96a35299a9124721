package io.orderwatch.ozon.edge.quarkus;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Where our stores are written down; {@link OzonSettings#keys} is the short form. */
@ConfigMapping(prefix = "orderwatch.stores")
public interface StoresSettings {

  /** A YAML file of our stores, read again whenever it changes. */
  Optional<String> file();

  /**
   * The mode of a store of which none is said: live or shadow. Without it shadow at Ozon's own host
   * and live elsewhere.
   */
  Optional<String> mode();
}
