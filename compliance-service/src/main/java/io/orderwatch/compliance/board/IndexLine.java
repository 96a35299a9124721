package io.orderwatch.compliance.board;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The error index of a store over the days, past and expected, before the zones it lies in. The
 * lower tenths are wider, as on the gauge.
 */
public record IndexLine(String store, List<Point> points, List<Band> bands) {

  public static final int WIDTH = 640;
  public static final int HEIGHT = 200;

  /**
   * A day's index.
   *
   * @param percent empty if there were no shipments
   * @param coming whether it is expected, and not yet so
   */
  public record Day(LocalDate day, Optional<BigDecimal> percent, boolean coming) {}

  /** The same with its place. */
  public record Point(
      LocalDate day, BigDecimal percent, String zone, boolean coming, int x, int y) {}

  /** A zone from its upper edge on down. */
  public record Band(String zone, BigDecimal upTo, int y, int height) {
    /** Where its name stands; a thin one still has room above its lower edge. */
    public int text() {
      return y + height - 3;
    }
  }

  public IndexLine {
    points = List.copyOf(points);
    bands = List.copyOf(bands);
  }

  public static IndexLine of(String store, List<Day> days, List<Store.ZoneEnd> ends) {
    var bands = new ArrayList<Band>();
    var below = HEIGHT;
    for (var end : ends) {
      var y = y(end.upTo());
      bands.add(new Band(end.zone(), end.upTo(), y, below - y));
      below = y;
    }
    var points = new ArrayList<Point>();
    var step = days.size() < 2 ? 0 : WIDTH / (days.size() - 1);
    for (var i = 0; i < days.size(); i++) {
      var day = days.get(i);
      var x = i * step;
      day.percent()
          .ifPresent(
              percent ->
                  points.add(
                      new Point(
                          day.day(), percent, zone(percent, ends), day.coming(), x, y(percent))));
    }
    return new IndexLine(store, points, bands);
  }

  private static String zone(BigDecimal percent, List<Store.ZoneEnd> ends) {
    return ends.stream()
        .filter(end -> percent.compareTo(end.upTo()) <= 0)
        .map(Store.ZoneEnd::zone)
        .findFirst()
        .orElse("");
  }

  private static int y(BigDecimal percent) {
    return HEIGHT - Store.scaled(percent) * HEIGHT / 100;
  }

  /** What has been, as SVG writes a polyline. */
  public String past() {
    return line(points.stream().filter(point -> !point.coming()).toList());
  }

  /** What is expected, from the last day that has been. */
  public String coming() {
    var last = points.stream().filter(point -> !point.coming()).count();
    return line(points.subList((int) Math.max(0, last - 1), points.size()));
  }

  private static String line(List<Point> points) {
    return points.stream()
        .map(point -> point.x() + "," + point.y())
        .collect(Collectors.joining(" "));
  }
}
