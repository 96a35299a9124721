package io.orderwatch.local.edge;

import io.orderwatch.backing.edge.Child;
import io.orderwatch.local.ServiceName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the parts of a set run. */
public interface Programs {

  String IMAGE_TAG = "ORDERWATCH_IMAGE_TAG";

  /** A system property: the stand-in keeps all that it was sent, and a long story is more. */
  String SIMULATOR_HEAP = "orderwatch.simulator.heap";

  Program service(ServiceName service);

  Program simulator();

  /** What must exist before anything starts and does not, each with the way to get it. */
  List<String> missing();

  /** What {@code ./mvnw package} built under that root. */
  static Programs built(Path root) {
    return new Programs() {
      @Override
      public Program service(ServiceName service) {
        return new Program.Local(java("-Xmx256m", jar(service)));
      }

      @Override
      public Program simulator() {
        return new Program.Local(
            java("-Xmx" + System.getProperty(SIMULATOR_HEAP, "256m"), simulatorJar()));
      }

      @Override
      public List<String> missing() {
        return Stream.concat(
                Stream.of(ServiceName.values()).map(this::jar), Stream.of(simulatorJar()))
            .filter(jar -> !Files.exists(jar))
            .map(jar -> jar + " is not there: build it with ./mvnw package -DskipTests")
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

  /** The images of this version, or of the one that {@value #IMAGE_TAG} names. */
  static Programs images(Map<String, String> environment) {
    var tag = environment.getOrDefault(IMAGE_TAG, "0.1.0");
    return new Programs() {
      @Override
      public Program service(ServiceName service) {
        return new Program.Image("orderwatch/" + service.title() + ":" + tag);
      }

      @Override
      public Program simulator() {
        return new Program.Image("orderwatch/simulator:" + tag);
      }

      @Override
      public List<String> missing() {
        return Stream.concat(
                Stream.of(ServiceName.values()).map(this::service), Stream.of(simulator()))
            .map(program -> ((Program.Image) program).name())
            .filter(image -> !Started.succeeds(List.of("docker", "image", "inspect", image)))
            .map(image -> "the image " + image + " is not there: deploy/images/build makes it")
            .toList();
      }
    };
  }

  private static List<String> java(String heap, Path jar) {
    // The quick compiler alone: six JVMs that start at once on a few cores are ready in half the
    // time.
    return List.of(
        Child.java(),
        heap,
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-XX:+ExitOnOutOfMemoryError",
        "-jar",
        jar.toString());
  }
}
