package io.orderwatch.backing.edge;

import io.zonky.test.db.postgres.util.ArchUtils;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's programs, unpacked once per machine and user from the jar on the class path. */
record PostgresBinaries(Path home) {

  /** The programs; unpacked if no earlier call has. Several JVMs may do so at once. */
  static PostgresBinaries unpacked() {
    return Once.BINARIES;
  }

  private static final class Once {
    static final PostgresBinaries BINARIES = find();
  }

  private static PostgresBinaries find() {
    try {
      var archive = archive();
      var binaries = new PostgresBinaries(home(archive));
      if (!binaries.there()) {
        unpack(archive, binaries.home());
      }
      return binaries;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot unpack PostgreSQL", e);
    }
  }

  /**
   * Where {@link #unpacked} finds them or puts them; nothing is unpacked.
   *
   * @throws IOException if none are known for this machine
   */
  static PostgresBinaries asKnown() throws IOException {
    return new PostgresBinaries(home(archive()));
  }

  private static Path home(byte[] archive) {
    var sum = new CRC32();
    sum.update(archive);
    return Path.of(
        System.getProperty("java.io.tmpdir"),
        "orderwatch-postgres-%s-%08x".formatted(System.getProperty("user.name"), sum.getValue()));
  }

  /** Whether they are unpacked. */
  boolean there() {
    return Files.exists(home);
  }

  static boolean asRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  /** The command line of one of the programs; as root it is given another user's eyes. */
  List<String> command(String program, List<String> arguments) {
    var command = new ArrayList<String>();
    if (asRoot() && LinuxUtils.isUnshareAvailable()) {
      // PostgreSQL refuses to run as root; in a user namespace of its own it does not see that
      command.addAll(List.of("unshare", "-U"));
    }
    command.add(home.resolve("bin").resolve(program).toString());
    command.addAll(arguments);
    return command;
  }

  /**
   * The archive for this machine: the first on the class path, as with classes. The library's own
   * resolver refuses a second copy, which a jar that names its class path in its manifest brings.
   */
  private static byte[] archive() throws IOException {
    var system = System.getProperty("os.name").startsWith("Mac") ? "darwin" : "linux";
    var name =
        "postgres-%s-%s.txz".formatted(system, ArchUtils.normalize(System.getProperty("os.arch")));
    try (var in = PostgresBinaries.class.getClassLoader().getResourceAsStream(name)) {
      if (in == null) {
        throw new FileNotFoundException(
            name + " is not on the class path: no PostgreSQL is known for this machine");
      }
      return in.readAllBytes();
    }
  }

  private static void unpack(byte[] archive, Path home) throws IOException {
    var half = Files.createTempDirectory(home.getParent(), home.getFileName() + "-");
    try (var tar =
        new TarArchiveInputStream(new XZCompressorInputStream(new ByteArrayInputStream(archive)))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        var target = half.resolve(entry.getName()).normalize();
        if (!target.startsWith(half)) {
          throw new IOException("the archive leaves its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else if (entry.isSymbolicLink() || entry.isLink()) {
          Files.createDirectories(target.getParent());
          Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
          Files.createDirectories(target.getParent());
          Files.copy(tar, target);
          if (half.relativize(target).startsWith("bin") && !target.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + target + " executable");
          }
        }
      }
    }
    try {
      Files.move(half, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      throw e;
    } catch (FileSystemException e) {
      // another JVM was faster
      if (!Files.exists(home)) {
        throw e;
      }
      Folders.delete(half);
    }
  }
}
