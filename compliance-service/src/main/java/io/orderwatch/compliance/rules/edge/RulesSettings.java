package io.orderwatch.compliance.rules.edge;

import io.smallrye.config.ConfigMapping;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where the rules of Ozon come from. */
@ConfigMapping(prefix = "orderwatch.rules")
public interface RulesSettings {

  /** A folder of *.pack files that are read instead of the service's own. */
  Optional<Path> directory();

  /**
   * Roubles for one unit of a currency today, for example CNY; else the example rate of the pack.
   */
  Map<String, BigDecimal> rates();
}
