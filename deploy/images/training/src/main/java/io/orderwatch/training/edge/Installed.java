package io.orderwatch.training.edge;

import io.orderwatch.backing.edge.Child;
import io.orderwatch.local.ServiceName;
import io.orderwatch.local.edge.Program;
import io.orderwatch.local.edge.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The services as an image has them: in one folder for each, as Quarkus lays it out, with one file
 * of JVM flags for all.
 *
 * <p>Quarkus' own class loader is left out: the AOT cache holds only what the JVM's loaders load,
 * so everything is on one flat class path, in an order that does not depend on the file system.
 *
 * @param home absolute, as it will be where the services run: the cache remembers paths
 */
public record Installed(Path home) {

  static final String MAIN = "io.orderwatch.operations.edge.Main";

  public Path folder(ServiceName service) {
    return home.resolve(service.title());
  }

  /** The AOT cache; made by {@link Training}. */
  public Path cache(ServiceName service) {
    return folder(service).resolve("app.aot");
  }

  /** What the training saw; deleted once the cache is made. */
  Path observations(ServiceName service) {
    return folder(service).resolve("app.aotconf");
  }

  /** An argument file of the java launcher: all that stands behind {@code java} in an image. */
  public Path arguments(ServiceName service) {
    return folder(service).resolve("run.args");
  }

  /** How the images start it: a cache that does not fit ends the process. */
  public List<String> start(ServiceName service) {
    return List.of(Child.java(), "@" + arguments(service));
  }

  /** The fast-jar under the same flags, without a cache. */
  public List<String> startPlain(ServiceName service) {
    return List.of(Child.java(), "@" + flags(), "-jar", fastJar(service));
  }

  /** The fast-jar as Quarkus' guides start it: the JVM chooses collector, heap and compilers. */
  public List<String> startUntuned(ServiceName service) {
    return List.of(Child.java(), "-jar", fastJar(service));
  }

  private String fastJar(ServiceName service) {
    return folder(service).resolve("quarkus-run.jar").toString();
  }

  /** For a set that runs the services so. */
  public Programs programs(Path simulator) {
    return new InstalledPrograms(simulator, this::start);
  }

  /** For a set whose services' JVMs write down what they see. */
  Programs recorded(Path simulator) {
    return new InstalledPrograms(
        simulator,
        service ->
            command(
                service, "-XX:AOTMode=record", "-XX:AOTConfiguration=" + observations(service)));
  }

  private record InstalledPrograms(Path jar, Function<ServiceName, List<String>> services)
      implements Programs {
    @Override
    public Program service(ServiceName service) {
      return new Program.Local(services.apply(service));
    }

    @Override
    public Program simulator() {
      return new Program.Local(
          List.of(
              Child.java(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar", jar.toString()));
    }

    @Override
    public List<String> missing() {
      return Files.exists(jar) ? List.of() : List.of(jar + " is not there");
    }
  }

  /** The fixed flags, then those given, then class path and main class. */
  List<String> command(ServiceName service, String... more) {
    var command = new ArrayList<>(List.of(Child.java(), "@" + flags()));
    command.addAll(List.of(more));
    command.addAll(List.of("-cp", classPath(service), MAIN));
    return command;
  }

  void writeArguments(ServiceName service) {
    var lines =
        Stream.concat(
            lines(flags()),
            Stream.of(
                "-XX:AOTMode=on",
                "-XX:AOTCache=" + cache(service),
                "-cp",
                classPath(service),
                MAIN));
    try {
      Files.write(arguments(service), lines.toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The flags of every JVM, one each. */
  public List<String> jvmFlags() {
    return lines(flags()).filter(line -> !line.startsWith("#")).toList();
  }

  private Path flags() {
    return home.resolve("jvm.flags");
  }

  private String classPath(ServiceName service) {
    var folder = folder(service);
    // what Quarkus changed stands before what it was changed from
    return Stream.of("quarkus", "app", "lib/boot", "lib/main")
        .flatMap(name -> jars(folder.resolve(name)))
        .map(Path::toString)
        .collect(Collectors.joining(":"));
  }

  private static Stream<Path> jars(Path folder) {
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException("a service is not where it should be", e);
    }
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
