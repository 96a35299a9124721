package io.orderwatch.notification.conversation.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderwatch.backing.edge.quarkus.Backed;
import io.orderwatch.backing.edge.quarkus.Door;
import io.orderwatch.notification.edge.Ground;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The chat as Ozon shows it now, with what is a person's own covered. */
@QuarkusTest
@QuarkusTestResource(
    value = Backed.class,
    restrictToAnnotatedClass = true,
    initArgs = {
      @ResourceArg(name = "schema", value = Ground.SCHEMA),
      @ResourceArg(name = "topics", value = Ground.TOPICS),
    })
@QuarkusTestResource(value = ChatAtOzon.class, restrictToAnnotatedClass = true)
@SuppressWarnings("NullAway.Init") // set by the framework
class MessagesApiTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CHAT = "5969c331-2e64-44b7-8a0e-ff9526762c62";
  private static final String OF = "/api/postings/1001/0132112277-0102-";

  @TestHTTPResource("/")
  URI service;

  @Inject DataSource database;

  @BeforeEach
  void the_posting_has_a_chat() throws SQLException {
    done("delete from chat");
    done("delete from talk");
    done("insert into chat (key, chat_id) values ('1001:0132112277-0102-1', '" + CHAT + "')");
    ChatAtOzon.status = 200;
    ChatAtOzon.history =
        """
        {"has_next": true, "messages": [
          {"message_id": "30003", "created_at": "2026-11-26T10:02:00Z", "is_read": false, "user": {"id": "1", "type": "Support"}, "data": ["0132112277\\\\-0102 и RB123456785CN до 30\\\\.11\\\\.2026"]},
          {"message_id": "30002", "created_at": "2026-11-26T10:01:00Z", "is_read": true, "user": {"id": "1", "type": "Customer"}, "data": ["Паспорт 4509 123456", "тел. +7 912 345-67-89"]},
          {"message_id": "30004", "created_at": "2026-11-26T10:03:00Z", "user": {"id": "1", "type": "Courier"}, "data": []},
          {"message_id": "30001", "created_at": "2026-11-26T10:00:00Z", "is_read": true, "user": {"id": "1", "type": "Seller"}, "data": ["Здравствуйте!"]}]}""";
  }

  private void done(String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  private HttpResponse<String> asked(int posting) {
    return new Door(service).ask("GET " + OF + posting + "/messages", null);
  }

  private static JsonNode read(HttpResponse<String> answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void refused(int status, String code) {
    var answer = asked(1);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(read(answer).path("code").asText()).isEqualTo(code);
  }

  @Test
  void the_chat_is_shown_in_its_order_with_what_is_a_persons_own_covered() throws IOException {
    var answer = asked(1);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(read(answer))
        .isEqualTo(
            JSON.readTree(
                """
                {"chat": "5969c331-2e64-44b7-8a0e-ff9526762c62", "more": true, "messages": [
                  {"id": "30001", "at": "2026-11-26T10:00:00Z", "from": "seller", "text": "Здравствуйте!", "masked": false, "read": true},
                  {"id": "30002", "at": "2026-11-26T10:01:00Z", "from": "buyer", "text": "Паспорт •\\nтел. +•", "masked": true, "read": true},
                  {"id": "30003", "at": "2026-11-26T10:02:00Z", "from": "support", "text": "0132112277-0102 и RB123456785CN до 30.11.2026", "masked": false, "read": false},
                  {"id": "30004", "at": "2026-11-26T10:03:00Z", "from": "other", "text": "", "masked": false, "read": null}]}"""));
  }

  @Test
  void what_a_buyer_wrote_is_never_a_page() {
    for (var accepted : List.of("text/html", "application/xml", "nonsense")) {
      assertThat(new Door(service).problem("GET " + OF + "1/messages", null, "Accept", accepted))
          .as(accepted)
          .isEqualTo("406");
    }
  }

  @Test
  void nothing_of_it_is_kept() throws SQLException {
    assertThat(asked(1).body()).contains("Здравствуйте");
    try (var connection = database.getConnection();
        var select =
            connection.prepareStatement(
                """
                select count(*) from information_schema.tables t,
                  lateral (select query_to_xml(format('select * from %I.%I', t.table_schema, t.table_name), false, true, '')::text as all_of_it) x
                 where t.table_schema = 'notification' and t.table_type = 'BASE TABLE'
                   and (all_of_it like '%123456%' or all_of_it like '%Здравствуйте%')""");
        var row = select.executeQuery()) {
      assertThat(row.next()).isTrue();
      assertThat(row.getInt(1)).isZero();
    }
  }

  @Test
  void a_posting_beside_it_shows_the_orders_chat() {
    assertThat(read(asked(2)).path("chat").asText()).isEqualTo(CHAT);
  }

  @Test
  void a_chat_that_the_buyer_began_is_the_orders_too() throws SQLException {
    done("delete from chat");
    done(
        "insert into talk (key, version, order_number, open, buyer_message) values ('1001:begun-by-him', 1, '0132112277-0102', true, '')");
    assertThat(read(asked(1)).path("chat").asText()).isEqualTo("begun-by-him");
  }

  @Test
  void an_order_without_a_chat_has_none() throws SQLException {
    done("delete from chat");
    refused(404, "no-chat");
  }

  @Test
  void a_chat_that_ozon_does_not_know_any_more_is_none() {
    ChatAtOzon.status = 404;
    ChatAtOzon.history = "{\"code\": 5, \"message\": \"chat not found\", \"details\": []}";
    refused(404, "no-chat");
  }

  @Test
  void when_ozon_does_not_answer_or_makes_no_sense_that_is_said() {
    ChatAtOzon.status = 500;
    refused(502, "ozon-unavailable");
    ChatAtOzon.status = 200;
    ChatAtOzon.history = "{}";
    refused(502, "ozon-unavailable");
    ChatAtOzon.status = 403;
    ChatAtOzon.history = "{\"code\": 7, \"message\": \"permission denied\", \"details\": []}";
    refused(502, "ozon-unavailable");
  }

  @Test
  void of_a_long_chat_the_last_hundred_are_shown() {
    ChatAtOzon.history =
        IntStream.rangeClosed(1, 130)
            .mapToObj(
                n ->
                    "{\"message_id\": \"%d\", \"created_at\": \"2026-11-26T10:00:00Z\", \"user\": {\"type\": \"Seller\"}, \"data\": [\"№%d\"]}"
                        .formatted(n, n))
            .collect(Collectors.joining(",", "{\"messages\": [", "]}"));
    var chat = read(asked(1));
    assertThat(chat.path("messages")).hasSize(100);
    assertThat(chat.path("messages").path(99).path("text").asText()).isEqualTo("№130");
    assertThat(chat.path("more").asBoolean()).isTrue();
  }
}
