package io.orderwatch.backing.edge;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of the loopback interface. */
public final class FreePorts {

  private FreePorts() {}

  /**
   * A port that is free now. Taken below the range from which systems draw the local ports of
   * outgoing connections: in that range a client that reconnects to a stopped server can connect to
   * itself and keep the port.
   */
  public static int any() {
    for (var attempt = 0; attempt < 1_000; attempt++) {
      var port = ThreadLocalRandom.current().nextInt(15_000, 32_000);
      if (isFree(port)) {
        return port;
      }
    }
    throw new IllegalStateException("no free port between 15000 and 32000");
  }

  /** {@code wanted}, or any free one if it is 0. */
  static int orAny(int wanted) {
    return wanted == 0 ? any() : wanted;
  }

  /** Whether nobody listens on that port. */
  public static boolean isFree(int port) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
