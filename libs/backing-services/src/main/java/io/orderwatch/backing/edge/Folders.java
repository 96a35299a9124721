package io.orderwatch.backing.edge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** Folders that were made for one run. */
final class Folders {

  private Folders() {}

  static Path temporary() {
    try {
      return Files.createTempDirectory("orderwatch-");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a folder for the servers' data", e);
    }
  }

  /** Deletes it with all that is in it; what vanishes meanwhile does no harm. */
  static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      System.err.println("cannot delete " + folder + ": " + e.getMessage());
    }
  }
}
