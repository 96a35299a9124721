package io.orderwatch.local.edge;

import io.orderwatch.backing.edge.Child;
import io.orderwatch.local.ServiceName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The command lines of the processes; arguments of the simulator are added behind its own. */
public interface Programs {

  List<String> service(ServiceName service);

  List<String> simulator();

  /** Everything that must exist before anything starts. */
  List<Path> needed();

  /** What {@code ./mvnw package} built under that root. */
  static Programs built(Path root) {
    return new Programs() {
      @Override
      public List<String> service(ServiceName service) {
        return java("-Xmx256m", jar(service));
      }

      @Override
      public List<String> simulator() {
        return java("-Xmx256m", simulatorJar());
      }

      @Override
      public List<Path> needed() {
        return Stream.concat(
                Stream.of(ServiceName.values()).map(this::jar), Stream.of(simulatorJar()))
            .toList();
      }

      private Path jar(ServiceName service) {
        return root.resolve(service.title()).resolve("target/quarkus-app/quarkus-run.jar");
      }

      private Path simulatorJar() {
        var target = root.resolve("deploy/simulator/target");
        try (var jars = Files.newDirectoryStream(target, "orderwatch-simulator-*.jar")) {
          for (var jar : jars) {
            return jar;
          }
        } catch (java.io.IOException e) {
          // said by whoever needs it
        }
        return target.resolve("orderwatch-simulator.jar");
      }
    };
  }

  private static List<String> java(String heap, Path jar) {
    // The quick compiler alone: six JVMs that start at once on a few cores are ready in half the time.
    return List.of(
        Child.java(), heap, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar", jar.toString());
  }
}
