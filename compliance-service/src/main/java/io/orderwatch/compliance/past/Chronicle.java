package io.orderwatch.compliance.past;

import io.orderwatch.compliance.passport.Hand;
import io.orderwatch.compliance.timeline.Timeline.Entry;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** What had happened in a case until a moment, in words of ours, in the order of time. */
public final class Chronicle {

  private Chronicle() {}

  /**
   * @param what a word: one of {@link #WORDS}, or ordered
   * @param it the step, the cause, the reason, or what was ordered; "" for nothing
   * @param by who ordered it; "" if nobody did
   * @param why in his words, or to whom it was handed over
   */
  public record Line(Instant at, String what, String it, String by, String why) {}

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("passport.missing.v1", "opened"),
          Map.entry("passport.reminder-due.v1", "due"),
          Map.entry("passport.escalated.v1", "called"),
          Map.entry("passport.expired.v1", "expired"),
          Map.entry("passport.supplied.v1", "supplied"),
          Map.entry("passport.lost.v1", "lost"),
          Map.entry("passport.split.v1", "split"),
          Map.entry("message.sent.v1", "sent"),
          Map.entry("message.read.v1", "read"),
          Map.entry("message.answered.v1", "answered"),
          Map.entry("message.awaiting-operator.v1", "by-hand"),
          Map.entry("message.failed.v1", "failed"),
          Map.entry("message.suppressed.v1", "suppressed"));

  /** All words but that of an order. */
  public static final List<String> WORDS =
      Stream.concat(TYPES.values().stream(), Stream.of("notice-read", "notice-answered"))
          .sorted()
          .toList();

  /**
   * @param entries of the timeline until then; those of other types are passed over
   * @param orders of people until then
   */
  public static List<Line> of(List<Entry> entries, List<Hand.Order> orders) {
    return Stream.concat(
            entries.stream().filter(entry -> TYPES.containsKey(entry.type())).map(Chronicle::line),
            orders.stream().map(Chronicle::line))
        .sorted(Comparator.comparing(Line::at))
        .toList();
  }

  private static Line line(Entry entry) {
    var facts = Tale.facts(entry);
    var what = TYPES.getOrDefault(entry.type(), "");
    return new Line(
        entry.at(),
        facts.containsKey("notice") ? "notice-" + what : what,
        what.equals("called") ? facts.getOrDefault("reason", "") : facts.getOrDefault("step", ""),
        "",
        "");
  }

  private static Line line(Hand.Order order) {
    var to = order.to();
    return new Line(
        order.at(),
        "ordered",
        order.what().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        order.by(),
        Stream.of(to == null ? "" : "→ " + to, order.why())
            .filter(each -> !each.isBlank())
            .reduce((one, other) -> one + ": " + other)
            .orElse(""));
  }
}
