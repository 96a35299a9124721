package io.orderwatch.ingest.chat.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.contracts.ChatRef;
import io.orderwatch.ingest.posting.edge.FakeOzon;
import io.orderwatch.ingest.posting.edge.Ingest;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChatReadingTest {

  private static final String LIST = "/v3/chat/list";
  private static final String HISTORY = "/v3/chat/history";
  private static final String NONE = list("");
  private static final String CUSTOMER = "\u0421ustomer";

  private Ingest ingest;
  private FakeOzon ozon;
  private ChatReading reading;

  @BeforeEach
  void start() throws Exception {
    ingest = new Ingest();
    reading = ingest.chats();
    ozon = new FakeOzon();
    ozon.answers(LIST, NONE);
    ozon.answers(HISTORY, history(false));
  }

  @AfterEach
  void stop() {
    ozon.close();
    ingest.close();
  }

  private static String list(String cursor, String... chats) {
    return "{\"chats\":[%s],\"total_unread_count\":5,\"cursor\":\"%s\",\"has_next\":\"%s\"}"
        .formatted(String.join(",", chats), cursor, !cursor.isEmpty());
  }

  private static String chat(String id, String status, String type, int last) {
    return """
    {"chat":{"chat_id":"%s","chat_status":"%s","chat_type":"%s","created_at":"2026-11-01T09:00:00Z"},
     "first_unread_message_id":"0","last_message_id":"%s","unread_count":1}"""
        .formatted(id, status, type, last == 0 ? "0" : number(last));
  }

  private static String open(String id, int last) {
    return chat(id, "OPENED", "BUYER_SELLER", last);
  }

  private static String closed(String id, int last) {
    return chat(id, "CLOSED", "BUYER_SELLER", last);
  }

  private static String number(int message) {
    return "3000000000817031" + (100 + message);
  }

  private static String history(boolean hasNext, String... messages) {
    return "{\"has_next\":%s,\"messages\":[%s]}".formatted(hasNext, String.join(",", messages));
  }

  /** With all that people may write. */
  private static String message(int id, String author, boolean read) {
    return """
    {"message_id":"%s","created_at":"2026-11-01T09:%02d:00Z","user":{"id":"115568","type":"%s"},"is_read":%s,"is_image":false,
     "moderate_image_status":"SUCCESS","data":["Canary Petrov, passport 4509 123456"],
     "context":{"order_number":"0132112277-0102","sku":"827098843"}}"""
        .formatted(number(id), id, author, read);
  }

  private String read() throws Exception {
    ingest.machine.tick(Duration.ofMinutes(5));
    return ingest.read(reading, ozon);
  }

  private List<String> bodies(String path) {
    return ozon.asked.stream()
        .filter(each -> each.path().equals(path))
        .map(FakeOzon.Asked::body)
        .toList();
  }

  @Test
  void who_wrote_and_who_read_is_told_once() throws Exception {
    ozon.answers(LIST, list("", open("c-1", 2)));
    ozon.answers(HISTORY, history(false, message(2, CUSTOMER, false), message(1, "Seller", true)));
    assertThat(read()).isEqualTo("complete");
    assertThat(read()).isEqualTo("complete");
    assertThat(ingest.published())
        .containsExactly(
            "chat.started.v1 1001:c-1",
            "chat.message-received.v1 1001:c-1",
            "chat.message-received.v1 1001:c-1",
            "chat.message-read.v1 1001:c-1");
    assertThat(bodies(HISTORY)).as("nothing new and nothing unread: not read again").hasSize(1);
    assertThat(ingest.outbox().get(1).payload())
        .contains("\"from\":\"SELLER\"", "\"hasText\":true", "\"orderNumber\":\"0132112277-0102\"");
  }

  @Test
  void what_the_buyer_had_not_read_is_looked_after_until_he_has() throws Exception {
    ozon.answers(LIST, list("", open("c-1", 1)));
    ozon.answers(
        HISTORY,
        history(false, message(1, "Seller", false)),
        history(false, message(1, "Seller", false)),
        history(false, message(1, "Seller", true)));
    read();
    read();
    assertThat(ingest.published()).doesNotContain("chat.message-read.v1 1001:c-1");
    read();
    read();
    assertThat(ingest.published().getLast()).isEqualTo("chat.message-read.v1 1001:c-1");
    assertThat(bodies(HISTORY)).hasSize(3);
  }

  @Test
  void only_chats_with_buyers_are_told() throws Exception {
    ozon.answers(
        LIST,
        list(
            "",
            chat("c-1", "OPENED", "Buyer_Seller_Select", 0),
            chat("c-2", "OPENED", "SELLER_SUPPORT", 4),
            chat("no id at all", "OPENED", "BUYER_SELLER", 4)));
    assertThat(read()).isEqualTo("complete");
    assertThat(ingest.published()).containsExactly("chat.started.v1 1001:c-1");
    assertThat(ingest.unreadable.all()).extracting(each -> each.field()).containsExactly("chat_id");
  }

  @Test
  void a_list_and_a_long_talk_are_read_to_their_ends() throws Exception {
    ozon.answers(LIST, list("next", open("c-1", 3)), list("", open("c-2", 0)));
    ozon.answers(
        HISTORY,
        history(true, message(3, CUSTOMER, true)),
        history(true, message(2, "Crm", true)),
        history(false, message(1, CUSTOMER, true)),
        history(false));
    assertThat(read()).isEqualTo("complete");
    assertThat(ingest.published()).filteredOn(each -> each.contains("received")).hasSize(3);
    assertThat(bodies(HISTORY).get(1)).contains("\"from_message_id\":" + number(3));
    assertThat(bodies(LIST).get(1)).contains("\"cursor\":\"next\"", "\"Opened\"");
  }

  @Test
  void one_that_is_open_no_more_is_looked_for_among_the_closed() throws Exception {
    ozon.answers(LIST, list("", open("c-1", 0), open("c-2", 0)));
    read();
    ozon.answers(LIST, list("", open("c-2", 0)), list("", closed("c-1", 0), closed("c-0", 0)));
    assertThat(read()).isEqualTo("complete");
    assertThat(ingest.published())
        .as("one that was closed before we knew it concerns nobody")
        .containsExactlyInAnyOrder(
            "chat.started.v1 1001:c-1", "chat.started.v1 1001:c-2", "chat.closed.v1 1001:c-1");
  }

  @Test
  void one_that_only_vanished_from_the_list_is_not_closed() throws Exception {
    ozon.answers(LIST, list("", open("c-1", 0)));
    read();
    ozon.answers(LIST, NONE);
    assertThat(read()).isEqualTo("complete");
    assertThat(ingest.published()).containsExactly("chat.started.v1 1001:c-1");
  }

  @Test
  void more_than_fits_in_one_round_is_read_in_the_next_ones() throws Exception {
    ozon.answers(
        LIST,
        list("", Stream.of("a", "b", "c", "d", "e").map(id -> open(id, 1)).toArray(String[]::new)));
    ozon.answers(HISTORY, history(false, message(1, "Seller", false)));
    read();
    assertThat(ingest.published()).filteredOn(each -> each.contains("started")).hasSize(3);
    read();
    assertThat(ingest.published()).filteredOn(each -> each.contains("started")).hasSize(5);
    for (var round = 0; round < 5; round++) {
      read();
    }
    assertThat(bodies(HISTORY).stream().skip(6).distinct())
        .as("of the unread each has its turn")
        .hasSize(5);
  }

  @Test
  void a_chat_that_a_push_hints_at_is_read_at_once() throws Exception {
    ozon.answers(HISTORY, history(false, message(1, CUSTOMER, false)));
    var chat = new ChatRef(FakeOzon.STORE, "c-1");
    assertThat(reading.reread(ozon.client(), chat).ok()).isPresent();
    ozon.answers(LIST, list("", open("c-1", 1)));
    read();
    assertThat(ingest.published())
        .as("and the next round finds nothing new")
        .containsExactly("chat.started.v1 1001:c-1", "chat.message-received.v1 1001:c-1");
  }

  @Test
  void a_push_whose_chat_has_more_than_a_page_of_news_is_left_to_the_round() throws Exception {
    ozon.answers(HISTORY, history(true, message(9, CUSTOMER, false)));
    reading.reread(ozon.client(), new ChatRef(FakeOzon.STORE, "c-1"));
    assertThat(ingest.published()).isEmpty();
  }

  @Test
  void a_refused_list_moves_no_mark_and_a_refused_chat_leaves_the_others_their_turn()
      throws Exception {
    ozon.answers(LIST, list("", open("c-1", 1)), list("", open("c-1", 1), open("c-2", 1)));
    ozon.answers(HISTORY, history(false, message(1, CUSTOMER, false)));
    ozon.refusesFirst(HISTORY, 404, "");
    assertThat(read()).startsWith("refused");
    assertThat(ingest.polls.find(FakeOzon.STORE, "chats").orElseThrow().mark()).isNull();
    assertThat(read()).isEqualTo("complete");
    assertThat(ingest.published()).filteredOn(each -> each.contains("started")).hasSize(2);
  }

  @Test
  void not_a_word_of_what_was_written_passes_the_door() throws Exception {
    ozon.answers(LIST, list("", open("c-1", 2)));
    ozon.answers(HISTORY, history(false, message(2, CUSTOMER, false), message(1, "Seller", true)));
    read();
    assertThat(ingest.outbox().toString())
        .contains(number(2))
        .doesNotContain("Canary", "4509", "Petrov", "115568");
  }
}
