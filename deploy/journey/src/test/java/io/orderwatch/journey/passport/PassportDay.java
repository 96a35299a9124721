package io.orderwatch.journey.passport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What every journey does with its day, and how the day is judged. */
final class PassportDay {

  static final int POSTINGS = 500;
  private static final List<Duration> LADDER =
      List.of(Duration.ZERO, Duration.ofHours(8), Duration.ofHours(18));

  private PassportDay() {}

  /**
   * Asks for some ordinary postings, of every kind of delivery, to be cancelled; each asked twice.
   */
  static Set<String> cancelSome(Journey journey, int postings) {
    Journey.await(
        Duration.ofMinutes(5), () -> journey.summary().path("postings").asInt() > postings / 4);
    var chosen = new HashSet<String>();
    journey.ledger().stream()
        .filter(truth -> !truth.awaiting())
        .limit(24)
        .forEach(truth -> chosen.add(truth.key()));
    for (var key : chosen) {
      assertThat(List.of(journey.cancel(key, "journey-1"), journey.cancel(key, "journey-1")))
          .allMatch(answer -> answer.statusCode() == 202 || answer.statusCode() == 409);
    }
    return chosen;
  }

  /**
   * @return how many buyers had to be reached by the last step of the ladder, and were
   */
  static long check(
      Journey journey, int postings, Duration slack, Duration unseen, Set<String> cancelled) {
    var ledger = journey.ledger();
    var outcome = journey.traces.settled();
    var checking =
        new Checking(
            LADDER,
            journey.outages,
            journey.story(slack),
            journey.story(unseen),
            journey.story(Duration.ofSeconds(3)),
            cancelled);
    System.out.printf(
        "%d postings, %d waited, %d supplied, %d cancelled by Ozon, %d by us; %d messages, %d crossed on the way, %d ended too soon to be seen waiting, %d records twice in Kafka; the last step was demanded %d times%n",
        ledger.size(),
        ledger.stream().filter(Truth::awaiting).count(),
        ledger.stream().filter(truth -> truth.awaiting() && truth.suppliedAt() != null).count(),
        ledger.stream().filter(truth -> truth.cancelledBy().equals("ozon")).count(),
        ledger.stream().filter(truth -> truth.cancelledBy().equals("seller")).count(),
        ledger.stream().mapToLong(truth -> truth.messages().size()).sum(),
        checking.crossings(ledger),
        checking.unseen(ledger, outcome),
        outcome.duplicates(),
        checking.lastStepsDemanded(ledger));
    System.out.println(reached(journey, ledger));
    System.out.println(journey.outages);
    var faults = checking.faults(ledger, outcome);
    ledger.stream()
        .filter(truth -> faults.stream().anyMatch(fault -> fault.startsWith(truth.order())))
        .forEach(truth -> System.out.println(whatHappened(truth, outcome)));
    assertThat(faults).isEmpty();
    assertThat(checking.unseen(ledger, outcome))
        .as("postings that nobody saw waiting: a few that came while all was starting, no more")
        .isLessThanOrEqualTo(postings / 50);
    assertThat(ledger.stream().map(Truth::order).distinct()).hasSize(postings);
    assertThat(ledger.stream().filter(Truth::awaiting).map(Truth::order).distinct().count())
        .isBetween(postings / 4L, postings / 2L);
    assertThat(oddities(ledger)).as("what the day has to have in it").doesNotContainValue(0L);
    assertThat(
            ledger.stream()
                .filter(Truth::awaiting)
                .map(truth -> truth.buyer().replaceAll("[^A-Za-z].*", ""))
                .distinct()
                .count())
        .as("kinds of buyers")
        .isGreaterThanOrEqualTo(3);
    return checking.lastStepsDemanded(ledger);
  }

  /** A posting in the ledger, and what was told of it, for whoever looks into a fault. */
  private static String whatHappened(Truth truth, Outcome outcome) {
    return truth
        + "\n  case: "
        + outcome.cases().get(truth.key())
        + outcome.events().getOrDefault(truth.key(), List.of()).stream()
            .map(event -> "\n  " + event)
            .collect(Collectors.joining());
  }

  /** How many postings that waited were of each kind that asks for more than the usual. */
  private static Map<String, Long> oddities(List<Truth> ledger) {
    var waited = ledger.stream().filter(Truth::awaiting).toList();
    var whole = waited.stream().filter(truth -> truth.parent().isEmpty()).toList();
    var oddities = new TreeMap<String, Long>();
    oddities.put(
        "one of several of an order",
        (long) whole.size() - whole.stream().map(Truth::order).distinct().count());
    oddities.put("split", waited.stream().filter(truth -> truth.splitAt() != null).count());
    oddities.put(
        "not found while young",
        waited.stream().filter(truth -> truth.foundAt().isAfter(truth.createdAt())).count());
    oddities.put("refused without a word", waited.stream().filter(Truth::wordless).count());
    System.out.println(oddities);
    return oddities;
  }

  /** How long the first message took, outages included: how near the day came to its limits. */
  private static String reached(Journey journey, List<Truth> ledger) {
    var seconds =
        ledger.stream()
            .filter(truth -> !truth.messages().isEmpty())
            .mapToDouble(
                truth ->
                    Duration.between(truth.createdAt(), truth.messages().getFirst().at()).toMillis()
                        / journey.rate
                        / 1000)
            .sorted()
            .toArray();
    return "buyers first reached after %.1f s (real) at the median, %.1f s at most"
        .formatted(seconds[seconds.length / 2], seconds[seconds.length - 1]);
  }

  static void pause(Duration real) {
    var end = System.nanoTime() + real.toNanos();
    Journey.await(real.plusSeconds(10), () -> System.nanoTime() > end);
  }
}
