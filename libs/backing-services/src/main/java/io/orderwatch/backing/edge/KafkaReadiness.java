package io.orderwatch.backing.edge;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Waits until a broker takes requests. */
final class KafkaReadiness {

  private KafkaReadiness() {}

  /**
   * Returns as soon as it does.
   *
   * @throws IllegalStateException with the broker's last words if it dies or is too slow
   */
  static void await(String bootstrapServers, Child broker, Duration within) {
    try {
      await(bootstrapServers, broker::alive, within);
    } catch (IllegalStateException e) {
      if (broker.alive()) {
        broker.kill();
      }
      throw new IllegalStateException(
          e.getMessage()
              + ": "
              + String.join(" | ", broker.lastLines(5))
              + " ("
              + broker.log()
              + ")",
          e);
    }
  }

  /**
   * Returns as soon as it does.
   *
   * @throws IllegalStateException if it dies or is too slow
   */
  static void await(String bootstrapServers, BooleanSupplier alive, Duration within) {
    var end = System.nanoTime() + within.toNanos();
    // a client that cannot connect fills the caller's log with warnings: look first
    while (!listens(bootstrapServers) || !serves(bootstrapServers)) {
      if (!alive.getAsBoolean()) {
        throw new IllegalStateException("Kafka died at its start");
      }
      if (System.nanoTime() > end) {
        throw new IllegalStateException("Kafka did not start within " + within.toSeconds() + " s");
      }
      Waiting.pause();
    }
  }

  private static boolean listens(String address) {
    var colon = address.lastIndexOf(':');
    try (var socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(
              address.substring(0, colon), Integer.parseInt(address.substring(colon + 1))),
          300);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean serves(String bootstrapServers) {
    try (var admin =
        Admin.create(
            Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                3_000,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                3_000))) {
      return !admin.describeCluster().nodes().get(5, TimeUnit.SECONDS).isEmpty();
    } catch (ExecutionException | TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while Kafka starts", e);
    }
  }
}
