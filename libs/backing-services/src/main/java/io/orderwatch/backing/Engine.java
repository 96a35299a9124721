package io.orderwatch.backing;

import java.util.Set;

/**
 * What was found out about the Docker engine.
 *
 * @param answers whether it answered a ping in time
 * @param images which of those it was asked about it has; empty if it does not answer
 */
public record Engine(boolean answers, Set<String> images) {

  public static final Engine SILENT = new Engine(false, Set.of());

  public Engine {
    images = Set.copyOf(images);
  }
}
