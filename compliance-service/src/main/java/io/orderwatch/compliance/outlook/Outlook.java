package io.orderwatch.compliance.outlook;

import io.orderwatch.compliance.outlook.Chance.By;
import io.orderwatch.compliance.outlook.Chance.Stated;
import io.orderwatch.compliance.outlook.Curve.Fate;
import io.orderwatch.compliance.whatif.Past;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The chance that an open case is supplied before its deadline. This page is the whole rule:
 *
 * <ul>
 *   <li>Of the cases that have ended, those count that a what-if lives again: supplied and lost
 *       ones, those of the hold-out group and those that a person had stopped too, but none that
 *       was split or split off.
 *   <li>A buyer who was told k times and has been silent since does what buyers of the past did who
 *       were told k times and had been silent for as long: {@link Curve}. What was cancelled before
 *       its deadline is lost; what the deadline ended was watched until then.
 *   <li>Whether he has opened the last message counts where {@link #LEAST} of the past opened that
 *       one: then he is held against those, from when he opened it, or against those who had not.
 *   <li>At each reminder that is planned before the deadline who is still silent goes on as buyers
 *       of the past did after that many, opened or not; after more than {@link #LEAST} were ever
 *       told, as after the last that so many were.
 *   <li>The store's own past is asked, and that of all stores where fewer than {@link #LEAST} of
 *       the store's had been silent for as long. If it is so few there too, no chance is stated.
 * </ul>
 *
 * @param at only what had ended by then was learned from; nothing is foreseen for earlier times
 */
public record Outlook(Instant at, Learned all, Map<String, Learned> stores) {

  /** Of so many, a half is told to within 18 hundredths, nineteen times in twenty (2026-11). */
  public static final int LEAST = 30;

  /**
   * @param cases how many
   * @param curves by how many messages came before
   */
  record Learned(int cases, List<Curves> curves) {

    static final Learned NOTHING = new Learned(0, List.of());

    @Nullable Curves after(int told) {
      return curves.isEmpty() ? null : curves.get(Math.min(told, curves.size() - 1));
    }
  }

  /**
   * @param any from the message on, opened or not
   * @param unread from the message until it is opened
   * @param opened from when it was opened
   */
  record Curves(Curve any, Curve unread, Curve opened) {

    boolean heeded() {
      return opened.watched(Duration.ZERO) >= LEAST;
    }
  }

  /**
   * @param cases that have ended; those that ended after {@code at} are left out
   */
  public static Outlook learn(List<Past> cases, Instant at) {
    var ended = cases.stream().filter(each -> !each.endedAt().isAfter(at)).toList();
    var byStore = new HashMap<String, List<Past>>();
    for (var each : ended) {
      byStore.computeIfAbsent(each.ref().store().value(), _ -> new ArrayList<>()).add(each);
    }
    var stores = new HashMap<String, Learned>();
    byStore.forEach((store, its) -> stores.put(store, learned(its)));
    return new Outlook(at, learned(ended), stores);
  }

  private static Learned learned(List<Past> cases) {
    var watches = new ArrayList<Watches>();
    for (var each : cases) {
      for (var silence : each.silences()) {
        if (silence.after() == watches.size()) {
          watches.add(new Watches());
        }
        watches.get(silence.after()).add(silence, each);
      }
    }
    return new Learned(cases.size(), watches.stream().map(Watches::curves).toList());
  }

  /** How many of the past are known of a store. */
  public int cases(String store) {
    return stores.getOrDefault(store, Learned.NOTHING).cases();
  }

  /** How many of the past are known at all. */
  public int cases() {
    return all.cases();
  }

  /**
   * @throws IllegalArgumentException for a time before what was learned had ended
   */
  public Chance chance(Open open, Instant now) {
    if (now.isBefore(at)) {
      throw new IllegalArgumentException("what ended until " + at + " says nothing of " + now);
    }
    if (!open.deadline().isAfter(now)) {
      return new Chance.Over();
    }
    return Stream.of(By.OPENED, By.UNREAD, By.SILENCE)
        .flatMap(by -> Stream.of(true, false).map(ofStore -> stated(open, now, ofStore, by)))
        .flatMap(Optional::stream)
        .findFirst()
        .<Chance>map(stated -> stated)
        .orElseGet(() -> new Chance.Unknown(alike(open, now)));
  }

  private int alike(Open open, Instant now) {
    var curves = all.after(open.told());
    return curves == null ? 0 : curves.any().watched(Duration.between(open.since(), now));
  }

  private Optional<Stated> stated(Open open, Instant now, boolean ofStore, By by) {
    var past = ofStore ? stores.getOrDefault(open.ref().store().value(), Learned.NOTHING) : all;
    var curves = past.after(open.told());
    var opened = open.opened();
    if (curves == null
        || (by != By.SILENCE && !curves.heeded())
        || ((by == By.OPENED) != (opened != null) && by != By.SILENCE)) {
      return Optional.empty();
    }
    var since = by == By.OPENED && opened != null ? opened : open.since();
    var curve =
        switch (by) {
          case OPENED -> curves.opened();
          case UNREAD -> curves.unread();
          case SILENCE -> curves.any();
        };
    var been = Duration.between(since, now);
    var from = curve.watched(been);
    if (from < LEAST) {
      return Optional.empty();
    }
    var times = open.reminders().stream().filter(each -> each.isAfter(now)).toList();
    var until = Duration.between(since, end(open, times, 0));
    var fate = curve.fate(been, until, by == By.UNREAD ? curves.opened() : null);
    return Optional.of(
        new Stated(
            Math.clamp(fate.supplied() + fate.silent() * later(open, times, past), 0, 1),
            from,
            ofStore,
            by));
  }

  /** The chance of one who is silent when the next message comes. */
  private double later(Open open, List<Instant> times, Learned past) {
    double supplied = 0;
    double silent = 1;
    for (var n = 0; n < times.size() && times.get(n).isBefore(open.deadline()); n++) {
      var time = Duration.between(times.get(n), end(open, times, n + 1));
      var fate = told(past, open.told() + n + 1, time);
      supplied += silent * fate.supplied();
      silent *= fate.silent();
    }
    return supplied;
  }

  private Fate told(Learned past, int told, Duration time) {
    return Stream.of(past, all)
        .flatMap(each -> known(each, told).stream())
        .findFirst()
        .map(curve -> curve.fate(time))
        .orElse(new Fate(0, 1));
  }

  private static Optional<Curve> known(Learned past, int told) {
    for (var k = Math.min(told, past.curves().size() - 1); k > 0; k--) {
      var curve = past.curves().get(k).any();
      if (curve.watched(Duration.ZERO) >= LEAST) {
        return Optional.of(curve);
      }
    }
    return Optional.empty();
  }

  /** When the n-th of these reminders comes, or the deadline. */
  private static Instant end(Open open, List<Instant> times, int n) {
    return n < times.size() && times.get(n).isBefore(open.deadline())
        ? times.get(n)
        : open.deadline();
  }
}
