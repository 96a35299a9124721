package io.orderwatch.local.edge;

import com.sun.management.OperatingSystemMXBean;
import io.orderwatch.backing.edge.FreePorts;
import io.orderwatch.local.Ozon;
import io.orderwatch.local.Ports;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What must be true of the machine before anything starts. */
final class Checks {

  private static final int JDK = 25;
  private static final long NEEDED_BYTES = 3L << 30;

  private Checks() {}

  /**
   * Returns if all is well.
   *
   * @param external whether Kafka and PostgreSQL are somebody else's and need no port
   * @throws CannotStart with the fact and the fix
   */
  static void all(SetConfig config, boolean external) {
    var version = Runtime.version().feature();
    if (version < JDK) {
      throw new CannotStart("this is Java " + version + ", JDK " + JDK + " or newer is needed");
    }
    var missing = config.programs().missing();
    if (!missing.isEmpty()) {
      throw new CannotStart(missing.getFirst());
    }
    var free = freeMemory();
    if (free < NEEDED_BYTES) {
      throw new CannotStart(
          "only %.1f GB of memory are free, 3 GB are needed: close something and try again"
              .formatted(free / (double) (1L << 30)));
    }
    ports(config, external);
  }

  private static void ports(SetConfig config, boolean external) {
    var ports = config.ports();
    var wanted = new ArrayList<Integer>();
    for (var service : config.services()) {
      wanted.addAll(List.of(ports.of(service), ports.management(service)));
    }
    if (config.ozon() instanceof Ozon.Simulated) {
      wanted.add(ports.simulator());
    }
    if (!external) {
      wanted.addAll(List.of(ports.postgres(), ports.kafka(), ports.kafkaController()));
    }
    var taken = wanted.stream().filter(port -> !FreePorts.isFree(port)).toList();
    if (!taken.isEmpty()) {
      var which =
          taken.stream()
              .map(port -> "port " + port + " is taken" + PortOwner.of(port).orElse(""))
              .collect(Collectors.joining("\n"));
      throw new CannotStart(
          which + "\n  fix: stop that, or take twelve other ports: ./run --port " + free(ports));
    }
  }

  /** The next base whose twelve ports are free. */
  private static int free(Ports taken) {
    for (var base = taken.base() + 20; base < 65_000; base += 20) {
      var from = base;
      if (java.util.stream.IntStream.range(from, from + Ports.COUNT).allMatch(FreePorts::isFree)) {
        return base;
      }
    }
    return taken.base();
  }

  /** What programs could get without swapping, as far as this system tells. */
  private static long freeMemory() {
    var bean = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    try (var lines = Files.lines(Path.of("/proc/meminfo"))) {
      var available =
          lines
              .filter(line -> line.startsWith("MemAvailable:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
              .findAny()
              .orElse(Long.MAX_VALUE);
      return Math.min(available, bean.getTotalMemorySize());
    } catch (IOException e) {
      // macOS counts memory it would give back at once as used
      return bean.getTotalMemorySize();
    }
  }
}
