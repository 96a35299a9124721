package io.orderwatch.local.edge;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Finds out which process listens on a port; others' processes only as far as the system tells. */
final class PortOwner {

  private static final String LISTENING = "0A";

  private PortOwner() {}

  /** For example {@code by process 4711 (java)}. */
  static Optional<String> of(int port) {
    return inProc(port).or(() -> byLsof(port)).map(pid -> " by process " + pid + name(pid));
  }

  private static String name(long pid) {
    return ProcessHandle.of(pid)
        .flatMap(handle -> handle.info().command())
        .map(command -> " (" + Path.of(command).getFileName() + ")")
        .orElse("");
  }

  private static Optional<Long> inProc(int port) {
    return inode(port, Path.of("/proc/net/tcp"))
        .or(() -> inode(port, Path.of("/proc/net/tcp6")))
        .flatMap(PortOwner::holder);
  }

  private static Optional<String> inode(int port, Path table) {
    var address = String.format(Locale.ROOT, ":%04X", port);
    try (var lines = Files.lines(table)) {
      return lines
          .map(line -> line.strip().split("\\s+"))
          .filter(f -> f.length > 9 && f[1].endsWith(address) && f[3].equals(LISTENING))
          .map(fields -> fields[9])
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<Long> holder(String inode) {
    var socket = Path.of("socket:[" + inode + "]");
    try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (var process : processes) {
        if (holds(process.resolve("fd"), socket)) {
          return Optional.of(Long.valueOf(process.getFileName().toString()));
        }
      }
    } catch (IOException e) {
      // not this kind of system
    }
    return Optional.empty();
  }

  private static boolean holds(Path descriptors, Path socket) {
    try (DirectoryStream<Path> open = Files.newDirectoryStream(descriptors)) {
      for (var descriptor : open) {
        if (Files.isSymbolicLink(descriptor) && Files.readSymbolicLink(descriptor).equals(socket)) {
          return true;
        }
      }
    } catch (IOException | java.nio.file.DirectoryIteratorException e) {
      // another user's process, or one that just ended
    }
    return false;
  }

  private static Optional<Long> byLsof(int port) {
    try {
      var process =
          new ProcessBuilder("lsof", "-nP", "-t", "-iTCP:" + port, "-sTCP:LISTEN")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return Optional.empty();
      }
      var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      return text.lines().findFirst().map(Long::valueOf);
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
