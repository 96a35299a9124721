package io.orderwatch.compliance.passport.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwatch.compliance.edge.Backing;
import io.orderwatch.compliance.edge.Service;
import io.orderwatch.contracts.MessageEvent;
import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.PostingEvent;
import io.orderwatch.contracts.PostingRef;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The case whole, and what people do about it, with the settings as they are. */
@QuarkusTest
@QuarkusTestResource(Backing.class)
class HandApiTest {

  private static final String BY = "\"requestedBy\":\"anna\"";

  private final Service service = new Service();

  @AfterEach
  void close() {
    service.close();
  }

  private static Posting posting(
      String number, long version, String substatus, Instant paid, boolean lost) {
    return new Posting(
        PostingRef.of("7001", number),
        "order-" + number,
        version,
        lost ? "cancelled" : "awaiting_packaging",
        lost ? "posting_canceled" : substatus,
        "aggregator",
        List.of("cancel"),
        "",
        paid,
        null,
        null,
        List.of(),
        lost ? new Posting.Cancellation(0, "ozon", false, false) : null,
        true,
        null,
        "Asia/Vladivostok");
  }

  /** Opens a case and waits until it is there. */
  private String opened(String number, Instant paid) {
    service.tell(
        new PostingEvent.Received(posting(number, 1, Posting.AWAITING_PASSPORT, paid, false)),
        Service.NOON);
    var path = "/api/cases/7001/" + number;
    await().until(() -> service.get(path).statusCode() == 200);
    return path;
  }

  private JsonNode read(String path) {
    return service.json(service.get(path));
  }

  private String code(String path, String body, int status) {
    var answer = service.post(path, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return service.tree(answer).path("code").asText();
  }

  @Test
  void a_person_stops_resumes_snoozes_and_sends_and_all_of_it_is_kept() {
    // Noon is 22:00 in Vladivostok: it is quiet, and the next step waits for the morning.
    var path = opened("h-1", Service.NOON);
    assertThat(read(path).at("/next/at").asText()).isEqualTo("2026-11-01T22:00:00Z");

    assertThat(code(path + "/stop", "{" + BY + "}", 400)).isEmpty();
    assertThat(code(path + "/stop", "{\"reason\":\"the buyer called\"}", 400)).isEmpty();
    var stop = "{\"commandId\":\"s-1\",\"reason\":\"the buyer called\"," + BY + "}";
    assertThat(service.json(service.post(path + "/stop", stop)).get("stopped").asBoolean())
        .isTrue();
    assertThat(service.json(service.post(path + "/stop", stop)).get("orders")).hasSize(1);
    assertThat(read(path).get("next").isNull()).isTrue();
    var other = stop.replace("the buyer called", "the buyer wrote");
    assertThat(code(path + "/stop", other, 422)).isEqualTo("command-id-reused");
    assertThat(service.tree(service.post(path + "/stop", other)).path("field").asText())
        .isEqualTo("commandId");
    assertThat(code(path + "/resume", "{\"commandId\":\"s-1\"," + BY + "}", 422))
        .isEqualTo("command-id-reused");
    service.json(service.post(path + "/resume", "{" + BY + "}"));

    var until = Service.NOON.plus(Duration.ofHours(14));
    var snooze = "{\"until\":\"" + until + "\"," + BY + "}";
    assertThat(service.json(service.post(path + "/snooze", snooze)).at("/next/at").asText())
        .isEqualTo(until.toString());
    var past = "{\"until\":\"2026-12-01T00:00:00Z\"," + BY + "}";
    assertThat(code(path + "/snooze", past, 409)).isEqualTo("past-the-deadline");

    var sent = service.json(service.post(path + "/send-now", "{" + BY + "}"));
    assertThat(sent.get("stepsTaken").asInt()).isOne();
    assertThat(code(path + "/send-now", "{" + BY + "}", 409)).isEqualTo("too-soon");

    var orders = read(path).get("orders");
    assertThat(orders.findValuesAsText("what"))
        .containsExactly("STOP", "RESUME", "SNOOZE", "SEND_NOW");
    assertThat(orders.findValuesAsText("givenBy")).containsOnly("anna");
    assertThat(orders.get(0).get("why").asText()).isEqualTo("the buyer called");
    assertThat(service.post("/api/cases/7001/none/resume", "{" + BY + "}").statusCode())
        .isEqualTo(404);
  }

  @Test
  void a_case_is_handed_over_taken_and_let_go_and_over_it_is_in_nobodys_hand() {
    var path = opened("h-7", Service.NOON);
    assertThat(read(path).get("holder").isNull()).isTrue();
    var over = "{\"commandId\":\"o-1\",\"to\":\" 李娜 \",\"reason\":\"night\"," + BY + "}";
    assertThat(service.json(service.post(path + "/hand-over", over)).get("holder").asText())
        .isEqualTo("李娜");
    assertThat(service.json(service.post(path + "/hand-over", over)).get("orders")).hasSize(1);
    assertThat(code(path + "/hand-over", "{\"commandId\":\"o-1\",\"to\":\"wei\"," + BY + "}", 422))
        .isEqualTo("command-id-reused");
    assertThat(service.json(service.post(path + "/take", "{" + BY + "}")).get("holder").asText())
        .isEqualTo("anna");
    assertThat(service.json(service.post(path + "/let-go", "{" + BY + "}")).get("holder").isNull())
        .isTrue();
    service.json(service.post(path + "/hand-over", "{\"to\":\"wei\"," + BY + "}"));
    service.tell(
        new PostingEvent.Changed(posting("h-7", 2, "posting_created", Service.NOON, false), "", ""),
        Service.NOON.plusSeconds(5400));
    await().until(() -> read(path).get("state").asText().equals("supplied"));
    assertThat(read(path).get("holder").isNull()).isTrue();
    assertThat(code(path + "/take", "{" + BY + "}", 409)).isEqualTo("case-is-over");
    var orders = read(path).get("orders");
    assertThat(orders.findValuesAsText("what"))
        .containsExactly("HAND_OVER", "HAND_OVER", "LET_GO", "HAND_OVER");
    assertThat(orders.findValuesAsText("handedTo")).containsExactly("李娜", "anna", "null", "wei");
    assertThat(orders.findValuesAsText("givenBy")).containsOnly("anna");
    assertThat(service.post("/api/cases/7001/none/take", "{" + BY + "}").statusCode())
        .isEqualTo(404);
  }

  @Test
  void a_case_tells_of_messages_who_was_called_and_how_it_ended() {
    var path = opened("h-2", Service.NOON);
    var ref = PostingRef.of("7001", "h-2");
    service.tell(new MessageEvent.Failed(ref, 1, "why"), Service.NOON.plusSeconds(60));
    await()
        .untilAsserted(
            () -> assertThat(read(path).get("escalated").asText()).isEqualTo("message-failed"));
    service.tell(new MessageEvent.Sent(ref, 2, "chat"), Service.NOON.plusSeconds(120));
    await().until(() -> read(path).get("sentStep").asInt() == 2);
    assertThat(read(path).get("messageOpenedAt").isNull()).isTrue();
    service.tell(new MessageEvent.Read(ref, 2, "chat"), Service.NOON.plusSeconds(180));
    await().until(() -> read(path).get("messageOpenedAt").asText().equals("2026-11-01T12:03:00Z"));
    service.tell(
        new PostingEvent.Changed(posting("h-2", 2, "posting_created", Service.NOON, false), "", ""),
        Service.NOON.plusSeconds(5400));
    await().until(() -> read(path).get("state").asText().equals("supplied"));
    assertThat(read(path).get("suppliedAfter").asInt()).isEqualTo(2);
    assertThat(Duration.parse(read(path).get("took").asText())).hasMinutes(90);
    assertThat(code(path + "/stop", "{\"reason\":\"x\"," + BY + "}", 409))
        .isEqualTo("case-is-over");
    await()
        .untilAsserted(
            () ->
                assertThat(read(path + "/timeline").get("events").findValues("facts"))
                    .extracting(JsonNode::toString)
                    .contains("{\"afterStep\":\"2\",\"openedAt\":\"2026-11-01T12:03:00Z\"}")
                    .contains("{\"reason\":\"message-failed\"}"));
    for (var lang : List.of("en", "ru", "zh")) {
      assertThat(read(path + "/timeline?lang=" + lang).get("events").findValuesAsText("words"))
          .filteredOn(words -> !words.equals("null"))
          .containsExactly(
              switch (lang) {
                case "en" -> "A message could not be sent";
                case "ru" -> "Сообщение не удалось отправить";
                default -> "消息无法发送";
              });
    }
    assertThat(service.get(path + "/timeline?lang=fr").statusCode()).isEqualTo(400);
    assertThat(service.get("/postings/7001/h-2?lang=en").body())
        .contains("Called for help", "A message could not be sent");
  }

  @Test
  void who_has_opened_or_answered_the_last_message_is_left_in_peace() {
    // 10:00 in Vladivostok: the second step is due at 18:00, for all that is heard of the buyer.
    var paid = Service.NOON.plus(Duration.ofHours(12));
    var path = opened("h-4", paid);
    var ref = PostingRef.of("7001", "h-4");
    service.json(service.post(path + "/send-now", "{" + BY + "}"));
    service.tell(new MessageEvent.Sent(ref, 1, "chat"), paid.plusSeconds(60));
    var second = paid.plus(Duration.ofHours(8));
    await().until(() -> read(path).get("sentStep").asInt() == 1);
    assertThat(read(path).at("/next/at").asText()).isEqualTo(second.toString());
    service.tell(new MessageEvent.Read(ref, 1, "chat"), second.minus(Duration.ofHours(1)));
    await()
        .untilAsserted(
            () ->
                assertThat(read(path).at("/next/at").asText())
                    .isEqualTo(second.plus(Duration.ofHours(2)).toString()));
    service.tell(
        new MessageEvent.Answered(ref, 1, "chat", "says-done"), second.minus(Duration.ofHours(3)));
    await()
        .untilAsserted(
            () ->
                assertThat(read(path).at("/next/at").asText())
                    .isEqualTo(second.plus(Duration.ofHours(3)).toString()));
  }

  @Test
  void ozons_own_cancellations_teach_when_it_cancels() {
    for (var n = 1; n <= 3; n++) {
      var paid = Service.NOON.minus(Duration.ofHours(30 + n));
      var path = opened("lost-" + n, paid);
      service.tell(
          new PostingEvent.Cancelled(posting("lost-" + n, 2, "", paid, true)),
          paid.plus(Duration.ofHours(20).plusMinutes(n)));
      await().until(() -> read(path).get("state").asText().equals("lost"));
    }
    var expected = read(opened("h-3", Service.NOON)).get("expected");
    assertThat(expected.get("expectedAt").asText())
        .isEqualTo(Service.NOON.plus(Duration.ofHours(20).plusMinutes(2)).toString());
    assertThat(expected.get("observations").asInt()).isEqualTo(3);
    assertThat(Duration.parse(expected.get("spread").asText())).hasMinutes(1);
  }
}
