package io.orderwatch.local;

import java.util.ArrayList;
import java.util.List;

/** A table of two columns in a frame. */
public final class Box {

  private Box() {}

  public record Row(String name, String value) {}

  /** The lines of the frame; an empty name continues the row above. */
  public static List<String> lines(List<Row> rows) {
    var name = rows.stream().mapToInt(row -> row.name().length()).max().orElse(0);
    var value = rows.stream().mapToInt(row -> row.value().length()).max().orElse(0);
    var lines = new ArrayList<String>();
    lines.add("┌" + "─".repeat(name + 2) + "┬" + "─".repeat(value + 2) + "┐");
    for (var row : rows) {
      lines.add("│ " + padded(row.name(), name) + " │ " + padded(row.value(), value) + " │");
    }
    lines.add("└" + "─".repeat(name + 2) + "┴" + "─".repeat(value + 2) + "┘");
    return lines;
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(width - text.length());
  }
}
