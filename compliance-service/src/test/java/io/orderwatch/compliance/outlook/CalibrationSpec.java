package io.orderwatch.compliance.outlook;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.compliance.outlook.Chance.Stated;
import io.orderwatch.compliance.outlook.Law.Life;
import io.orderwatch.compliance.whatif.Past;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What is stated is what happens. */
class CalibrationSpec {

  /** When all of the past have ended; the others live on as long later. */
  private static final Instant LEARNED = Law.OPENED.plus(Duration.ofHours(25));

  private static final Duration LATER = Duration.ofDays(3);

  private static final int DECILES = 10;

  /** The 99.5th percentile of the normal distribution. */
  private static final double Z = 2.5758;

  /**
   * What was stated of a case while it was open, and what became of it.
   *
   * @param opened whether he had opened the last message within the hour
   */
  private record Told(double chance, boolean supplied, boolean opened) {}

  private static Outlook learned(List<Life> past) {
    return Outlook.learn(past.stream().map(Life::past).toList(), LEARNED);
  }

  /** As if it had been opened later. */
  private static Open later(Open open) {
    return new Open(
        open.ref(),
        open.deadline().plus(LATER),
        open.told(),
        open.since().plus(LATER),
        open.opened() == null ? null : open.opened().plus(LATER),
        open.reminders().stream().map(each -> each.plus(LATER)).toList());
  }

  private static List<Told> told(
      Outlook outlook, Law law, List<Life> lives, UnaryOperator<Open> seen) {
    var told = new ArrayList<Told>();
    for (var life : lives) {
      var now = law.sometime();
      life.at(now)
          .ifPresent(
              open -> {
                var opened = open.opened();
                var lately = opened != null && opened.plus(Duration.ofHours(1)).isAfter(now);
                if (outlook.chance(seen.apply(later(open)), now.plus(LATER))
                    instanceof Stated(var supplied, _, _, _)) {
                  told.add(new Told(supplied, life.supplied(), lately));
                }
              });
    }
    return told;
  }

  /** Half of ten thousand are learned from, and what is stated of the other half is told. */
  private static List<Told> told(UnaryOperator<Past> known, UnaryOperator<Open> seen) {
    return told(10_000, known, seen);
  }

  private static List<Told> told(int n, UnaryOperator<Past> known, UnaryOperator<Open> seen) {
    var law = new Law(33);
    var lives = law.lives("1001", n);
    var past = lives.subList(0, n / 2).stream().map(Life::past).map(known).toList();
    return told(Outlook.learn(past, LEARNED), law, lives.subList(n / 2, n), seen);
  }

  private static List<Told> justOpened(UnaryOperator<Past> known) {
    return told(40_000, known, open -> open).stream().filter(Told::opened).toList();
  }

  private static Past unseen(Past past) {
    return new Past(
        past.ref(),
        past.orderNumber(),
        past.openedAt(),
        past.deadline(),
        past.zone(),
        past.told(),
        past.endedAt(),
        past.supplied());
  }

  private static double mean(List<Told> told) {
    return told.stream().mapToDouble(Told::chance).average().orElseThrow();
  }

  private static double share(List<Told> told) {
    return told.stream().filter(Told::supplied).count() / (double) told.size();
  }

  /** How far the share may be from what was stated, once in a hundred times. */
  private static double doubt(List<Told> told) {
    var stated = mean(told);
    return Z * Math.sqrt(stated * (1 - stated) / told.size());
  }

  @Test
  void in_each_tenth_of_the_stated_chances_as_many_are_supplied_as_was_stated() {
    var told = new ArrayList<>(told(past -> past, open -> open));
    told.sort(Comparator.comparingDouble(Told::chance));
    assertThat(told).hasSizeGreaterThan(2_500);
    for (var n = 0; n < DECILES; n++) {
      var tenth = told.subList(told.size() * n / DECILES, told.size() * (n + 1) / DECILES);
      var stated = mean(tenth);
      var doubt = doubt(tenth);
      assertThat(share(tenth))
          .as("of %d in tenth %d, of which %.3f was stated", tenth.size(), n, stated)
          .isBetween(stated - doubt, stated + doubt);
    }
    assertThat(mean(told.subList(0, told.size() / DECILES))).isLessThan(0.1);
    assertThat(mean(told.subList(told.size() * 9 / DECILES, told.size()))).isGreaterThan(0.5);
  }

  @Test
  void without_the_reminders_that_are_planned_too_little_is_stated() {
    var told =
        told(
            past -> past,
            open ->
                new Open(
                    open.ref(),
                    open.deadline(),
                    open.told(),
                    open.since(),
                    open.opened(),
                    List.of()));
    assertThat(mean(told)).isLessThan(share(told) - 0.05);
  }

  @Test
  void of_who_has_just_opened_the_message_too_little_is_stated_unless_that_is_known() {
    var blind = justOpened(CalibrationSpec::unseen);
    var told = justOpened(past -> past);
    assertThat(told).hasSameSizeAs(blind).hasSizeGreaterThan(500);
    assertThat(mean(blind)).isLessThan(share(blind) - doubt(blind));
    assertThat(mean(told)).isBetween(share(told) - doubt(told), share(told) + doubt(told));
    assertThat(share(told)).isEqualTo(share(blind));
  }

  @Test
  void four_times_in_five_and_not_much_oftener_as_many_are_lost_as_the_interval_says() {
    var within = 0;
    var widths = 0;
    for (var sample = 0; sample < 200; sample++) {
      var law = new Law(1_000 + sample);
      var outlook = learned(law.lives("1001", 300));
      var cases = new ArrayList<Judged>();
      var lost = 0;
      for (var life : law.lives("1001", 60)) {
        var now = law.sometime();
        var open = life.at(now).map(CalibrationSpec::later);
        if (open.isPresent()) {
          var chance = outlook.chance(open.get(), now.plus(LATER));
          cases.add(new Judged(open.get(), null, chance));
          lost += chance instanceof Stated && !life.supplied() ? 1 : 0;
        }
      }
      var forecast = Forecast.of(cases);
      within += forecast.low() <= lost && lost <= forecast.high() ? 1 : 0;
      widths += forecast.high() - forecast.low();
      assertThat(forecast.open() - forecast.unknown()).isGreaterThan(15);
    }
    assertThat(within).isBetween(150, 195);
    assertThat(widths / 200).as("an interval that says something").isLessThan(15);
  }
}
