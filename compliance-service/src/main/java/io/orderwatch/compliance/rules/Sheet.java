package io.orderwatch.compliance.rules;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * A data file that people read and edit: a row a line, its cells parted by bars; empty lines and
 * lines that begin with # say nothing. The last three cells of a row are its citation: source, date
 * on which it was read, confidence.
 */
public record Sheet(List<Row> rows) {

  private static final List<String> CITATION = List.of("source", "read", "confidence");

  public Sheet {
    rows = List.copyOf(rows);
  }

  /** A mistake in a data file, told with file and line. */
  public static final class Faulty extends IllegalArgumentException {
    public Faulty(String file, int line, String why) {
      super(file + ":" + line + ": " + why);
    }
  }

  /**
   * One row.
   *
   * @param line 1 for the file's first
   * @param cells without the citation
   */
  public record Row(String file, int line, List<String> cells, Citation citation) {
    public Row {
      cells = List.copyOf(cells);
    }

    public String cell(int index) {
      return cells.get(index);
    }

    public Faulty faulty(String why) {
      return new Faulty(file, line, why);
    }

    /**
     * What a cell means.
     *
     * @throws Faulty if it means nothing
     */
    public <T> T read(int index, Function<String, T> meaning) {
      try {
        return meaning.apply(cell(index));
      } catch (Faulty e) {
        throw e;
      } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
        throw faulty(cell(index) + ": " + e.getMessage());
      }
    }
  }

  /**
   * @param columns what the cells of a row are, without its citation
   * @throws Faulty if a row has more or fewer, or cites nothing
   */
  public static Sheet read(String file, String text, String... columns) {
    var rows = new ArrayList<Row>();
    var lines = text.lines().toList();
    for (var i = 0; i < lines.size(); i++) {
      var written = lines.get(i).strip();
      if (!written.isEmpty() && !written.startsWith("#")) {
        rows.add(row(file, i + 1, written, List.of(columns)));
      }
    }
    return new Sheet(rows);
  }

  private static Row row(String file, int line, String written, List<String> columns) {
    var cells = Arrays.stream(written.split("\\|", -1)).map(String::strip).toList();
    if (cells.size() != columns.size() + CITATION.size()) {
      throw new Faulty(
          file,
          line,
          "a row is written %s | %s"
              .formatted(String.join(" | ", columns), String.join(" | ", CITATION)));
    }
    return new Row(
        file, line, cells.subList(0, columns.size()), citation(file, line, cells, columns.size()));
  }

  private static Citation citation(String file, int line, List<String> cells, int first) {
    var source = cells.get(first);
    if (source.isEmpty()) {
      throw new Faulty(file, line, "no source");
    }
    try {
      return new Citation(
          source, LocalDate.parse(cells.get(first + 1)), Confidence.of(cells.getLast()));
    } catch (DateTimeException e) {
      throw new Faulty(file, line, "no date on which it was read: " + cells.get(first + 1));
    } catch (IllegalArgumentException e) {
      throw new Faulty(file, line, String.valueOf(e.getMessage()));
    }
  }
}
