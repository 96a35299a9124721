package io.orderwatch.notification.people;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.notification.people.Alerting.Policy;
import io.orderwatch.notification.people.Alerting.Subject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlertingSpec {

  private static final Instant MORNING = Instant.parse("2026-11-25T08:00:00Z");
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final Quiet NIGHT = new Quiet(LocalTime.of(22, 0), LocalTime.of(8, 0), SHANGHAI);
  private static final int STORIES = 200;
  private static final Duration STEP = Duration.ofMinutes(1);

  /** Two days of one group: what came up, and in which alert it was. */
  private record Story(Policy policy, List<Subject> subjects, Map<Instant, List<Subject>> alerts) {

    static Story of(long seed) {
      var chance = new Random(seed * 0x9E3779B97F4A7C15L); // neighbours begin alike
      var quiet =
          chance.nextBoolean()
              ? Quiet.never(SHANGHAI)
              : new Quiet(
                  LocalTime.of(chance.nextInt(24), 0),
                  LocalTime.of(chance.nextInt(24), 30),
                  SHANGHAI);
      var policy =
          new Policy(
              Duration.ofMinutes(1 + chance.nextInt(90)),
              Duration.ofMinutes(chance.nextInt(300)),
              Duration.ofMinutes(30),
              quiet,
              1 + chance.nextInt(3));
      var subjects = new ArrayList<Subject>();
      for (var i = 0; i < 1 + chance.nextInt(40); i++) {
        var since = MORNING.plus(Duration.ofMinutes(chance.nextInt(24 * 60)));
        var due =
            chance.nextInt(4) == 0
                ? Optional.<Instant>empty()
                : Optional.of(since.plus(Duration.ofMinutes(chance.nextInt(24 * 60))));
        subjects.add(new Subject("" + i, since, due));
      }
      return new Story(policy, subjects, told(policy, subjects));
    }

    /** As the rounds do it: whatever has come up and was not told of waits. */
    private static Map<Instant, List<Subject>> told(Policy policy, List<Subject> subjects) {
      var alerts = new TreeMap<Instant, List<Subject>>();
      var untold = new ArrayList<>(subjects);
      for (var now = MORNING;
          now.isBefore(MORNING.plus(Duration.ofDays(3)));
          now = now.plus(STEP)) {
        var at = now;
        var waiting = untold.stream().filter(each -> !each.since().isAfter(at)).toList();
        var last = alerts.isEmpty() ? Optional.<Instant>empty() : Optional.of(alerts.lastKey());
        if (Alerting.next(last, waiting, at, policy)
            .filter(next -> !next.isAfter(at))
            .isPresent()) {
          alerts.put(now, waiting);
          untold.removeAll(waiting);
        }
      }
      return alerts;
    }

    Instant told(Subject subject) {
      return alerts.entrySet().stream()
          .filter(alert -> alert.getValue().contains(subject))
          .map(Map.Entry::getKey)
          .findFirst()
          .orElseThrow(() -> new AssertionError(subject + " was never told of"));
    }
  }

  private static List<Story> stories() {
    var stories = new ArrayList<Story>();
    for (var seed = 0; seed < STORIES; seed++) {
      stories.add(Story.of(seed));
    }
    return stories;
  }

  private static final List<Story> ALL = stories();

  @Test
  void two_alerts_of_a_group_are_never_nearer_than_its_window() {
    for (var story : ALL) {
      var last = Optional.<Instant>empty();
      for (var at : story.alerts().keySet()) {
        last.ifPresent(
            before ->
                assertThat(Duration.between(before, at))
                    .isGreaterThanOrEqualTo(story.policy().window()));
        last = Optional.of(at);
      }
    }
  }

  @Test
  void
      everything_is_in_one_alert_and_before_its_due_time_minus_the_lead_if_it_came_a_window_before() {
    for (var story : ALL) {
      assertThat(story.alerts().values().stream().flatMap(List::stream))
          .containsExactlyInAnyOrderElementsOf(story.subjects());
      for (var subject : story.subjects()) {
        var inTime = subject.since().plus(story.policy().window());
        subject
            .due()
            .map(due -> due.minus(story.policy().lead()))
            .map(latest -> latest.isAfter(inTime) ? latest : inTime)
            .ifPresent(latest -> assertThat(story.told(subject)).isBeforeOrEqualTo(latest));
      }
    }
  }

  @Test
  void in_the_quiet_hours_only_that_is_told_what_would_be_told_too_late_after_them() {
    var inTheNight = 0;
    for (var story : ALL) {
      for (var alert : story.alerts().entrySet()) {
        if (story.policy().quiet().at(alert.getKey())) {
          inTheNight++;
          assertThat(alert.getValue())
              .anyMatch(each -> Alerting.urgent(alert.getKey(), each.due(), story.policy()));
        }
      }
    }
    assertThat(inTheNight).isPositive();
  }

  @Test
  void forty_orders_make_two_alerts_the_first_at_once_the_others_a_window_later() {
    var policy =
        new Policy(
            Duration.ofMinutes(10),
            Duration.ofHours(2),
            Duration.ofMinutes(30),
            Quiet.never(SHANGHAI),
            1);
    var subjects = new ArrayList<Subject>();
    for (var i = 0; i < 40; i++) {
      subjects.add(
          new Subject(
              "" + i,
              MORNING.plusSeconds(i * 12L),
              Optional.of(MORNING.plus(Duration.ofHours(20)))));
    }
    var alerts = Story.told(policy, subjects);
    assertThat(alerts.keySet()).containsExactly(MORNING, MORNING.plus(policy.window()));
  }

  @Test
  void who_comes_late_for_the_evening_waits_for_the_morning() {
    var policy =
        new Policy(Duration.ofMinutes(10), Duration.ofHours(2), Duration.ofMinutes(30), NIGHT, 1);
    var evening = Instant.parse("2026-11-25T13:50:00Z"); // 21:50 there
    var waiting = List.of(new Subject("1", evening, Optional.empty()));
    var night = evening.plus(Duration.ofHours(1));
    assertThat(Alerting.next(Optional.empty(), waiting, night, policy))
        .contains(Instant.parse("2026-11-26T00:00:00Z"));
  }

  @Test
  void without_routes_nobody_is_told() {
    var nobody = new Policy(Duration.ofMinutes(10), Duration.ZERO, Duration.ZERO, NIGHT, 0);
    assertThat(
            Alerting.next(
                Optional.empty(),
                List.of(new Subject("1", MORNING, Optional.of(MORNING))),
                MORNING,
                nobody))
        .isEmpty();
  }

  @Test
  void what_nobody_acknowledges_goes_to_the_next_level_and_stays_at_the_last() {
    var policy =
        new Policy(Duration.ofMinutes(10), Duration.ofHours(2), Duration.ofMinutes(30), NIGHT, 2);
    assertThat(Alerting.escalates(1, MORNING, Optional.empty(), MORNING, policy))
        .contains(MORNING.plus(policy.patience()));
    assertThat(Alerting.escalates(2, MORNING, Optional.empty(), MORNING, policy)).isEmpty();
  }

  @Test
  void at_night_an_alert_waits_to_be_escalated_unless_it_presses() {
    var policy =
        new Policy(Duration.ofMinutes(10), Duration.ofHours(2), Duration.ofMinutes(30), NIGHT, 2);
    var evening = Instant.parse("2026-11-25T13:50:00Z"); // 21:50 there
    var end = Instant.parse("2026-11-26T00:00:00Z");
    assertThat(Alerting.escalates(1, evening, Optional.empty(), evening, policy)).contains(end);
    assertThat(
            Alerting.escalates(
                1, evening, Optional.of(end.plus(Duration.ofHours(3))), evening, policy))
        .contains(end);
    assertThat(
            Alerting.escalates(
                1, evening, Optional.of(end.plus(Duration.ofHours(1))), evening, policy))
        .contains(end.minus(Duration.ofHours(1)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"00:00-00:00", "22:00-08:00", "08:00-22:00", "23:30-00:30", "00:00-23:59"})
  void quiet_hours_end_in_the_first_minute_that_is_not_quiet(String hours) {
    var quiet =
        new Quiet(
            LocalTime.parse(hours.substring(0, 5)),
            LocalTime.parse(hours.substring(6)),
            ZoneId.of("Europe/Berlin"));
    // over the change of the clocks in October, 25 hours
    var from = Instant.parse("2026-10-24T20:00:00Z");
    for (var at = from; at.isBefore(from.plus(Duration.ofDays(2))); at = at.plus(STEP)) {
      var over = quiet.over(at);
      assertThat(quiet.at(over)).isFalse();
      assertThat(over).isAfterOrEqualTo(at).isBefore(at.plus(Duration.ofHours(25)));
      if (over.isAfter(at)) {
        assertThat(quiet.at(over.minusSeconds(60))).isTrue();
      }
    }
  }
}
