package io.orderwatch.local.edge;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Where the launcher writes: a terminal that can be redrawn, or a plain stream of lines. */
final class Console {

  private static final String ESC = "\u001b[";

  private final PrintStream out =
      new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
  private final boolean terminal;
  private int blockHeight;

  Console(boolean plain) {
    var dumb = "dumb".equals(System.getenv("TERM"));
    var here = Optional.ofNullable(System.console()).filter(java.io.Console::isTerminal);
    terminal = !plain && !dumb && here.isPresent();
  }

  boolean terminal() {
    return terminal;
  }

  synchronized void line(String text) {
    blockHeight = 0;
    out.println(text);
  }

  /** Without an end of line. */
  synchronized void start(String text) {
    blockHeight = 0;
    out.print(text);
    out.flush();
  }

  String good(String text) {
    return terminal ? ESC + "32m" + text + ESC + "0m" : text;
  }

  String odd(String text) {
    return terminal ? ESC + "33m" + text + ESC + "0m" : text;
  }

  String bad(String text) {
    return terminal ? ESC + "31m" + text + ESC + "0m" : text;
  }

  /** Draws the lines over those of the call before, unless something was written since. */
  synchronized void redraw(List<String> lines) {
    if (blockHeight > 0) {
      out.print(ESC + blockHeight + "A");
    }
    lines.forEach(line -> out.print("\r" + ESC + "2K" + line + "\n"));
    out.flush();
    blockHeight = lines.size();
  }
}
