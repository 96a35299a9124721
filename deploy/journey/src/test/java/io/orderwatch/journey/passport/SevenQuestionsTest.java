package io.orderwatch.journey.passport;

import static io.orderwatch.journey.passport.Doors.PATIENCE;
import static io.orderwatch.journey.passport.Doors.inTransit;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.contracts.CancellationEvent;
import io.orderwatch.contracts.MessageEvent;
import io.orderwatch.contracts.ReturnEvent;
import io.orderwatch.contracts.ShipmentEvent;
import io.orderwatch.contracts.ShipmentEvent.CommandProgressed.State;
import io.orderwatch.contracts.ShipmentEvent.OfTicket.Kind;
import io.orderwatch.journey.passport.Question.Asked;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Each of the seller's questions, asked of one running set through {@link Doors} alone. What is not
 * asked yet is listed at the end. Q0 is asked at the beginning of the day and Q1 at its end; the
 * others in between, each of postings of its own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SevenQuestionsTest {

  private static final int POSTINGS = 60;
  private static final Duration PASSPORT_TIME = Duration.ofHours(24);

  /** By the default ladder; whoever is seen later is not written to twice at once. */
  private static final Duration SECOND_STEP = Duration.ofHours(8);

  /** How long a message may take from the last reading of its posting to the buyer. */
  private static final Duration CROSSING = Duration.ofSeconds(3);

  /** Only the buyer's own doing differs, so that all is told within a little more than a day. */
  final Journey journey =
      Journey.begin(
          "questions",
          Journey.paced(2160),
          """
          {"seed": 7, "postings": %d, "arrivalWindow": "PT1H", "awaitingShare": 0.4, "lifePace": 4,
           "buyers": {"suppliesAfterMessage1": 1, "suppliesAfterMessage2": 1, "never": 1},
           "cancelRequestShare": 0.25, "midwayShare": 0.2, "unscannedShare": 0.25,
           "suppliesDelay": "PT90M", "rateLimit": 200}"""
              .formatted(POSTINGS),
          Map.of());

  final Doors doors = new Doors(journey);

  @AfterAll
  void stop() {
    journey.close();
    System.out.println(Question.reportOn(SevenQuestionsTest.class));
  }

  @Test
  @Order(0)
  @Asked(Question.Q0)
  void q0_which_buyers_have_not_given_passport_data_and_when_do_those_orders_die() {
    Journey.await(
        PATIENCE, () -> journey.ledger().size() == POSTINGS && doors.deadlines().size() > 3);
    var answer = doors.deadlines();
    var ledger = doors.those(_ -> true);
    assertThat(answer)
        .allSatisfy(
            (key, deadline) -> {
              assertThat(ledger).containsKey(key);
              assertThat(requireNonNull(ledger.get(key)).awaiting()).isTrue();
              assertThat(deadline)
                  .isEqualTo(requireNonNull(ledger.get(key)).createdAt().plus(PASSPORT_TIME));
            });
    Journey.await(
        PATIENCE,
        () -> {
          var open = doors.those(truth -> truth.awaiting() && truth.endedAt() == null);
          return !open.isEmpty() && doors.deadlines().keySet().equals(open.keySet());
        });
  }

  @Test
  @Order(Integer.MAX_VALUE)
  @Asked(Question.Q1)
  void q1_remind_the_buyer_that_ozon_cancels_after_24_hours_and_the_order_must_be_placed_again() {
    journey.awaitEnd(POSTINGS);
    var all = doors.those(Truth::awaiting).values();
    assertThat(all).isNotEmpty().allSatisfy(SevenQuestionsTest::remindedInTimeAndInWords);
    assertThat(all.stream().filter(truth -> truth.buyer().equals("never")))
        .as(
            "whoever never answers hears each step of the ladder once that was not over when he was seen")
        .isNotEmpty()
        .allSatisfy(
            truth -> {
              var first = truth.messages().getFirst().at();
              var seenEarly = first.isBefore(truth.createdAt().plus(SECOND_STEP));
              assertThat(truth.messages()).hasSizeBetween(seenEarly ? 3 : 2, 3);
              assertThat(truth.cancelledBy()).isEqualTo("ozon");
            });
    for (var moved = 1; moved <= 2; moved++) {
      var messages = moved;
      assertThat(
              all.stream().filter(truth -> truth.buyer().equals("suppliesAfterMessage" + messages)))
          .as("after the data was supplied nothing more is written")
          .isNotEmpty()
          .allSatisfy(
              truth -> {
                assertThat(truth.messages()).hasSizeGreaterThanOrEqualTo(messages);
                assertThat(truth.suppliedAt())
                    .isAfter(truth.messages().getLast().at().minus(journey.story(CROSSING)));
              });
    }
  }

  /** After all else, for a buyer may take his time. */
  @Test
  @Order(Integer.MAX_VALUE)
  @Asked(Question.Q1)
  void q1_the_seller_sees_who_has_read_his_message_and_who_answered_and_not_what() {
    journey.awaitEnd(POSTINGS);
    for (var each :
        Map.<String, Class<? extends MessageEvent>>of(
                "message_read", MessageEvent.Read.class,
                "buyer_answered", MessageEvent.Answered.class)
            .entrySet()) {
      Awaitility.await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(doors.toldOf(each.getValue()))
                      .as(each.getKey())
                      .isNotEmpty()
                      .isEqualTo(doors.ledgerOf(each.getKey())));
    }
    assertThat(journey.traces.haystack().placesOf(journey.canaries()))
        .as("places where personal data was found")
        .isEmpty();
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
                    .containsPattern("оформить (его )?заново"));
    assertThat(truth.messages())
        .isNotEmpty()
        .allSatisfy(
            message -> assertThat(message.at()).isBefore(truth.createdAt().plus(PASSPORT_TIME)));
  }

  @Test
  @Asked(Question.Q2)
  void q2_the_buyer_cannot_receive_the_parcel_in_time_can_the_delivery_period_be_extended() {
    var bySeller = doors.await(inTransit("non_integrated"));
    var promised = Instant.parse(doors.known(bySeller).path("promised").asText());
    for (var change = 1; change <= 2; change++) {
      var until = promised.plus(Duration.ofDays(change)).truncatedTo(ChronoUnit.SECONDS);
      assertThat(doors.ask(bySeller, "delivery-window", later("q2-" + change, until)).status())
          .isEqualTo(202);
      assertThat(doors.ask(bySeller, "delivery-window", later("q2-" + change, until)).status())
          .isEqualTo(202);
      Journey.await(
          PATIENCE, () -> doors.known(bySeller).path("promised").asText().equals(until.toString()));
      var times = change;
      Journey.await(
          PATIENCE,
          () -> doors.told(bySeller, ShipmentEvent.DeliveryExtended.class).size() == times);
    }
    assertThat(doors.ledger(bySeller, "delivery_changed")).hasSize(2);
    var third =
        doors.ask(bySeller, "delivery-window", later("q2-3", promised.plus(Duration.ofDays(3))));
    assertThat(third.status()).isEqualTo(409);
    assertThat(third.body().path("code").asText()).isEqualTo("no-changes-left");
    assertThat(doors.ledger(bySeller, "delivery_changed")).hasSize(2);

    var byOzon = doors.await(inTransit("ozon"));
    promised = Instant.parse(doors.known(byOzon).path("promised").asText());
    var refusal =
        doors.ask(byOzon, "delivery-window", later("q2", promised.plus(Duration.ofDays(1))));
    assertThat(refusal.status()).isEqualTo(409);
    assertThat(refusal.body().path("code").asText()).isEqualTo("extension-not-offered");
    assertThat(refusal.body().path("alternative").asText())
        .contains("The buyer has no function for it either", "can explain it to Ozon's support");
    assertThat(doors.ticket(byOzon, Kind.EXTEND_DELIVERY)).contains("the buyer is away");

    for (var time = 1; time <= 2; time++) {
      var told = Map.of("situation", "delivery-period", "requestedBy", "journey");
      assertThat(doors.notice(byOzon, told).status()).isEqualTo(202);
    }
    var sent = doors.awaitTold(byOzon, MessageEvent.NoticeSent.class);
    assertThat(sent).hasSize(1);
    assertThat(doors.ledger(byOzon, "message_delivered"))
        .singleElement()
        .extracting(line -> line.path("text").asText())
        .asString()
        .contains("срок меняет Ozon");
  }

  private static Map<String, String> later(String commandId, Instant until) {
    return Map.of(
        "commandId",
        commandId,
        "from",
        until.minus(Duration.ofHours(4)).toString(),
        "to",
        until.toString(),
        "reason",
        "the buyer is away",
        "requestedBy",
        "journey");
  }

  @Test
  @Asked(Question.Q3)
  void q3_returned_midway_cancelled_by_the_seller_or_a_dispute_refund_which_harms_least() {
    var bySeller = onItsWay("non_integrated");
    var ranked = doors.endings(bySeller, "en");
    assertThat(ranked.keySet())
        .as("what does not count comes first, the seller's own cancellation last")
        .containsSubsequence("midway-return", "dispute", "seller-cancel");
    assertThat(ranked.values().stream().map(each -> each.path("counts").asBoolean()))
        .isSortedAccordingTo(Boolean::compare);
    assertThat(ranked.values())
        .allSatisfy(
            each -> {
              var before = each.path("indexBefore").decimalValue();
              var after = each.path("indexAfter").decimalValue();
              if (each.path("counts").asBoolean()) {
                assertThat(after).isGreaterThan(before);
              } else {
                assertThat(after).isEqualTo(before);
                assertThat(each.path("feeRoubles").decimalValue()).isZero();
              }
              assertThat(each.path("zoneAfter").asText()).isNotEmpty();
              assertThat(each.at("/citation/source").asText()).isNotEmpty();
              assertThat(each.at("/citation/read").asText()).matches("20\\d\\d-\\d\\d-\\d\\d");
              assertThat(each.at("/citation/confidence").asText()).isNotEmpty();
            });
    assertThat(requireNonNull(ranked.get("seller-cancel")).path("feeRoubles").decimalValue())
        .isPositive();
    assertThat(doors.endings(onItsWay("ozon"), "en").keySet())
        .as("nobody but Ozon stops a parcel of its own on the way")
        .contains("midway-return", "dispute")
        .doesNotContain("seller-cancel");
    assertThat(requireNonNull(doors.endings(bySeller, "zh").get("dispute")).path("name").asText())
        .isNotEqualTo(requireNonNull(ranked.get("dispute")).path("name").asText());
  }

  /**
   * A parcel that is on its way by what the services know too: life goes on while they hear of it.
   */
  private String onItsWay(String integration) {
    var found = new AtomicReference<String>();
    Journey.await(
        PATIENCE,
        () -> {
          found.set(doors.await(inTransit(integration)));
          return doors.endings(found.get(), "en").containsKey("midway-return");
        });
    return found.get();
  }

  /** Early in the day, for a parcel that was not scanned goes on its way in the end. */
  @Test
  @Order(2)
  @Asked(Question.Q3)
  void q3_a_parcel_that_was_not_scanned_is_disputed_once_and_goes_back_to_delivery() {
    var ask =
        Map.of("commandId", "q3", "reason", "handed over, not scanned", "requestedBy", "journey");
    var key =
        doors.await(
            truth ->
                !truth.awaiting()
                    && truth.story().equals("unscanned")
                    && truth.status().equals("awaiting_deliver"));
    var preview = doors.ask(key, "dispute?preview=true", ask);
    assertThat(preview.body().path("outcome").asText()).isEqualTo("tried");
    assertThat(doors.ask(key, "dispute", ask).status()).isEqualTo(202);
    assertThat(doors.ask(key, "dispute", ask).status()).isEqualTo(202);
    assertThat(doors.awaitTold(key, ShipmentEvent.DisputeOpened.class)).hasSize(1);
    assertThat(doors.ledger(key, "status_changed"))
        .filteredOn(fact -> fact.path("status").asText().equals("arbitration"))
        .hasSize(1);
    Journey.await(PATIENCE, () -> doors.known(key).path("status").asText().equals("arbitration"));
    var back = Map.of("commandId", "q3-back", "reason", "found", "requestedBy", "journey");
    assertThat(doors.ask(key, "back-to-delivery", back).status()).isEqualTo(202);
    assertThat(doors.awaitTold(key, ShipmentEvent.DeliveryResumed.class)).hasSize(1);
    assertThat(doors.ledger(key, "status_changed"))
        .filteredOn(fact -> fact.path("bySeller").asBoolean())
        .extracting(fact -> fact.path("status").asText())
        .containsExactly("arbitration", "awaiting_deliver");
  }

  @Test
  @Order(3)
  @Asked(Question.Q3)
  void q3_a_buyer_asks_to_cancel_and_is_answered_once_before_that_approves_itself() {
    for (var answer : List.of("approve", "reject")) {
      var key =
          doors.await(
              truth ->
                  truth.story().equals("asksToCancel")
                      && truth.cancelledAt() == null
                      && !doors.ledger(truth.key(), "cancellation_requested").isEmpty()
                      && doors.ledger(truth.key(), "cancellation_answered").isEmpty());
      var request = doors.awaitComingBack(key, "cancellation-requests");
      var asked = doors.told(key, CancellationEvent.Requested.class).getFirst().request();
      assertThat(Instant.parse(request.path("due").asText()))
          .isEqualTo(requireNonNull(asked.requestedAt()).plus(Duration.ofDays(3)));
      var path =
          "/api/cancellation-requests/" + request.path("cancellationId").asLong() + "/" + answer;
      var words =
          Map.of("commandId", answer, "comment", "it is on its way", "requestedBy", "journey");
      assertThat(doors.ask(path, words).status()).isEqualTo(202);
      assertThat(doors.ask(path, words).status()).isEqualTo(202);
      assertThat(doors.awaitTold(key, ShipmentEvent.CancellationAnswered.class))
          .singleElement()
          .matches(told -> told.approved() == answer.equals("approve"));
      assertThat(doors.ledger(key, "cancellation_answered"))
          .singleElement()
          .matches(fact -> fact.path("by").asText().equals("seller"));
      assertThat(doors.awaitTold(key, CancellationEvent.Closed.class)).hasSize(1);
      assertThat(doors.ledger(key, "posting_cancelled")).hasSize(answer.equals("approve") ? 1 : 0);
    }
  }

  @Test
  @Asked(Question.Q3)
  void q3_a_parcel_that_is_returned_midway_is_seen_and_its_clock_runs() {
    var key =
        doors.await(
            truth -> truth.story().equals("turnsBack") && truth.cancelledBy().equals("client"));
    assertThat(doors.awaitTold(key, ReturnEvent.Opened.class)).hasSize(1);
    var back = doors.awaitComingBack(key, "returns");
    assertThat(back.path("phase").asText()).isEqualTo("in-transit");
    assertThat(Instant.parse(back.path("due").asText()))
        .as("14 days after it turned back, as the ledger has it")
        .isEqualTo(
            Instant.parse(doors.ledger(key, "posting_cancelled").getFirst().path("at").asText())
                .plus(Duration.ofDays(14)));
    assertThat(doors.ledger(key, "posting_cancelled")).hasSize(1);
    assertThat(journey.traces.haystack().placesOf(journey.canaries()))
        .as("places where personal data was found")
        .isEmpty();
  }

  @Test
  @Asked(Question.Q4)
  void q4_how_do_i_cancel_an_in_transit_parcel() {
    var ask =
        Map.of(
            "commandId", "q4",
            "reasonId", 402,
            "comment", "asked by a person",
            "requestedBy", "journey");
    var byOzon = doors.await(inTransit("ozon"));
    var refusal = doors.ask(byOzon, "cancel", ask);
    assertThat(refusal.status()).isEqualTo(409);
    assertThat(refusal.body().path("code").asText()).isEqualTo("ozon-logistics-in-transit");
    assertThat(refusal.body().path("explanation").asText())
        .contains("Ozon does not call it back in transit");
    assertThat(refusal.body().path("alternative").asText())
        .contains("a buyer who does not want it can refuse or return it");
    assertThat(doors.awaitTold(byOzon, ShipmentEvent.CancelRefused.class))
        .singleElement()
        .satisfies(
            told -> {
              assertThat(told.code()).isEqualTo("ozon-logistics-in-transit");
              assertThat(told.explanation()).isEqualTo(refusal.body().path("explanation").asText());
            });
    assertThat(doors.ledger(byOzon, "posting_cancelled")).isEmpty();

    var bySeller = doors.await(inTransit("non_integrated"));
    assertThat(doors.ask(bySeller, "cancel", ask).status()).isEqualTo(202);
    assertThat(doors.ask(bySeller, "cancel", ask).status()).isEqualTo(202);
    assertThat(doors.awaitTold(bySeller, ShipmentEvent.Cancelled.class)).hasSize(1);
    assertThat(doors.told(bySeller, ShipmentEvent.CommandProgressed.class))
        .as("how far it was on its way there")
        .extracting(ShipmentEvent.CommandProgressed::state)
        .startsWith(State.ACCEPTED, State.CHECKED, State.EXECUTING);
    assertThat(doors.ledger(bySeller, "posting_cancelled"))
        .singleElement()
        .satisfies(fact -> assertThat(fact.path("by").asText()).isEqualTo("seller"));
  }

  @Test
  @Asked(Question.Q5)
  void q5_can_i_change_the_tracking_number_after_shipping() {
    var ask =
        Map.of(
            "commandId", "q5",
            "trackingNumber", "RB123456785CN",
            "reason", "the carrier has changed",
            "requestedBy", "journey");
    var byCarrier = doors.await(inTransit("3pl_tracking"));
    assertThat(doors.ask(byCarrier, "tracking-number", ask).status()).isEqualTo(202);
    assertThat(doors.ask(byCarrier, "tracking-number", ask).status()).isEqualTo(202);
    assertThat(doors.awaitTold(byCarrier, ShipmentEvent.TrackingChanged.class))
        .extracting(ShipmentEvent.TrackingChanged::trackingNumber)
        .containsExactly("RB123456785CN");
    assertThat(doors.ledger(byCarrier, "tracking_changed")).hasSize(1);
    Journey.await(
        PATIENCE,
        () -> doors.known(byCarrier).path("trackingNumber").asText().equals("RB123456785CN"));

    var byOzon = doors.await(inTransit("ozon"));
    var refusal = doors.ask(byOzon, "tracking-number", ask);
    assertThat(refusal.status()).isEqualTo(409);
    assertThat(refusal.body().path("code").asText()).isEqualTo("tracking-is-ozons");
    assertThat(refusal.body().path("alternative").asText()).contains("ticket");
    assertThat(doors.ledger(byOzon, "tracking_changed")).isEmpty();
    assertThat(doors.ticket(byOzon, Kind.CHANGE_TRACKING))
        .as("what a person files in the cabinet")
        .contains(
            "Delivery by store → Change tracking number",
            "RB123456785CN",
            "the carrier has changed");
    assertThat(doors.file(refusal.body().path("ticketId").asText(), "4711").status())
        .isEqualTo(200);
    assertThat(doors.awaitTold(byOzon, ShipmentEvent.TicketFiled.class))
        .extracting(ShipmentEvent.TicketFiled::number)
        .containsExactly("4711");
    assertThat(doors.told(byOzon, ShipmentEvent.TicketDone.class)).isEmpty();
    doors.supportChangesTracking(byOzon, "RB123456785CN");
    assertThat(doors.awaitTold(byOzon, ShipmentEvent.TicketDone.class))
        .as("followed until Ozon shows the number")
        .extracting(ShipmentEvent.TicketDone::number)
        .containsExactly("4711");
    assertThat(doors.known(byOzon).path("trackingNumber").asText()).isEqualTo("RB123456785CN");
  }

  @Test
  @Order(1)
  @Asked(Question.Q6)
  void q6_why_does_the_order_show_only_cancel_and_no_field_for_the_tracking_number() {
    var key =
        doors.await(
            truth -> truth.awaiting() && truth.buyer().equals("never") && truth.endedAt() == null);
    assertThat(doors.known(key).path("actions").toString())
        .as("what Ozon shows")
        .contains("\"cancel\"")
        .doesNotContain("set_track_number");
    assertThat(doors.noTrackingNumberBecause(key, "en").path("question").asText())
        .contains("only \"cancel\"");
    assertThat(doors.noTrackingNumberBecause(key, "en").path("answer").asText())
        .contains("passport data", "Ozon then lifts the hold, and the actions appear");
    assertThat(doors.noTrackingNumberBecause(key, "ru").path("answer").asText())
        .contains("паспортные данные");
    assertThat(doors.noTrackingNumberBecause(key, "zh").path("answer").asText()).contains("护照信息");

    var supplied =
        doors.await(
            truth ->
                truth.suppliedAt() != null
                    && (truth.integration().equals("3pl_tracking")
                        || truth.integration().equals("non_integrated"))
                    && truth.status().equals("awaiting_deliver"));
    assertThat(doors.noTrackingNumberBecause(supplied, "en").isNull())
        .as("the field is there once the buyer has given his data and the parcel is packed")
        .isTrue();
  }
}
