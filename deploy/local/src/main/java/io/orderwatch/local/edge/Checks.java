package io.orderwatch.local.edge;

import com.sun.management.OperatingSystemMXBean;
import io.orderwatch.backing.edge.FreePorts;
import io.orderwatch.local.Ozon;
import io.orderwatch.local.Ports;
import io.orderwatch.local.doctor.MachineFindings;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** What must be true of the machine before anything starts. */
final class Checks {

  /** Beneath them are the system's own, above them those that it draws for connections. */
  private static final int LOWEST = 1024;

  private static final int HIGHEST = 65_000;

  private Checks() {}

  /**
   * Returns if all is well.
   *
   * @param external whether Kafka and PostgreSQL are somebody else's and need no port
   * @throws CannotStart with the fact and the fix
   */
  static void all(SetConfig config, boolean external) {
    var version = Runtime.version().feature();
    if (version < MachineFindings.JDK) {
      throw new CannotStart(
          "this is Java " + version + ", JDK " + MachineFindings.JDK + " or newer is needed");
    }
    var missing = config.programs().missing();
    if (!missing.isEmpty()) {
      throw new CannotStart(missing.getFirst());
    }
    var free = freeMemory();
    if (free < MachineFindings.MEMORY) {
      throw new CannotStart(
          "only %.1f GB of memory are free, 3 GB are needed: close something and try again"
              .formatted(free / (double) (1L << 30)));
    }
    ports(config, external);
  }

  private static void ports(SetConfig config, boolean external) {
    var taken = taken(config, external);
    if (!taken.isEmpty()) {
      var free = free(config.ports());
      throw new CannotStart(
          String.join("\n", taken)
              + "\n  fix: stop that"
              + (free.isPresent()
                  ? ", or take twelve other ports: ./run --port " + free.getAsInt()
                  : ""));
    }
  }

  /** Those of the ports that are needed and not free, in words. */
  static List<String> taken(SetConfig config, boolean external) {
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
    return wanted.stream()
        .sorted()
        .filter(port -> !FreePorts.isFree(port))
        .map(port -> "port " + port + " is taken" + PortOwner.of(port).orElse(""))
        .toList();
  }

  /** The nearest base whose twelve ports are free, above the taken one if there is one. */
  static OptionalInt free(Ports taken) {
    return IntStream.concat(
            IntStream.iterate(taken.base() + 20, base -> base <= HIGHEST, base -> base + 20),
            IntStream.iterate(taken.base() - 20, base -> base >= LOWEST, base -> base - 20))
        .filter(base -> IntStream.range(base, base + Ports.COUNT).allMatch(FreePorts::isFree))
        .findFirst();
  }

  /** What programs could get without swapping, as far as this system tells. */
  static long freeMemory() {
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
