package io.orderwatch.notification.people.edge;

import static io.orderwatch.notification.people.edge.Receivers.OTHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderwatch.backing.edge.quarkus.Backed;
import io.orderwatch.backing.edge.quarkus.Door;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.ShipmentEvent;
import io.orderwatch.contracts.ShipmentEvent.CommandProgressed.State;
import io.orderwatch.contracts.ShipmentEvent.OfTicket;
import io.orderwatch.contracts.ShipmentEvent.ReturnActionDue.Running;
import io.orderwatch.contracts.edge.Wire;
import io.orderwatch.notification.digest.edge.Digests;
import io.orderwatch.notification.edge.Ground;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** A store whose tickets, requests to cancel and returns wait. One story, told in its order. */
@QuarkusTest
@QuarkusTestResource(
    value = Backed.class,
    initArgs = {
      @ResourceArg(name = "schema", value = Ground.SCHEMA),
      @ResourceArg(name = "topics", value = Ground.TOPICS),
    })
@QuarkusTestResource(value = Receivers.class, restrictToAnnotatedClass = true)
@TestMethodOrder(OrderAnnotation.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set by the framework
class MattersTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LONG = Duration.ofSeconds(40);
  private static final PostingRef TICKET = PostingRef.of(OTHER, "55512345-0001-1");
  private static final PostingRef CANCEL = PostingRef.of(OTHER, "55512345-0002-1");
  private static final PostingRef RETURN = PostingRef.of(OTHER, "55512345-0003-1");
  private static final PostingRef EYES = PostingRef.of(OTHER, "55512345-0005-1");
  private static final PostingRef SOON = PostingRef.of(OTHER, "55512345-0004-1");
  private final Instant begin = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  @TestHTTPResource("/")
  URI service;

  @Inject Producer<String, byte[]> producer;
  @Inject Digests digests;

  private void happens(ShipmentEvent event) {
    var row = new ProducerRecord<>(event.topic().wireName(), event.key(), Wire.encode(event));
    header(row, "ce_id", UUID.randomUUID().toString());
    header(row, "ce_type", Wire.type(event));
    header(row, "ce_time", begin.toString());
    assertThat(producer.send(row)).succeedsWithin(LONG);
  }

  private static ShipmentEvent step(State state, @Nullable Instant until) {
    return new ShipmentEvent.CommandProgressed(
        EYES, "c-9", "cancel", state, null, null, until, "anna");
  }

  private static void header(ProducerRecord<String, byte[]> row, String name, String value) {
    row.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  private List<JsonNode> alerts(String kind) {
    var answer = new Door(service).ask("GET /api/alerts?store=" + OTHER, null);
    var alerts = new ArrayList<JsonNode>();
    try {
      for (var alert : JSON.readTree(answer.body()).path("alerts")) {
        if (alert.path("kind").asText().equals(kind)) {
          alerts.add(alert);
        }
      }
    } catch (JsonProcessingException e) {
      throw new AssertionError(answer.body(), e);
    }
    return alerts;
  }

  private List<String> states(String kind) {
    return alerts(kind).stream().map(each -> each.path("state").asText()).toList();
  }

  private static String letter(String kind) {
    return Receivers.at("/desk").stream()
        .map(Receivers.Received::body)
        .filter(body -> body.contains("\"" + kind + "\""))
        .reduce("", String::concat);
  }

  private String digest() throws SQLException {
    var zone = ZoneId.of("Europe/Moscow");
    var tomorrow = LocalDate.ofInstant(Instant.now(), zone).plusDays(1);
    return digests.due(tomorrow.atStartOfDay(zone).toInstant()).stream()
        .filter(each -> each.store().equals(OTHER))
        .findFirst()
        .orElseThrow()
        .letters()
        .getFirst()
        .text();
  }

  @Test
  @Order(1)
  void what_waits_is_told_to_the_stores_people_with_its_posting_and_until_when() {
    happens(
        new ShipmentEvent.TicketStale(
            TICKET, "t-1", "c-1", OfTicket.Kind.PARCEL_STUCK, "", begin.minusSeconds(300_000)));
    happens(new ShipmentEvent.CancellationAnswerDue(CANCEL, 5, begin.plus(Duration.ofMinutes(90))));
    happens(
        new ShipmentEvent.ReturnActionDue(
            RETURN,
            9,
            "rfbs",
            Running.APPROVES_ITSELF,
            begin.plus(Duration.ofMinutes(95)),
            List.of(1)));
    happens(step(State.PROPOSED, begin.plus(Duration.ofMinutes(99))));
    await()
        .atMost(LONG)
        .untilAsserted(
            () -> {
              assertThat(letter("APPROVAL_AWAITED"))
                  .contains("подтвердить второй человек: 1", EYES.posting().value(), "Срок");
              assertThat(letter("TICKET_STALE"))
                  .contains("обращения в поддержку Ozon", TICKET.posting().value());
              assertThat(letter("CANCELLATION_DUE"))
                  .contains("заявки на отмену", CANCEL.posting().value(), "Срок");
              assertThat(letter("RETURN_DUE"))
                  .contains("возвраты", RETURN.posting().value(), "Срок");
            });
    assertThat(alerts("CANCELLATION_DUE").getFirst().path("due").asText())
        .isEqualTo(begin.plus(Duration.ofMinutes(90)).toString());
  }

  @Test
  @Order(2)
  void the_digest_counts_them_and_names_first_what_is_due_first() throws SQLException {
    assertThat(digest())
        .contains("Отмены, возвраты, обращения и подтверждения, которые ждут вас: 4")
        .containsSubsequence(
            CANCEL.posting().value(), RETURN.posting().value(), EYES.posting().value());
  }

  @Test
  @Order(3)
  void what_is_answered_concerns_nobody_any_more() throws SQLException {
    happens(new ShipmentEvent.TicketFiled(TICKET, "t-1", "c-1", OfTicket.Kind.PARCEL_STUCK, "77"));
    happens(new ShipmentEvent.CancellationAnswered(CANCEL, "c-2", 5, true));
    happens(step(State.APPROVED, null));
    await()
        .atMost(LONG)
        .untilAsserted(
            () -> {
              assertThat(states("TICKET_STALE")).containsExactly("OVER");
              assertThat(states("CANCELLATION_DUE")).containsExactly("OVER");
              assertThat(states("APPROVAL_AWAITED")).containsExactly("OVER");
            });
    assertThat(states("RETURN_DUE")).containsExactly("OPEN");
    assertThat(digest()).contains("которые ждут вас: 1").doesNotContain(CANCEL.posting().value());
  }

  @Test
  @Order(4)
  void what_nobody_answered_is_over_when_its_time_is_out() {
    happens(
        new ShipmentEvent.CancellationAnswerDue(
            SOON, 6, Instant.now().plus(Duration.ofSeconds(6))));
    await().atMost(LONG).until(() -> letter("CANCELLATION_DUE").contains(SOON.posting().value()));
    await()
        .atMost(LONG)
        .untilAsserted(
            () -> assertThat(states("CANCELLATION_DUE")).containsExactly("OVER", "OVER"));
  }
}
