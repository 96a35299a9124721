package io.orderwatch.compliance.whatif;

import io.orderwatch.compliance.whatif.Past.Silence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * How buyers respond, learned from the past: what share of those who owed data after the k-th
 * message, and before the first, was still silent after a time. By Kaplan and Meier's product limit
 * (JASA 53, 1958, read 2026-11), so that a silence which the next message or the deadline cut short
 * counts for as long as it lasted and no longer. What was never seen is not hoped for: beyond the
 * longest silence the share stays as it is.
 *
 * @param curves by how many messages came before; empty if nothing is known
 */
public record Response(List<Curve> curves) {

  public Response {
    curves = List.copyOf(curves);
  }

  /**
   * @param silences how many it is learned from
   * @param still what share is silent for longer than each time at which somebody answered
   */
  public record Curve(int silences, NavigableMap<Duration, Double> still) {

    double after(Duration time) {
      var last = still.floorEntry(time);
      return last == null ? 1 : last.getValue();
    }
  }

  public static Response learn(List<Past> cases) {
    var of = new TreeMap<Integer, List<Silence>>();
    for (var each : cases) {
      for (var silence : each.silences()) {
        of.computeIfAbsent(silence.after(), _ -> new ArrayList<>()).add(silence);
      }
    }
    // Whoever was told k times was told k - 1 times before: there is no gap.
    return new Response(of.values().stream().map(Response::curve).toList());
  }

  private static Curve curve(List<Silence> silences) {
    var broken = new TreeMap<Duration, Integer>();
    var ended = new TreeMap<Duration, Integer>();
    for (var each : silences) {
      ended.merge(each.lasted(), 1, Integer::sum);
      if (each.broken()) {
        broken.merge(each.lasted(), 1, Integer::sum);
      }
    }
    var still = new TreeMap<Duration, Double>();
    double share = 1;
    var left = silences.size();
    for (var each : ended.entrySet()) {
      var answers = broken.getOrDefault(each.getKey(), 0);
      if (answers > 0) {
        share *= 1 - (double) answers / left;
        still.put(each.getKey(), share);
      }
      left -= each.getValue();
    }
    return new Curve(silences.size(), still);
  }

  /**
   * What share of those who were silent when the message came is so after this time.
   *
   * @param told how many messages came; after more than ever were, as after the last that was
   */
  public double silent(int told, Duration time) {
    return curves.isEmpty() ? 1 : curves.get(Math.min(told, curves.size() - 1)).after(time);
  }
}
