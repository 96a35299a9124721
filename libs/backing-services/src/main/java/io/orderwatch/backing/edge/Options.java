package io.orderwatch.backing.edge;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a caller wants of {@link BackingServices}.
 *
 * @param dataDir where the servers keep their data, kept on close; null: a fresh folder, deleted on
 *     close
 * @param logDir where they write kafka.log and postgres.log; null: beside the data
 * @param kafkaPort 0: any free one; so for the other ports
 * @param closeAtExit whether a shutdown hook closes the servers; without it the caller does. Killed
 *     hard, the JVM takes them along either way.
 * @param environment the variables that choose the kind, see {@link io.orderwatch.backing.Choice}
 */
public record Options(
    @Nullable Path dataDir,
    @Nullable Path logDir,
    int kafkaPort,
    int controllerPort,
    int postgresPort,
    boolean closeAtExit,
    Map<String, String> environment) {

  public Options {
    environment = Map.copyOf(environment);
  }

  /** A fresh folder, free ports, this process's environment. */
  public static Options fromEnvironment() {
    return new Options(null, null, 0, 0, 0, true, System.getenv());
  }

  public Options withDataDir(Path dir) {
    return new Options(
        dir, logDir, kafkaPort, controllerPort, postgresPort, closeAtExit, environment);
  }

  public Options withLogDir(Path dir) {
    return new Options(
        dataDir, dir, kafkaPort, controllerPort, postgresPort, closeAtExit, environment);
  }

  public Options withPorts(int kafka, int controller, int postgres) {
    return new Options(dataDir, logDir, kafka, controller, postgres, closeAtExit, environment);
  }

  public Options withCloseAtExit(boolean close) {
    return new Options(
        dataDir, logDir, kafkaPort, controllerPort, postgresPort, close, environment);
  }

  public Options withEnvironment(Map<String, String> variables) {
    return new Options(
        dataDir, logDir, kafkaPort, controllerPort, postgresPort, closeAtExit, variables);
  }
}
