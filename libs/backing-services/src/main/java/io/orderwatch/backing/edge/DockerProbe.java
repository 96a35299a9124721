package io.orderwatch.backing.edge;

import io.orderwatch.backing.Engine;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Asks the Docker engine whether it is there and which images it has; never downloads any. */
final class DockerProbe {

  static final Duration BRIEF = Duration.ofMillis(500);

  /** For a caller to whom nothing but containers will do. */
  static final Duration PATIENT = Duration.ofSeconds(10);

  private DockerProbe() {}

  /**
   * Takes no longer than {@code patience}.
   *
   * @param environment for {@code DOCKER_HOST}; an engine behind TLS is not asked and counts as
   *     silent
   */
  static Engine probe(Map<String, String> environment, List<String> images, Duration patience) {
    var answer = new CompletableFuture<Engine>();
    Thread.ofVirtual().start(() -> answer.complete(ask(address(environment), images)));
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      return Engine.SILENT;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Engine.SILENT;
    }
  }

  private static @Nullable SocketAddress address(Map<String, String> environment) {
    var host = environment.getOrDefault("DOCKER_HOST", "unix:///var/run/docker.sock");
    if (host.startsWith("unix://")) {
      return UnixDomainSocketAddress.of(host.substring("unix://".length()));
    }
    if (host.startsWith("tcp://") && !environment.containsKey("DOCKER_TLS_VERIFY")) {
      var uri = URI.create(host);
      return uri.getPort() < 0 ? null : new InetSocketAddress(uri.getHost(), uri.getPort());
    }
    return null;
  }

  private static Engine ask(@Nullable SocketAddress address, List<String> images) {
    if (address == null) {
      return Engine.SILENT;
    }
    try {
      if (status(address, "/_ping") != 200) {
        return Engine.SILENT;
      }
      var there = new HashSet<String>();
      for (var image : images) {
        if (status(address, "/images/" + image + "/json") == 200) {
          there.add(image);
        }
      }
      return new Engine(true, there);
    } catch (IOException | RuntimeException e) {
      return Engine.SILENT;
    }
  }

  /** The status code; -1 if what answers does not speak HTTP. */
  private static int status(SocketAddress address, String path) throws IOException {
    try (var channel = SocketChannel.open(address)) {
      var request = "GET " + path + " HTTP/1.0\r\nHost: docker\r\n\r\n";
      channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
      var head = ByteBuffer.allocate("HTTP/1.1 200".length());
      while (head.hasRemaining() && channel.read(head) >= 0) {
        // reads on until the status is there
      }
      var text = new String(head.array(), 0, head.position(), StandardCharsets.US_ASCII);
      return text.matches("HTTP/1\\.[01] \\d{3}") ? Integer.parseInt(text.substring(9)) : -1;
    }
  }
}
