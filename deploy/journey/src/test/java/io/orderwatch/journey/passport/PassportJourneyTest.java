package io.orderwatch.journey.passport;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.local.ServiceName;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Five hundred postings in three stores, a third of them waiting for passport data, and buyers of
 * every kind: what the services did is held against the ledger of the simulator, which nothing here
 * can stop. On this day nothing goes wrong, and the limits are the tightest; {@code .ci/run --all}
 * runs it.
 */
class PassportJourneyTest {

  private static final String NO_FAULTS = "{}";

  @Test
  @Tag("thorough")
  void a_calm_day_saves_whom_it_can_and_leaks_nothing() {
    try (var journey = Journey.begin("calm", Journey.paced(700), NO_FAULTS)) {
      var cancelled = PassportDay.cancelSome(journey, PassportDay.POSTINGS);
      journey.awaitEnd(PassportDay.POSTINGS);
      assertThat(
              PassportDay.check(
                  journey,
                  PassportDay.POSTINGS,
                  Duration.ofSeconds(24),
                  Duration.ofSeconds(10),
                  cancelled))
          .as("buyers who had to hear the last step of the ladder")
          .isGreaterThan(10);

      var canaries = journey.canaries();
      assertThat(canaries).hasSizeGreaterThan(3);
      var haystack = journey.traces.haystack();
      assertThat(haystack.placesOf(canaries)).as("places where personal data was found").isEmpty();
      assertThat(haystack.placesOf(List.of(anyOrderNumber(journey))))
          .as("the search finds what is there, in topics and in tables")
          .contains("topic ozon.postings.v1", "table compliance.passport_case")
          .anyMatch(place -> place.startsWith("table ingest.outbox_"));

      assertThat(stopped(journey))
          .as("exit codes; 137 is a machine too slow for the ten seconds that a stop is given")
          .contains(0)
          .isSubsetOf(0, 137);
    }
  }

  /** A stop that was asked for and done is no failure. */
  private static List<Integer> stopped(Journey journey) {
    return Arrays.stream(ServiceName.values())
        .map(
            each -> {
              var part = journey.set.service(each);
              part.stop();
              return part.exitCode().orElseThrow();
            })
        .toList();
  }

  private static String anyOrderNumber(Journey journey) {
    return journey
        .traces
        .rows("select order_number from compliance.passport_case limit 1")
        .getFirst();
  }
}
