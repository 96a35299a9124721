package io.orderwatch.notification.people.edge;

import static io.orderwatch.notification.people.edge.Receivers.STORE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderwatch.backing.edge.quarkus.Backed;
import io.orderwatch.backing.edge.quarkus.Door;
import io.orderwatch.contracts.ChatEvent;
import io.orderwatch.contracts.ChatRef;
import io.orderwatch.contracts.Deadline;
import io.orderwatch.contracts.Event;
import io.orderwatch.contracts.PassportEvent;
import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.edge.Wire;
import io.orderwatch.notification.digest.edge.Digests;
import io.orderwatch.notification.edge.Ground;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * A store whose subscription allows no chat: its people are told, in every channel, and do the
 * work. One story, told in its order.
 */
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
class PeopleTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LONG = Duration.ofSeconds(40);
  private final Instant begin = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private static final int ORDERS = 6;

  @TestHTTPResource("/")
  URI service;

  @Inject Producer<String, byte[]> producer;
  @Inject DataSource database;
  @Inject Digests digests;

  private static PostingRef ref(int order) {
    return PostingRef.of(STORE, order(order) + "-1");
  }

  private static String order(int order) {
    return "01321122-00" + order;
  }

  /** Each order's a minute later than the one before; all so near that people are told at once. */
  private Deadline deadline(int order) {
    return new Deadline(begin.plus(Duration.ofMinutes(90 + order)), Deadline.Basis.IN_PROCESS_AT);
  }

  private void happens(Event event) {
    var row = new ProducerRecord<>(event.topic().wireName(), event.key(), Wire.encode(event));
    header(row, "ce_id", UUID.randomUUID().toString());
    header(row, "ce_type", Wire.type(event));
    header(row, "ce_time", begin.toString());
    assertThat(producer.send(row)).succeedsWithin(LONG);
  }

  private static void header(ProducerRecord<String, byte[]> row, String name, String value) {
    row.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  private void due(int order) {
    happens(new PassportEvent.Missing(ref(order), order(order), deadline(order)));
    happens(new PassportEvent.ReminderDue(ref(order), order(order), 1, 3, deadline(order)));
  }

  private JsonNode asked(String request) {
    return asked(request, null, 200);
  }

  private JsonNode asked(String request, @Nullable String body, int status) {
    var answer = new Door(service).ask(request, body);
    assertThat(answer.statusCode()).as(request + ": " + answer.body()).isEqualTo(status);
    try {
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> texts(JsonNode list, String field) {
    var texts = new ArrayList<String>();
    list.forEach(each -> texts.add(each.path(field).asText()));
    return texts;
  }

  private JsonNode tasks(String query) {
    return asked("GET /api/tasks?store=" + STORE + query).path("tasks");
  }

  private static String id(int order) {
    return STORE + "." + ref(order).posting() + ".1.1";
  }

  @Test
  @Order(1)
  void what_the_subscription_does_not_allow_is_a_task_and_soon_nobody_asks_ozon_any_more() {
    for (var order = 0; order < 3; order++) {
      due(order);
    }
    await().atMost(LONG).until(() -> tasks("&state=OPEN").size() == 3);
    for (var order = 3; order < ORDERS; order++) {
      due(order);
    }
    await().atMost(LONG).until(() -> tasks("&state=OPEN").size() == ORDERS);
    assertThat(Receivers.at("/v1/chat/start")).hasSize(3);
    var chat = asked("GET /api/stores/" + STORE + "/chat");
    assertThat(chat.path("open").asBoolean()).isFalse();
    assertThat(chat.path("why").asText()).isEqualTo("subscription-too-low");
    assertThat(chat.path("nextTry").asText()).isGreaterThan(chat.path("lastTry").asText());
  }

  @Test
  @Order(2)
  void tasks_come_by_their_due_time_page_by_page_and_as_a_table() {
    var ids = new ArrayList<String>();
    var next = "";
    do {
      var page =
          asked(
              "GET /api/tasks?limit=4&store=" + STORE + (next.isEmpty() ? "" : "&cursor=" + next));
      ids.addAll(texts(page.path("tasks"), "id"));
      next = page.path("next").asText("");
    } while (!next.equals("") && !next.equals("null"));
    assertThat(ids).containsExactly(id(0), id(1), id(2), id(3), id(4), id(5));
    var tables = "GET /api/tasks?limit=4&store=" + STORE;
    var first = new Door(service).ask(tables, null, "Accept", "text/csv").headers();
    var cursor = first.firstValue("Next-Cursor").orElseThrow();
    var last = new Door(service).ask(tables + "&cursor=" + cursor, null, "Accept", "text/csv");
    assertThat(last.body()).contains(id(4) + ",", id(5) + ",").doesNotContain(id(3) + ",");
    assertThat(last.headers().firstValue("Next-Cursor")).isEmpty();
    assertThat(texts(tasks("&due=" + deadline(2).at()), "id")).containsExactly(id(0), id(1));
    assertThat(texts(tasks("&posting=" + ref(2).posting()), "id")).containsExactly(id(2));
    assertThat(tasks("&posting=1-1")).isEmpty();
    var task = asked("GET /api/tasks/" + id(0));
    assertThat(task.path("due").asText()).isEqualTo(deadline(0).at().toString());
    assertThat(task.path("text").asText()).contains(order(0));
    assertThat(task.path("where").path("ZH").asText()).contains(ref(0).posting().value());
    var table =
        new Door(service).ask("GET /api/tasks?store=" + STORE, null, "Accept", "text/csv").body();
    assertThat(table).startsWith("id,store");
    assertThat(table.lines().filter(line -> line.startsWith(STORE + "."))).hasSize(ORDERS);
  }

  @Test
  @Order(3)
  void one_alert_tells_of_many_in_every_channel_though_one_is_dead() throws Exception {
    await()
        .atMost(LONG)
        .untilAsserted(
            () -> {
              var told = 0;
              for (var alert : alerts("TASK")) {
                told += alert.path("subjects").asInt();
                assertThat(texts(alert.path("channels")))
                    .contains(
                        "1 hook delivered",
                        "1 ding delivered",
                        "1 fly delivered",
                        "1 com delivered",
                        "1 bot delivered",
                        "1 dead planned");
              }
              assertThat(told).isEqualTo(ORDERS);
            });
    var raised =
        alerts("TASK").stream().map(each -> Instant.parse(each.path("raised").asText())).toList();
    assertThat(raised).hasSizeLessThan(ORDERS);
    for (var i = 1; i < raised.size(); i++) {
      assertThat(Duration.between(raised.get(i - 1), raised.get(i)))
          .isGreaterThanOrEqualTo(Duration.ofSeconds(4));
    }
    var hooked = Receivers.at("/hook");
    assertThat(hooked.stream().map(each -> each.headers().get("X-Orderwatch-Id")))
        .doesNotHaveDuplicates();
    for (var each : hooked) {
      assertThat(each.headers().get("X-Orderwatch-Signature"))
          .isEqualTo(
              "sha256=" + signed(each.headers().get("X-Orderwatch-Timestamp") + "." + each.body()));
    }
    assertThat(Receivers.at("/ding?access_token=t&timestamp=").getFirst().body())
        .contains("\"msgtype\":\"text\"");
    assertThat(Receivers.at("/fly").getFirst().body())
        .contains("\"sign\":", "\"msg_type\":\"text\"");
    assertThat(Receivers.at("/com?key=k").getFirst().body()).contains("\"content\":");
    assertThat(Receivers.at("/bottoken/sendMessage").getFirst().body())
        .contains("\"chat_id\":\"-100\"");
    assertThat(alerts("CHAT_REFUSED")).hasSize(1);
    assertThat(alerts("UNREACHED")).isNotEmpty();
  }

  private static String signed(String text) throws Exception {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(Receivers.SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
  }

  private List<JsonNode> alerts(String kind) {
    var alerts = new ArrayList<JsonNode>();
    for (var alert : asked("GET /api/alerts?store=" + STORE).path("alerts")) {
      if (alert.path("kind").asText().equals(kind)) {
        alerts.add(alert);
      }
    }
    return alerts;
  }

  private static List<String> texts(JsonNode list) {
    var texts = new ArrayList<String>();
    list.forEach(each -> texts.add(each.asText()));
    return texts;
  }

  @Test
  @Order(4)
  void what_nobody_acknowledges_is_told_the_next_level_once_by_mail() throws Exception {
    await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThat(alerts("CHAT_REFUSED").getFirst().path("channels"))
                    .anyMatch(each -> each.asText().equals("2 superior delivered")));
    var subjects = new ArrayList<String>();
    for (var mail : Receivers.MAIL.getReceivedMessages()) {
      if (Receivers.to(mail, Receivers.SUPERIOR)) {
        subjects.add(mail.getSubject());
      }
    }
    assertThat(subjects).filteredOn(each -> each.contains("Ozon 拒绝")).hasSize(1);
    assertThat(subjects).allMatch(each -> each.startsWith("无人确认：") && each.endsWith(STORE));
  }

  @Test
  @Order(5)
  void who_acknowledges_first_has_it() {
    var id = alerts("UNREACHED").getFirst().path("id").asText();
    var ack = "POST /api/alerts/" + id + "/ack";
    assertThat(new Door(service).problem(ack, "{}")).isEqualTo("400 requestedBy");
    assertThat(asked(ack, "{\"requestedBy\": \"li\"}", 200).path("state").asText())
        .isEqualTo("ACKED");
    assertThat(asked(ack, "{\"requestedBy\": \"wang\"}", 200).path("ackedBy").asText())
        .isEqualTo("li");
    assertThat(asked("GET /api/alerts?state=ACKED&store=" + STORE).path("alerts")).hasSize(1);
  }

  @Test
  @Order(6)
  void a_task_is_done_once_and_who_comes_too_late_is_told_why() {
    var sent = "POST /api/tasks/" + id(0) + "/sent";
    assertThat(
            new Door(service)
                .problem(sent, "{\"requestedBy\": \"li\", \"at\": \"2999-01-01T00:00:00Z\"}"))
        .isEqualTo("400 at");
    var li = "{\"requestedBy\": \"li\"}";
    assertThat(new Door(service).ask(sent + "?store=9", li).statusCode())
        .as("who may act in another store only")
        .isEqualTo(404);
    assertThat(new Door(service).ask("GET /api/tasks/" + id(0) + "?store=9", null).statusCode())
        .isEqualTo(404);
    var byHand = "/api/reminders/" + STORE + "/" + ref(0).posting() + "/steps/1/sent-by-hand";
    assertThat(new Door(service).ask("POST " + byHand + "?requestedBy=li", null).statusCode())
        .isEqualTo(204);
    for (var time = 0; time < 2; time++) {
      var done = asked(sent + "?store=" + STORE, li, 200);
      assertThat(done.path("state").asText()).isEqualTo("SENT");
      assertThat(done.path("by").asText()).isEqualTo("li");
    }
    var skip = "{\"requestedBy\": \"li\", \"reason\": \"BUYER_DECLINED\"}";
    assertThat(asked("POST /api/tasks/" + id(0) + "/skip", skip, 409).path("code").asText())
        .isEqualTo("already-sent");
    assertThat(asked("POST /api/tasks/" + id(1) + "/skip", skip, 200).path("state").asText())
        .isEqualTo("SKIPPED");
    assertThat(asked("POST /api/tasks/" + id(1) + "/skip", skip, 200).path("skipped").asText())
        .isEqualTo("BUYER_DECLINED");
    assertThat(
            asked("POST /api/tasks/" + id(1) + "/sent", "{\"requestedBy\": \"li\"}", 409)
                .path("code")
                .asText())
        .isEqualTo("already-skipped");
    happens(new PassportEvent.Supplied(ref(2), begin));
    await().atMost(LONG).until(() -> tasks("&state=MOOT").size() == 1);
    assertThat(
            asked("POST /api/tasks/" + id(2) + "/sent", "{\"requestedBy\": \"li\"}", 409)
                .path("code")
                .asText())
        .isEqualTo("no-longer-needed");
    for (var state : List.of("OPEN", "SENT", "SKIPPED", "MOOT")) {
      assertThat(texts(tasks("&state=" + state), "state")).isNotEmpty().containsOnly(state);
    }
  }

  @Test
  @Order(7)
  void who_wants_no_messages_gets_none_by_api_or_by_hand() {
    var later = "01321122-0099";
    for (var order : List.of(order(3), later)) {
      var put = "PUT /api/opt-outs/" + STORE + "/" + order;
      assertThat(asked(put, "{\"requestedBy\": \"li\"}", 200).path("by").asText()).isEqualTo("li");
      assertThat(asked(put, "{\"requestedBy\": \"wang\"}", 200).path("by").asText())
          .isEqualTo("li");
    }
    await()
        .atMost(LONG)
        .untilAsserted(
            () -> assertThat(said(order(3))).containsExactly("the buyer wants no messages"));
    happens(new PassportEvent.ReminderDue(ref(3), order(3), 2, 3, deadline(3)));
    var ref = PostingRef.of(STORE, later + "-1");
    happens(new PassportEvent.ReminderDue(ref, later, 1, 3, deadline(3)));
    await()
        .atMost(LONG)
        .untilAsserted(
            () -> {
              assertThat(said(order(3))).hasSize(2).containsOnly("the buyer wants no messages");
              assertThat(said(later)).containsExactly("the buyer wants no messages");
            });
  }

  @Test
  @Order(8)
  void who_takes_it_back_is_written_to_again_and_each_change_is_kept() {
    var of = "/api/opt-outs/" + STORE + "/" + order(3);
    var gone = new Door(service).ask("DELETE " + of + "?requestedBy=wang", null);
    assertThat(gone.statusCode()).as(gone.body()).isEqualTo(204);
    assertThat(new Door(service).problem("DELETE " + of + "?requestedBy=wang", null))
        .isEqualTo("404");
    assertThat(said(order(3))).hasSize(2).containsOnly("the buyer wants no messages");
    happens(new PassportEvent.ReminderDue(ref(3), order(3), 3, 3, deadline(3)));
    await()
        .atMost(LONG)
        .untilAsserted(
            () -> assertThat(said(order(3))).hasSize(3).contains("subscription-too-low"));
    var now = asked("GET " + of);
    assertThat(now.path("optedOut").asBoolean()).isFalse();
    assertThat(texts(now.path("history"), "by")).containsExactly("li", "wang");
    assertThat(texts(now.path("history"), "optedOut")).containsExactly("true", "false");
    await().atMost(LONG).until(() -> waits(ref(3)));
    var again = asked("PUT " + of, "{\"requestedBy\": \"zhao\"}", 200);
    assertThat(again.path("optedOut").asBoolean()).isTrue();
    assertThat(texts(again.path("history"), "by")).containsExactly("li", "wang", "zhao");
    await().atMost(LONG).until(() -> !waits(ref(3)));
  }

  private boolean waits(PostingRef ref) {
    return tasks("&state=OPEN").findValuesAsText("posting").contains(ref.posting().value());
  }

  private List<String> said(String order) {
    var answer = new Door(service).ask("GET /api/conversations/" + STORE + "/" + order, null);
    try {
      return texts(JSON.readTree(answer.body()).path("said"), "reason");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  @Order(9)
  void a_conversation_is_what_became_of_each_step() {
    var all = asked("GET /api/conversations?store=" + STORE).path("conversations");
    assertThat(texts(all, "orderNumber")).contains(order(0), order(5)).doesNotHaveDuplicates();
    var first = asked("GET /api/conversations/" + STORE + "/" + order(0)).path("said").get(0);
    assertThat(first.path("state").asText()).isEqualTo("sent");
    assertThat(first.path("by").asText()).isEqualTo("li");
    var paged = new ArrayList<String>();
    var next = "";
    do {
      var page =
          asked(
              "GET /api/conversations?limit=3&store="
                  + STORE
                  + (next.isEmpty() ? "" : "&cursor=" + next));
      paged.addAll(texts(page.path("conversations"), "orderNumber"));
      next = page.path("next").asText("");
    } while (!next.equals("") && !next.equals("null"));
    assertThat(paged).containsExactlyElementsOf(texts(all, "orderNumber"));
    assertThat(
            new Door(service)
                .ask("GET /api/conversations?store=" + STORE, null, "Accept", "text/csv")
                .body()
                .lines())
        .hasSize(1 + paged.size());
  }

  @Test
  @Order(10)
  void what_was_not_sent_for_sending_is_off_or_the_store_is_in_shadow_is_reported()
      throws SQLException {
    try (var connection = database.getConnection();
        var insert =
            connection.prepareStatement(
                """
                insert into reminder_step (id, key, round, step, order_number, deadline_at, text, state, reason, planned_at, changed_at)
                select ? || p || '/step-1', ? || p, 1, 1, 'shadow-1', now(), 'text of ' || p, 'suppressed',
                       case p when 1 then 'sending is switched off' else 'store-in-shadow' end, now(), now()
                  from generate_series(1, 2) p""")) {
      insert.setString(1, STORE + ":shadow-1-");
      insert.setString(2, STORE + ":shadow-1-");
      insert.executeUpdate();
    }
    var unsent = asked("GET /api/shadow?limit=1&store=" + STORE);
    assertThat(unsent.path("unsent")).hasSize(1);
    assertThat(unsent.path("unsent").get(0).path("postings").asInt()).isEqualTo(2);
    assertThat(unsent.path("unsent").get(0).path("text").asText()).isEqualTo("text of 1");
    var rest = asked("GET /api/shadow?store=" + STORE + "&cursor=" + unsent.path("next").asText());
    assertThat(rest.path("unsent")).isEmpty();
  }

  @Test
  @Order(11)
  void people_are_told_what_lies_unread_or_failed_and_no_more_when_it_is_read()
      throws SQLException {
    // a newer version beside this one keeps what this one has no words for
    execute(
        """
        insert into matter (id, key, position, kind, about, since)
        values ('of-one-day', '%s', 0, 'OF_ONE_DAY', 'x', '%s')"""
            .formatted(ref(5).key(), begin));
    execute(
        """
        insert into alert (id, store, kind, raised_at, level, told_at, subjects, state)
        values ('%1$s-of-one-day-1', '%1$s', 'OF_ONE_DAY', '%2$s', 1, '%2$s', 1, 'open')"""
            .formatted(STORE, begin));
    asked("POST /api/alerts/" + STORE + "-of-one-day-1/ack", "{\"requestedBy\": \"li\"}", 404);
    for (var reason : List.of("unread", "message-failed", "awaiting-operator", "of-one-day")) {
      happens(new PassportEvent.Escalated(ref(5), order(5), reason, deadline(5)));
    }
    await().atMost(LONG).until(() -> alerts("UNREAD").size() == 1);
    await().atMost(LONG).until(() -> alerts("MESSAGE_FAILED").size() == 1);
    var id = alerts("UNREAD").getFirst().path("id").asText();
    assertThat(state(id)).isNotEqualTo("OVER");
    execute(
        """
        insert into message_mark (id, key, round, step, read_at)
        values ('%1$s/1/1', '%1$s', 1, 1, '%2$s')"""
            .formatted(ref(5).key(), begin.plusSeconds(1)));
    await().atMost(LONG).untilAsserted(() -> assertThat(state(id)).isEqualTo("OVER"));
    assertThat(alerts("OF_ONE_DAY")).isEmpty();
    execute("delete from alert where kind = 'OF_ONE_DAY'");
    execute("delete from matter where id = 'of-one-day'");
  }

  private String state(String alert) {
    return alerts("UNREAD").stream()
        .filter(each -> each.path("id").asText().equals(alert))
        .map(each -> each.path("state").asText())
        .findFirst()
        .orElse("");
  }

  private void execute(String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  @Order(12)
  void the_digest_is_told_once_a_day_and_counts_what_happened() throws SQLException {
    happens(new PassportEvent.Lost(ref(4), new Posting.Cancellation(0, "ozon", false, false)));
    await().atMost(LONG).until(() -> alerts("ORDER_LOST").size() == 1);
    var told =
        Receivers.at("/hook").stream().filter(each -> each.body().contains("\"DIGEST\"")).toList();
    assertThat(told).hasSize(1);
    var zone = ZoneId.of("Asia/Shanghai");
    var now = Instant.now();
    assertThat(digests.due(now)).isEmpty();
    var tomorrow = LocalDate.ofInstant(now, zone).plusDays(1).atStartOfDay(zone).toInstant();
    var text = digests.due(tomorrow).getFirst().letters().getFirst().text();
    // given: 2; lost: 4; owed: 0, 1, 3, 5 and the later one; to be sent by hand: 5
    assertThat(text).contains("挽回：1", "丢失：1", "等待护照信息：5", "发送的消息：1", ref(5).posting().value());
  }

  /** The notice of an order whose reminders are tasks: its number sorts behind them. */
  private String noticed(String situation) {
    var told = "{\"situation\": \"" + situation + "\", \"requestedBy\": \"li\"}";
    asked("POST /api/postings/" + STORE + "/" + ref(5).posting() + "/notices", told, 202);
    var id = STORE + "." + ref(5).posting() + "." + situation + ".1";
    await().atMost(LONG).until(() -> texts(tasks("&state=OPEN"), "id").contains(id));
    return id;
  }

  @Test
  @Order(13)
  void a_notice_that_only_a_person_can_send_is_a_task_as_a_reminder_is() {
    var before = told("TASK");
    var id = noticed("delivery-period");
    var task = asked("GET /api/tasks/" + id);
    assertThat(task.path("kind").asText()).isEqualTo("notice");
    assertThat(task.path("situation").asText()).isEqualTo("delivery-period");
    assertThat(task.path("why").asText()).isEqualTo("subscription-too-low");
    assertThat(task.path("orderNumber").asText()).isEqualTo(order(5));
    assertThat(task.path("round").isNull()).isTrue();
    assertThat(task.path("texts").path("RU").asText()).isEqualTo(task.path("text").asText());
    assertThat(task.path("texts").path("ZH").asText())
        .contains(order(5))
        .containsPattern("\\p{IsHan}");
    assertThat(task.path("texts").path("EN").asText()).contains(order(5));
    var reminder = asked("GET /api/tasks/" + id(5));
    assertThat(reminder.path("kind").asText()).isEqualTo("reminder");
    assertThat(reminder.path("situation").asText()).isEqualTo("first");
    assertThat(reminder.path("texts").path("RU").asText())
        .isEqualTo(reminder.path("text").asText());
    assertThat(reminder.path("texts").path("EN").asText()).contains(order(5));
    assertThat(texts(tasks("&posting=" + ref(5).posting()), "id")).containsExactly(id(5), id);
    assertThat(texts(tasks(""), "id")).endsWith(id);
    var paged = new ArrayList<String>();
    var next = "";
    do {
      var page =
          asked(
              "GET /api/tasks?limit=1&store=" + STORE + (next.isEmpty() ? "" : "&cursor=" + next));
      paged.addAll(texts(page.path("tasks"), "id"));
      next = page.path("next").asText("");
    } while (!next.equals("") && !next.equals("null"));
    assertThat(paged).containsExactlyElementsOf(texts(tasks(""), "id"));
    assertThat(
            new Door(service)
                .ask("GET /api/tasks?store=" + STORE, null, "Accept", "text/csv")
                .body())
        .contains("\r\n" + id + ",", ",notice,delivery-period\r\n");
    await()
        .atMost(LONG)
        .untilAsserted(
            () -> assertThat(told("TASK")).as("its people are told").isEqualTo(before + 1));
    for (var time = 0; time < 2; time++) {
      var sent = asked("POST /api/tasks/" + id + "/sent", "{\"requestedBy\": \"li\"}", 200);
      assertThat(sent.path("state").asText()).isEqualTo("SENT");
      assertThat(sent.path("by").asText()).isEqualTo("li");
    }
    var skip = "{\"requestedBy\": \"li\", \"reason\": \"NOT_POSSIBLE\"}";
    assertThat(asked("POST /api/tasks/" + id + "/skip", skip, 409).path("code").asText())
        .isEqualTo("already-sent");
    var other = noticed("returned-midway");
    assertThat(asked("POST /api/tasks/" + other + "/skip", skip, 200).path("skipped").asText())
        .isEqualTo("NOT_POSSIBLE");
    assertThat(
            asked("POST /api/tasks/" + other + "/sent", "{\"requestedBy\": \"li\"}", 409)
                .path("code")
                .asText())
        .isEqualTo("already-skipped");
    assertThat(
            asked("GET /api/postings/" + STORE + "/" + ref(5).posting() + "/notices")
                .get(1)
                .path("reason")
                .asText())
        .isEqualTo("skipped by a person: not-possible");
  }

  @Test
  @Order(14)
  void a_notice_that_nobody_can_send_is_told_of_too() throws SQLException {
    execute(
        """
        insert into notice (id, key, position, situation, number, order_number, tracking, until_at, text, asked_by,
                            state, reason, asked_at, changed_at)
        values ('%1$s:1-9/why.1', '%1$s:1-9', 0, 'WHY', 1, '', '', now(), 'text', 'li', 'failed', 'store-blocked', now(), now())"""
            .formatted(STORE));
    await().atMost(LONG).until(() -> told("NOTICE_REFUSED") == 1);
    var alert = alerts("NOTICE_REFUSED").getFirst().path("id").asText();
    await()
        .atMost(LONG)
        .until(
            () ->
                Receivers.at("/hook").stream()
                    .anyMatch(each -> each.body().contains(alert) && each.body().contains("1-9")));
  }

  @Test
  @Order(15)
  void a_notice_that_a_person_sent_is_seen_to_be_read() throws SQLException {
    var posting = "/api/postings/" + STORE + "/" + ref(5).posting() + "/notices";
    assertThat(asked("GET " + posting).get(0).path("readAt").isNull()).isTrue();
    execute("insert into chat (key, chat_id) values ('%s', 'c-5')".formatted(ref(5).key()));
    var chat = ChatRef.parse(STORE + ":c-5");
    happens(
        new ChatEvent.MessageRead(
            chat, order(5), 1, "3000", ChatEvent.Side.BUYER, Instant.now().plusSeconds(60)));
    await().atMost(LONG).until(() -> !asked("GET " + posting).get(0).path("readAt").isNull());
    assertThat(asked("GET " + posting).get(0).path("answeredAt").isNull()).isTrue();
    var id = STORE + "." + ref(5).posting() + ".delivery-period.1";
    assertThat(asked("GET /api/tasks/" + id).path("readAt").asText())
        .isEqualTo(asked("GET " + posting).get(0).path("readAt").asText());
    assertThat(asked("GET /api/tasks/" + id(4)).path("readAt").isNull()).isTrue();
  }

  @Test
  @Order(16)
  void a_task_to_tell_of_passport_data_is_over_when_they_came() {
    var id = noticed("why");
    happens(new PassportEvent.Supplied(ref(5), begin));
    await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThat(asked("GET /api/tasks/" + id).path("state").asText()).isEqualTo("MOOT"));
    assertThat(texts(tasks("&state=OPEN"), "id")).doesNotContain(id);
    var path = "POST /api/postings/" + STORE + "/" + ref(5).posting() + "/notices";
    for (var situation : List.of("why", "filled-in")) {
      var again = "{\"situation\": \"" + situation + "\", \"requestedBy\": \"li\"}";
      await().atMost(LONG).until(() -> new Door(service).ask(path, again).statusCode() == 409);
      assertThat(asked(path, again, 409).path("code").asText()).isEqualTo("nothing-awaited");
    }
  }

  private int told(String kind) {
    return alerts(kind).stream().mapToInt(each -> each.path("subjects").asInt()).sum();
  }
}
