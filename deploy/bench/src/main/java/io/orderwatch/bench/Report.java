package io.orderwatch.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Everything one run has to say. */
public final class Report {

  private final Map<String, String> settings = new LinkedHashMap<>();
  private final List<Figure> figures = new ArrayList<>();
  private final List<Target> targets = new ArrayList<>();

  public void setting(String name, Object value) {
    settings.put(name, value.toString());
  }

  public void add(Figure figure) {
    figures.add(figure);
  }

  public void aim(Figure figure, Target.Bound bound, double wanted) {
    targets.add(new Target(figure, bound, wanted));
  }

  public Map<String, String> settings() {
    return Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }

  public List<Figure> figures() {
    return List.copyOf(figures);
  }

  public List<Target> targets() {
    return List.copyOf(targets);
  }

  /** For people: a table of figures, one of targets, and the settings. */
  public String text() {
    var width = figures.stream().mapToInt(figure -> figure.name().length()).max().orElse(0);
    var rows =
        figures.stream()
            .map(
                figure ->
                    "%s  %12s  %12s – %-12s %s"
                        .formatted(
                            padded(figure.name(), width),
                            number(figure.median()),
                            number(figure.least()),
                            number(figure.most()),
                            figure.unit()))
            .collect(Collectors.joining("\n"));
    var aims =
        targets.stream()
            .map(
                target ->
                    "%s  %12s  %s %-10s %s"
                        .formatted(
                            padded(target.figure().name(), width),
                            number(target.figure().median()),
                            target.bound() == Target.Bound.AT_LEAST ? "≥" : "≤",
                            number(target.wanted()),
                            target.met() ? "met" : "MISSED"))
            .collect(Collectors.joining("\n"));
    var lines =
        settings.entrySet().stream()
            .map(setting -> setting.getKey() + ": " + setting.getValue())
            .collect(Collectors.joining("\n"));
    return "%s  %12s  %12s – %-12s\n%s\n\nTargets (medians)\n%s\n\nSettings\n%s\n"
        .formatted(padded("", width), "median", "least", "most", rows, aims, lines);
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(width - text.length());
  }

  private static String number(double value) {
    var format = value >= 1000 ? "%,.0f" : value >= 10 ? "%.1f" : value >= 0.1 ? "%.2f" : "%.5f";
    return String.format(Locale.ROOT, format, value);
  }
}
