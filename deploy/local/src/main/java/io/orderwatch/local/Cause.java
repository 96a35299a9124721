package io.orderwatch.local;

import java.util.List;

/** Finds, among a log's last lines, the one that says why a process died. */
public final class Cause {

  private static final List<String> TELLING =
      List.of("Caused by:", "ERROR", "FATAL", "Exception", "Error:", "error:");

  private Cause() {}

  /** The deepest cause if there is one, else the last telling line, else the last line. */
  public static String of(List<String> lines) {
    for (var word : TELLING) {
      for (var line : lines.reversed()) {
        if (line.contains(word) && !line.stripLeading().startsWith("at ")) {
          return line.strip();
        }
      }
    }
    return lines.isEmpty() ? "it wrote nothing" : lines.getLast().strip();
  }
}
