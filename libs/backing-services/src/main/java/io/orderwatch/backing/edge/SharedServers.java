package io.orderwatch.backing.edge;

import io.orderwatch.backing.Kind;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The one pair of servers of a JVM. A class loader has its own statics, a JVM has one set of system
 * properties: through them the second class loader finds what the first one started.
 */
final class SharedServers {

  // A literal is interned: its monitor is the same one for every class loader of the JVM. That of
  // System.getProperties()
  // would be too, but starting a server sets properties on another thread, which would wait for
  // ever.
  private static final String DATA = "orderwatch.backing.shared";
  private static @Nullable BackingServices instance;

  private SharedServers() {}

  static BackingServices get() {
    synchronized (DATA) {
      var found = instance;
      if (found == null) {
        found = attachedOrStarted();
        instance = found;
      }
      return found;
    }
  }

  private static BackingServices attachedOrStarted() {
    var options = Options.fromEnvironment();
    var written = System.getProperty(DATA);
    if (written != null) {
      return attached(written.split("\\|"), options);
    }
    var kafka = FreePorts.any();
    var controller = FreePorts.any();
    var postgres = FreePorts.any();
    var dir = Folders.temporary();
    var services =
        BackingServices.started(
            options.withDataDir(dir).withPorts(kafka, controller, postgres).withCloseAtExit(false));
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  services.close();
                  Folders.delete(dir);
                },
                "shared-backing-services-close"));
    switch (services.kind()) {
      case EMBEDDED -> write(Kind.EMBEDDED, kafka, postgres, controller, dir);
      case CONTAINERS ->
          write(
              Kind.CONTAINERS,
              kafka,
              postgres,
              ((Containers.Kafka) services.broker()).id(),
              ((Containers.Postgres) services.server()).id());
      case EXTERNAL -> {
        // everybody finds them in the environment
      }
    }
    return services;
  }

  private static BackingServices attached(String[] written, Options options) {
    var kind = Kind.valueOf(written[0]);
    var kafka = Integer.parseInt(written[1]);
    var postgres = Integer.parseInt(written[2]);
    if (kind == Kind.CONTAINERS) {
      return BackingServices.attached(
          kind,
          Containers.Kafka.attached(kafka, written[3]),
          Containers.Postgres.attached(postgres, written[4]));
    }
    var controller = Integer.parseInt(written[3]);
    var dir = Path.of(written[4]);
    return BackingServices.attached(
        kind,
        new EmbeddedBroker(
            dir.resolve("kafka"),
            kafka,
            controller,
            dir.resolve("kafka.log"),
            true,
            options.environment()),
        new EmbeddedDatabase(dir.resolve("postgres"), postgres, dir.resolve("postgres.log"), true));
  }

  private static void write(Kind kind, int kafka, int postgres, Object third, Object fourth) {
    System.setProperty(DATA, kind + "|" + kafka + "|" + postgres + "|" + third + "|" + fourth);
  }
}
