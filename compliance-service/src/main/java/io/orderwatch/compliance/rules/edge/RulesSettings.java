package io.orderwatch.compliance.rules.edge;

import io.smallrye.config.ConfigMapping;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where the rules of Ozon come from. */
@ConfigMapping(prefix = "orderwatch.rules")
public interface RulesSettings {

  /** A folder of *.pack files that are read instead of the service's own. */
  Optional<String> directory();

  /**
   * Roubles for one unit of a currency, written {@code CNY=11.5;USD=80}; without it the example
   * rates of the packs are used.
   */
  Optional<String> rates();

  /**
   * @throws IllegalArgumentException if the rates are not written so
   */
  default Map<String, BigDecimal> ratesOfTheDay() {
    return Arrays.stream(rates().orElse("").split(";"))
        .map(String::strip)
        .filter(each -> !each.isEmpty())
        .map(each -> each.split("=", -1))
        .collect(Collectors.toMap(RulesSettings::currency, pair -> new BigDecimal(pair[1])));
  }

  private static String currency(String[] pair) {
    if (pair.length != 2
        || !pair[0].matches("[A-Z]{3}")
        || !pair[1].matches("[0-9]+(\\.[0-9]+)?")) {
      throw new IllegalArgumentException("rates are written CNY=11.5;USD=80");
    }
    return pair[0];
  }
}
