package io.orderwatch.local.edge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;

/** The set's own folders. */
final class Disk {

  private Disk() {}

  /**
   * Claims a folder, which need not exist, for this JVM until {@code close}.
   *
   * @throws CannotStart if another process has claimed it
   */
  static FileChannel claim(Path folder) {
    var file = folder.resolveSibling(folder.getFileName() + ".lock");
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (channel.tryLock() == null) {
        channel.close();
        throw new CannotStart("another ./run uses " + folder + ": stop it, or name another --data");
      }
      return channel;
    } catch (OverlappingFileLockException e) {
      throw new CannotStart("this JVM already uses " + folder);
    } catch (IOException e) {
      throw new CannotStart("cannot use " + folder + ": " + e.getMessage());
    }
  }

  static void release(FileChannel claim) {
    try {
      claim.close();
    } catch (IOException e) {
      // the lock ends with the JVM at the latest
    }
  }

  /**
   * Makes a folder that any user may write to, as the one of a container is none of this machine.
   */
  static void openToAll(Path folder) {
    try {
      Files.createDirectories(folder);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    } catch (IOException e) {
      throw new CannotStart("cannot make " + folder + ": " + e.getMessage());
    }
  }

  /** Deletes the folder with all that is in it. */
  static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      throw new CannotStart("cannot empty " + folder + ": " + e.getMessage());
    }
  }
}
