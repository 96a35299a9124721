package io.orderwatch.journey.passport;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.local.ServiceName;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Five hundred postings in three stores, a third of them waiting for passport data, and buyers of
 * every kind: what the services did is held against the ledger of the simulator, which nothing here
 * can stop.
 */
class PassportJourneyTest {

  private static final String NO_FAULTS = "{}";

  @Test
  void a_calm_day_saves_whom_it_can_and_leaks_nothing() {
    try (var journey = Journey.begin("calm", Journey.paced(900), NO_FAULTS)) {
      var cancelled = PassportDay.cancelSome(journey);
      journey.awaitEnd(PassportDay.POSTINGS);
      PassportDay.check(journey, Duration.ofSeconds(20), Duration.ofSeconds(10), cancelled);
      assertThat(Metrics.missing(journey.set)).as("what dashboards and alerts name").isEmpty();

      var canaries = journey.canaries();
      assertThat(canaries).hasSizeGreaterThan(3);
      var haystack = journey.traces.haystack();
      assertThat(haystack.placesOf(canaries)).as("places where personal data was found").isEmpty();
      assertThat(haystack.placesOf(List.of(anyOrderNumber(journey))))
          .as("the search finds what is there, in topics and in tables")
          .contains("topic ozon.postings.v1", "table compliance.passport_case")
          .anyMatch(place -> place.startsWith("table ingest.outbox_"));
    }
  }

  @Test
  void services_are_killed_the_broker_stops_and_postgresql_is_cut_off() {
    try (var journey = Journey.begin("kills", Journey.paced(900), NO_FAULTS)) {
      var cancelled = new HashSet<String>();
      for (var service :
          List.of(
              ServiceName.INGEST,
              ServiceName.NOTIFICATION,
              ServiceName.LOGISTICS,
              ServiceName.COMPLIANCE)) {
        PassportDay.pause(Duration.ofSeconds(4));
        if (service == ServiceName.LOGISTICS) {
          cancelled.addAll(PassportDay.cancelSome(journey));
        }
        var part = journey.set.service(service);
        journey.outage(part::kill, part::start);
      }
      outages(journey);
      journey.awaitEnd(PassportDay.POSTINGS);
      PassportDay.check(journey, Duration.ofSeconds(20), Duration.ofSeconds(10), cancelled);
      assertThat(journey.set.services()).allMatch(service -> service.running() && service.ready());
    }
  }

  private static void outages(Journey journey) {
    try (var probes = new Probes(journey.set)) {
      PassportDay.pause(Duration.ofSeconds(5));
      var broker = journey.set.broker();
      journey.outage(
          () -> {
            broker.stop();
            PassportDay.pause(Duration.ofSeconds(20));
            assertThat(probes.unready()).as("not ready while the broker is away").isEmpty();
          },
          broker::start);
      PassportDay.pause(Duration.ofSeconds(10));
      var database = journey.set.database();
      journey.outage(
          () -> {
            database.stop();
            PassportDay.pause(Duration.ofSeconds(3));
          },
          database::start);
      PassportDay.pause(Duration.ofSeconds(5));
      assertThat(probes.unready())
          .as("not ready while the database is away")
          .containsExactlyInAnyOrder(ServiceName.values());
      assertThat(probes.failed()).as("probes after which a pod would be restarted").isEmpty();
    }
  }

  @Test
  void ozon_throttles_fails_drops_answers_and_loses_pushes() {
    var faults =
        """
        {"throttled": 0.02, "serverError": 0.02, "badGateway": 0.015, "emptyOk": 0.02, "slowAfterEffect": 0.015,
         "droppedAfterEffect": 0.02, "wrappedLists": 0.3, "unknownEnum": 0.05, "pushLate": 0.1, "pushDuplicate": 0.1,
         "pushReordered": 0.1, "pushMissing": 0.2, "slowMillis": 4000}""";
    try (var journey = Journey.begin("faults", Journey.paced(1080), faults)) {
      var cancelled = PassportDay.cancelSome(journey);
      journey.awaitEnd(PassportDay.POSTINGS);
      // Several faults in a row of one call add up in real time, which here is hours of the story.
      PassportDay.check(journey, Duration.ofSeconds(45), Duration.ofSeconds(10), cancelled);
      assertThat(journey.summary().path("faults").toString())
          .as("faults that struck")
          .contains("droppedAfterEffect", "emptyOk", "slowAfterEffect");
      assertThat(journey.traces.haystack().placesOf(journey.canaries()))
          .as("places where personal data was found")
          .isEmpty();
    }
  }

  private static String anyOrderNumber(Journey journey) {
    return journey
        .traces
        .rows("select order_number from compliance.passport_case limit 1")
        .getFirst();
  }
}
