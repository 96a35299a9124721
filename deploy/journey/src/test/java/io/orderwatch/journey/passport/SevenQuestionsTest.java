package io.orderwatch.journey.passport;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderwatch.contracts.ShipmentEvent;
import io.orderwatch.contracts.Topic;
import io.orderwatch.contracts.edge.Wire;
import io.orderwatch.journey.passport.Question.Asked;
import io.orderwatch.local.ServiceName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Each of the seller's questions, asked of one running set through what anyone may use: REST,
 * topics, and the ledger of the stand-in for Ozon. What is not asked yet is listed at the end.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.MethodName.class)
class SevenQuestionsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration PASSPORT_TIME = Duration.ofHours(24);

  /** Only the buyer's own doing differs, so that all is told within a little more than a day. */
  final Journey journey =
      Journey.begin(
          "questions",
          Journey.paced(2160),
          """
          {"seed": 7, "postings": 32, "arrivalWindow": "PT1H", "awaitingShare": 0.4, "lifePace": 4,
           "buyers": {"suppliesAfterMessage1": 1, "suppliesAfterMessage2": 1, "never": 1},
           "suppliesDelay": "PT90M", "rateLimit": 200}""",
          Map.of());

  @AfterAll
  void stop() {
    journey.close();
    System.out.println("Questions that no test here asks yet:");
    Question.missingFrom(SevenQuestionsTest.class)
        .forEach(question -> System.out.println("  " + question + " " + question.words()));
  }

  @Test
  @Asked(Question.Q0)
  void q0_which_buyers_have_not_given_passport_data_and_when_do_those_orders_die() {
    Journey.await(PATIENCE, () -> journey.ledger().size() == 32 && waiting().size() > 3);
    var answer = waiting();
    var ledger = journey.ledger().stream().collect(Collectors.toMap(Truth::key, truth -> truth));
    assertThat(answer)
        .allSatisfy(
            (key, deadline) -> {
              assertThat(ledger).containsKey(key);
              assertThat(ledger.get(key).awaiting()).isTrue();
              assertThat(deadline).isEqualTo(ledger.get(key).createdAt().plus(PASSPORT_TIME));
            });
    Journey.await(
        PATIENCE,
        () -> {
          var open = those(truth -> truth.awaiting() && truth.endedAt() == null);
          return !open.isEmpty() && waiting().keySet().equals(open.keySet());
        });
  }

  @Test
  @Asked(Question.Q1)
  void q1_remind_the_buyer_that_ozon_cancels_after_24_hours_and_the_order_must_be_placed_again() {
    journey.awaitEnd(32);
    var all = those(Truth::awaiting).values();
    assertThat(all).isNotEmpty().allSatisfy(SevenQuestionsTest::remindedInTimeAndInWords);
    assertThat(all.stream().filter(truth -> truth.buyer().equals("never")))
        .as("whoever never answers hears each step of the ladder once")
        .isNotEmpty()
        .allSatisfy(
            truth -> {
              assertThat(truth.messages()).hasSize(3);
              assertThat(truth.cancelledBy()).isEqualTo("ozon");
            });
    for (var moved : List.of(1, 2)) {
      assertThat(all.stream().filter(each -> each.buyer().equals("suppliesAfterMessage" + moved)))
          .as("after the data was supplied nothing more is written")
          .isNotEmpty()
          .allSatisfy(
              truth -> {
                assertThat(truth.suppliedAt()).isNotNull();
                assertThat(truth.messages()).hasSize(moved);
              });
    }
  }

  private static void remindedInTimeAndInWords(Truth truth) {
    assertThat(truth.messages())
        .extracting(Truth.Message::text)
        .doesNotHaveDuplicates()
        .allSatisfy(
            text ->
                assertThat(text)
                    .startsWith("Здравствуйте!")
                    .contains("24 часа")
                    .containsPattern("автоматически отмен|отменится автоматически")
                    .contains("оформить заново"));
    assertThat(truth.messages())
        .isNotEmpty()
        .allSatisfy(
            message -> assertThat(message.at()).isBefore(truth.createdAt().plus(PASSPORT_TIME)));
  }

  @Test
  @Asked(Question.Q4)
  void q4_how_do_i_cancel_an_in_transit_parcel() throws Exception {
    var byOzon = inTransit("ozon");
    var refusal = journey.cancel(byOzon, "q4");
    assertThat(refusal.statusCode()).isEqualTo(409);
    var why = JSON.readTree(refusal.body());
    assertThat(why.path("code").asText()).isEqualTo("ozon-logistics-in-transit");
    assertThat(why.path("explanation").asText()).contains("Ozon does not call it back in transit");
    Journey.await(PATIENCE, () -> !told(byOzon).isEmpty());
    assertThat(told(byOzon))
        .singleElement()
        .isInstanceOfSatisfying(
            ShipmentEvent.CancelRefused.class,
            told -> {
              assertThat(told.code()).isEqualTo("ozon-logistics-in-transit");
              assertThat(told.explanation()).isEqualTo(why.path("explanation").asText());
            });
    assertThat(journey.ledger(byOzon, "posting_cancelled")).isEmpty();

    var bySeller = inTransit("non_integrated");
    assertThat(journey.cancel(bySeller, "q4").statusCode()).isEqualTo(202);
    assertThat(journey.cancel(bySeller, "q4").statusCode()).isEqualTo(202);
    Journey.await(PATIENCE, () -> !told(bySeller).isEmpty());
    assertThat(told(bySeller)).singleElement().isInstanceOf(ShipmentEvent.Cancelled.class);
    assertThat(journey.ledger(bySeller, "posting_cancelled"))
        .singleElement()
        .satisfies(fact -> assertThat(fact.path("by").asText()).isEqualTo("seller"));
  }

  /** A posting that is carried so, in transit, and known to order-ingest as that. */
  private String inTransit(String integration) {
    Journey.await(PATIENCE, () -> anyInTransit(integration).isPresent());
    return anyInTransit(integration).orElseThrow();
  }

  private Optional<String> anyInTransit(String integration) {
    return those(
            truth ->
                !truth.awaiting()
                    && truth.integration().equals(integration)
                    && truth.status().equals("delivering"))
        .keySet()
        .stream()
        .filter(
            key ->
                journey
                    .asked(ServiceName.INGEST, "/api/postings/" + key.replace(':', '/'))
                    .at("/posting/status")
                    .asText()
                    .equals("delivering"))
        .findFirst();
  }

  private List<ShipmentEvent> told(String key) {
    return journey.traces.records().stream()
        .filter(kept -> kept.topic().equals(Topic.SHIPMENTS.wireName()))
        .filter(kept -> key.equals(kept.record().key()))
        .flatMap(
            kept ->
                Wire.decode(Traces.header(kept.record(), "ce_type"), kept.record().value())
                    .stream())
        .map(ShipmentEvent.class::cast)
        .toList();
  }

  /** Deadlines by posting, as compliance-service tells them. */
  private Map<String, Instant> waiting() {
    var cases = new TreeMap<String, Instant>();
    for (JsonNode each :
        journey.asked(ServiceName.COMPLIANCE, "/api/cases?state=waiting&limit=1000")) {
      cases.put(each.path("key").asText(), Instant.parse(each.path("deadlineAt").asText()));
    }
    return cases;
  }

  private Map<String, Truth> those(Predicate<Truth> which) {
    return journey.ledger().stream()
        .filter(which)
        .collect(Collectors.toMap(Truth::key, truth -> truth, (one, _) -> one, TreeMap::new));
  }
}
