package io.orderwatch.observability;

import java.util.Set;

/**
 * What an expression asks for: a time series by name, and labels that it must have.
 *
 * @param name as exposed, for example {@code ozon_api_seconds_bucket}
 * @param labels that are matched, grouped by or joined on
 */
public record Asked(String name, Set<String> labels) {

  public Asked {
    labels = Set.copyOf(labels);
  }
}
