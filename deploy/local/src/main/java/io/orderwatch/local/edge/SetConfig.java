package io.orderwatch.local.edge;

import io.orderwatch.backing.Choice;
import io.orderwatch.backing.Kind;
import io.orderwatch.clock.ScaledClock;
import io.orderwatch.local.Ozon;
import io.orderwatch.local.Ports;
import io.orderwatch.local.ServiceName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One whole set.
 *
 * @param data of Kafka, PostgreSQL and the simulator
 * @param keepData whether it survives {@link WholeSet#close()} and is used again; else it is empty
 *     at the start and deleted at the end
 * @param logs one file for each process
 * @param services which of the four
 * @param startsWithin how long a process may take to be ready, real time
 * @param environment given to every process besides its own variables, and used to choose Kafka and
 *     PostgreSQL
 */
public record SetConfig(
    Path data,
    boolean keepData,
    Path logs,
    Ports ports,
    ScaledClock clock,
    Ozon ozon,
    Programs programs,
    List<ServiceName> services,
    Duration startsWithin,
    Map<String, String> environment) {

  public SetConfig {
    services = List.copyOf(services);
    environment = Map.copyOf(environment);
  }

  /** All four services as built under {@code root}, with fresh data beside the logs. */
  public static SetConfig of(Path root, Ports ports, ScaledClock clock, Ozon ozon) {
    var home = root.resolve(".orderwatch");
    return new SetConfig(
        home.resolve("run-" + ports.base()),
        false,
        home.resolve("logs"),
        ports,
        clock,
        ozon,
        Programs.built(root),
        List.of(ServiceName.values()),
        Duration.ofMinutes(2),
        Map.of());
  }

  public SetConfig withData(Path dir, boolean keep) {
    return new SetConfig(
        dir, keep, logs, ports, clock, ozon, programs, services, startsWithin, environment);
  }

  public SetConfig withLogs(Path dir) {
    return new SetConfig(
        data, keepData, dir, ports, clock, ozon, programs, services, startsWithin, environment);
  }

  public SetConfig withPrograms(Programs others) {
    return new SetConfig(
        data, keepData, logs, ports, clock, ozon, others, services, startsWithin, environment);
  }

  public SetConfig withServices(List<ServiceName> some) {
    return new SetConfig(
        data, keepData, logs, ports, clock, ozon, programs, some, startsWithin, environment);
  }

  public SetConfig withEnvironment(Map<String, String> variables) {
    return new SetConfig(
        data, keepData, logs, ports, clock, ozon, programs, services, startsWithin, variables);
  }

  /**
   * The same set from images, with Kafka and PostgreSQL in containers too.
   *
   * @param variables may name the images' tag, see {@link Programs#IMAGE_TAG}, and another place
   *     for Kafka and PostgreSQL
   */
  public SetConfig inContainers(Map<String, String> variables) {
    var more = new HashMap<>(environment);
    if (!variables.containsKey(Choice.FORCED)) {
      more.put(Choice.FORCED, Kind.CONTAINERS.written());
    }
    return withPrograms(Programs.images(variables)).withEnvironment(more);
  }
}
