package io.orderwatch.local.edge;

import io.orderwatch.backing.edge.Child;
import io.orderwatch.backing.edge.FreePorts;
import io.orderwatch.local.Ports;
import io.orderwatch.local.ServiceName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.IntStream;

/** Stand-ins where the launcher looks for the built services, and ports for them. */
final class StandIns implements Programs {

  @Override
  public Program service(ServiceName service) {
    return command();
  }

  @Override
  public Program simulator() {
    return command();
  }

  @Override
  public List<String> missing() {
    return List.of();
  }

  private static Program command() {
    return new Program.Local(
        List.of(
            Child.java(),
            "-Xmx64m",
            "-XX:+UseSerialGC",
            "-cp",
            classes(),
            StandIn.class.getName()));
  }

  /** Jars of stand-ins under a root as {@code ./mvnw package} would leave them. */
  static void build(Path root) throws IOException {
    for (var service : ServiceName.values()) {
      jar(root.resolve(service.title()).resolve("target/quarkus-app/quarkus-run.jar"));
    }
    jar(root.resolve("deploy/simulator/target/orderwatch-simulator-0.1.0.jar"));
  }

  /** Twelve free ports in a row. */
  static Ports ports() {
    while (true) {
      var base = FreePorts.any();
      if (IntStream.range(base, base + Ports.COUNT).allMatch(FreePorts::isFree)) {
        return new Ports(base);
      }
    }
  }

  private static void jar(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    var manifest = new Manifest();
    var attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.put(Attributes.Name.MAIN_CLASS, StandIn.class.getName());
    attributes.put(Attributes.Name.CLASS_PATH, Path.of(classes()).toUri().toString());
    try (var out = Files.newOutputStream(file)) {
      new JarOutputStream(out, manifest).close();
    }
  }

  private static String classes() {
    return Path.of(StandIn.class.getProtectionDomain().getCodeSource().getLocation().getPath())
        .toString();
  }
}
