package io.orderwatch.backing.edge;

import com.github.dockerjava.api.DockerClient;
import java.util.function.Supplier;
import org.testcontainers.DockerClientFactory;

/** The engine as Testcontainers found it. */
final class Docker {

  private Docker() {}

  static DockerClient client() {
    return asked(() -> DockerClientFactory.instance().client());
  }

  /** Where published ports of containers are reached. */
  static String host() {
    return asked(() -> DockerClientFactory.instance().dockerHostIpAddress());
  }

  /**
   * Testcontainers looks for its own parts in the thread's class loader, which in a JVM with
   * several is often another one's.
   */
  private static <T> T asked(Supplier<T> question) {
    var thread = Thread.currentThread();
    var before = thread.getContextClassLoader();
    thread.setContextClassLoader(DockerClientFactory.class.getClassLoader());
    try {
      return question.get();
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
