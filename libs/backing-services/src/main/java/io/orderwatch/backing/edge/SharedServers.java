package io.orderwatch.backing.edge;

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
      var ports = written.split(":", 4);
      return BackingServices.attached(
          "Another part of this JVM started them.",
          Path.of(ports[3]),
          Integer.parseInt(ports[0]),
          Integer.parseInt(ports[1]),
          Integer.parseInt(ports[2]),
          options.brokerHeap());
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
    if (services.kind() == io.orderwatch.backing.Kind.EMBEDDED) {
      System.setProperty(DATA, kafka + ":" + controller + ":" + postgres + ":" + dir);
    }
    return services;
  }
}
