package io.orderwatch.backing.edge;

import io.orderwatch.backing.EmbeddedHere;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Looks whether the embedded servers run on this machine; unpacks nothing and starts nothing that
 * stays.
 */
public final class EmbeddedProbe {

  private static final Path MOUNTS = Path.of("/proc/self/mounts");

  /** The loaders of glibc, by the JVM's names of processors. */
  private static final Map<String, Path> LOADERS =
      Map.of(
          "amd64", Path.of("/lib64/ld-linux-x86-64.so.2"),
          "aarch64", Path.of("/lib/ld-linux-aarch64.so.1"));

  private EmbeddedProbe() {}

  public static EmbeddedHere probe() {
    var processor = System.getProperty("os.arch");
    var machine = System.getProperty("os.name") + " " + processor;
    var root = PostgresBinaries.asRoot();
    var otherEyes = root && LinuxUtils.isUnshareAvailable();
    var loader = LOADERS.get(processor);
    var linked = !Files.exists(MOUNTS) || loader == null || Files.exists(loader);
    var temporary = Path.of(System.getProperty("java.io.tmpdir"));
    var executable = executable(temporary);
    try {
      var binaries = PostgresBinaries.asKnown();
      var version = binaries.there() ? version(binaries) : Optional.<String>empty();
      return new EmbeddedHere(
          machine,
          true,
          root,
          otherEyes,
          linked,
          binaries.home().toString(),
          executable,
          binaries.there(),
          version);
    } catch (IOException | RuntimeException e) {
      return new EmbeddedHere(
          machine,
          false,
          root,
          otherEyes,
          linked,
          temporary.toString(),
          executable,
          false,
          Optional.empty());
    }
  }

  private static Optional<String> version(PostgresBinaries binaries) {
    try {
      var process =
          new ProcessBuilder(binaries.command("postgres", List.of("--version")))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return Optional.empty();
      }
      var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.exitValue() == 0 ? Optional.of(said.strip()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** By the options of the mount that the folder is on, where the system tells them. */
  private static boolean executable(Path folder) {
    try (var mounts = Files.lines(MOUNTS)) {
      var place = folder.toRealPath();
      return mounts
          .map(line -> line.split(" ", -1))
          .filter(fields -> fields.length > 3 && place.startsWith(fields[1]))
          .max(Comparator.comparingInt(fields -> fields[1].length()))
          .map(fields -> !List.of(fields[3].split(",", -1)).contains("noexec"))
          .orElse(true);
    } catch (IOException e) {
      return true;
    }
  }
}
