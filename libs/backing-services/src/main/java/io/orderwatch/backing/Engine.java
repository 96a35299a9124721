package io.orderwatch.backing;

import java.util.List;

/**
 * What was found out about the Docker engine.
 *
 * @param answers whether it answered a ping in time
 * @param missingImages those of the needed images it has not got; meaningless if it does not answer
 */
public record Engine(boolean answers, List<String> missingImages) {

  public static final Engine SILENT = new Engine(false, List.of());

  public Engine {
    missingImages = List.copyOf(missingImages);
  }
}
