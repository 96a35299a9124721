package io.orderwatch.observability;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What services expose: the labels of each time series, by its name.
 *
 * @param labels by name
 */
public record Exposed(Map<String, Set<String>> labels) {

  /** What Prometheus makes itself, of what it scrapes. */
  private static final Set<String> OF_PROMETHEUS = Set.of("up", "ALERTS");

  /** What Prometheus adds to whatever it scrapes. */
  private static final Set<String> OF_THE_TARGET = Set.of("job", "instance");

  private static final Pattern SAMPLE =
      Pattern.compile("(?m)^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)\\})? \\S+.*$");

  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"(?:\\\\.|[^\"\\\\])*\"");

  /** Reads what services answer at {@code /q/metrics}, in Prometheus' text format. */
  public static Exposed read(Collection<String> expositions) {
    var labels = new TreeMap<String, Set<String>>();
    for (var exposition : expositions) {
      SAMPLE
          .matcher(exposition)
          .results()
          .forEach(
              sample -> {
                var known = labels.computeIfAbsent(sample.group(1), _ -> new TreeSet<>());
                if (sample.group(2) != null) {
                  LABEL
                      .matcher(sample.group(2))
                      .results()
                      .forEach(label -> known.add(label.group(1)));
                }
              });
    }
    return new Exposed(labels);
  }

  /**
   * What is asked for and not there, in words; empty if all is well.
   *
   * @param recorded names that recording rules make
   */
  public List<String> missing(Collection<Asked> asked, Set<String> recorded) {
    var missing = new ArrayList<String>();
    for (var each : new LinkedHashSet<>(asked)) {
      if (OF_PROMETHEUS.contains(each.name()) || recorded.contains(each.name())) {
        continue;
      }
      var known = labels.get(each.name());
      if (known == null) {
        missing.add(each.name() + " is not exposed");
        continue;
      }
      for (var label : new TreeSet<>(each.labels())) {
        if (!known.contains(label) && !OF_THE_TARGET.contains(label)) {
          missing.add(each.name() + " has no label " + label);
        }
      }
    }
    return missing;
  }
}
