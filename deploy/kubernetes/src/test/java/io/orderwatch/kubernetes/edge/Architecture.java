package io.orderwatch.kubernetes.edge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The table of topics in ARCHITECTURE.md. */
final class Architecture {

  /**
   * A row, with {@code <service>} filled in.
   *
   * @param kept empty if compacted
   */
  record Row(String topic, String madeBy, List<String> consumedBy, Optional<Duration> kept) {}

  private static final List<Row> ROWS = read();

  private Architecture() {}

  static List<Row> topics() {
    return ROWS;
  }

  private static List<Row> read() {
    try (var lines = Files.lines(Kustomize.ROOT.resolve("ARCHITECTURE.md"))) {
      var rows = new ArrayList<Row>();
      var section =
          lines
              .dropWhile(each -> !each.equals("## Topics"))
              .skip(1)
              .takeWhile(each -> !each.startsWith("## "));
      for (var line : section.filter(each -> each.startsWith("| `")).toList()) {
        var cells = Arrays.stream(line.substring(1).split("\\|")).map(String::strip).toList();
        var topic = cells.get(0).replace("`", "");
        var consumers = List.of(cells.get(2).split(", "));
        if (topic.startsWith("<service>")) {
          for (var each : Workload.titles()) {
            var name = topic.replace("<service>", each);
            rows.add(new Row(name, each, consumers, kept(cells.get(3))));
          }
        } else {
          rows.add(new Row(topic, cells.get(1), consumers, kept(cells.get(3))));
        }
      }
      return List.copyOf(rows);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Duration> kept(String text) {
    if (text.startsWith("compacted")) {
      return Optional.empty();
    }
    if (!text.endsWith(" days")) {
      throw new AssertionError("neither compacted nor days: " + text);
    }
    return Optional.of(Duration.ofDays(Long.parseLong(text.replace(" days", ""))));
  }
}
