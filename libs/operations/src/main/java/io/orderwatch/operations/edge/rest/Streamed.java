package io.orderwatch.operations.edge.rest;

import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import org.jboss.logging.Logger;

/**
 * An answer that is written while the body is read. Whoever sends may go at any time: that is no
 * fault of ours, and what was answered until then stands.
 */
public final class Streamed {

  private static final Logger LOG = Logger.getLogger(Streamed.class);

  private Streamed() {}

  /**
   * @param what is sent, for the log
   * @param answer throws an IOException only where the connection does
   */
  public static StreamingOutput answer(String what, StreamingOutput answer) {
    return results -> {
      try {
        answer.write(results);
      } catch (IOException e) {
        LOG.infof("whoever sent %s hung up before the end", what);
      }
    };
  }
}
