package io.orderwatch.backing.edge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports of the loopback interface. One that was given is given to nobody else of this user while
 * this JVM lives: it may be taken long after it was found free, and builds run side by side.
 */
public final class FreePorts {

  /** Made when a port is given and not before: who only looks writes nothing. */
  private static final class Given {

    /** Its byte at a port is locked by whom it was given to; the system lets go when he dies. */
    static final Path FILE =
        Path.of(
            System.getProperty("java.io.tmpdir"),
            "orderwatch-ports-" + System.getProperty("user.name"));

    /** Never closed: with it all locks of this process would go. */
    static final FileChannel LOCKS = open();

    private static FileChannel open() {
      try {
        return FileChannel.open(FILE, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private FreePorts() {}

  /**
   * A port that is free now. Taken below the range from which systems draw the local ports of
   * outgoing connections: in that range a client that reconnects to a stopped server can connect to
   * itself and keep the port.
   */
  public static int any() {
    for (var attempt = 0; attempt < 1_000; attempt++) {
      var port = ThreadLocalRandom.current().nextInt(15_000, 32_000);
      if (isFree(port) && isGiven(port)) {
        return port;
      }
    }
    throw new IllegalStateException("no free port between 15000 and 32000");
  }

  /** Whether it is ours from now on. */
  private static boolean isGiven(int port) {
    try {
      return Given.LOCKS.tryLock(port, 1, /* shared= */ false) != null;
    } catch (OverlappingFileLockException e) {
      return false; // given in this JVM
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
