package io.orderwatch.ozon.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwatch.ozon.ChatLine;
import io.orderwatch.ozon.ChatMessage.Author;
import io.orderwatch.ozon.OzonChat;
import io.orderwatch.ozon.Page;
import io.orderwatch.ozon.Reply;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class ChatRecordsTest {

  private static final List<String> CANARIES =
      List.of(
          "Канарейкин Пётр",
          "4510 123456",
          "+79991234567",
          "kanareykin@canary.example",
          "ул. Секретная, д. 13");

  /** What may be looked at, in any object of an answer. */
  private static final List<String> FIELDS =
      List.of(
          "chat_id",
          "chat_status",
          "chat_type",
          "created_at",
          "last_message_id",
          "message_id",
          "type",
          "is_read",
          "is_image",
          "order_number",
          "cursor",
          "has_next");

  private static JsonNode json(String text) {
    try {
      return OzonJson.MAPPER.readTree(text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static <T> T ok(Reply<T> reply) {
    return reply.ok().orElseThrow();
  }

  @Test
  void a_list_tells_that_a_chat_is_there_and_how_far_it_is() {
    var page =
        ok(
            ChatRecords.chats(
                json(
                    """
                    {"chats":[
                      {"chat":{"chat_id":"c-1","chat_status":"OPENED","chat_type":"Buyer_Seller","created_at":"2026-10-05T09:01:00Z"},
                       "first_unread_message_id":"3000000000118021931","last_message_id":"30000000001280042740","unread_count":1},
                      {"chat":{"chat_id":"c-2","chat_status":"CLOSED","chat_type":"SELLER_SUPPORT"},"last_message_id":0},
                      {"chat":{"chat_id":"a name, not an id"}}],
                     "total_unread_count":5,"cursor":"30000002342123123","has_next":"true"}
                    """),
                ""));
    assertThat(page)
        .isEqualTo(
            new Page<>(
                List.of(
                    new OzonChat(
                        "c-1",
                        "opened",
                        "buyer_seller",
                        Instant.parse("2026-10-05T09:01:00Z"),
                        "30000000001280042740"),
                    new OzonChat("c-2", "closed", "seller_support", null, "")),
                "30000002342123123",
                true,
                1));
    assertThat(page.items()).extracting(OzonChat::withBuyer).containsExactly(true, false);
  }

  @Test
  void a_cursor_that_stands_still_ends_the_list() {
    var standing =
        json("{\"chats\":[{\"chat\":{\"chat_id\":\"c\"}}],\"cursor\":\"7\",\"has_next\":true}");
    assertThat(ok(ChatRecords.chats(standing, "7")).brokenOff()).isTrue();
    assertThat(ChatRecords.chats(json("{}"), "")).isInstanceOf(Reply.Doubtful.class);
    assertThat(ChatRecords.lines(json("{}"))).isInstanceOf(Reply.Doubtful.class);
  }

  @Test
  void a_message_is_told_without_a_word_of_it() {
    var page =
        ok(
            ChatRecords.lines(
                json(
                    """
                    {"has_next":true,"messages":[
                      {"message_id":"999","created_at":"2026-10-05T09:02:00Z","user":{"id":"1","type":"Seller"},
                       "data":["Здравствуйте!"],"is_read":true,"is_image":false,"context":{"order_number":"0132112277-0102","sku":"1"}},
                      {"message_id":18446744073709551615,"created_at":"2026-10-05T09:03:00Z","user":{"type":"\u0421ustomer"},
                       "data":["![](https://api-seller.ozon.ru/v2/chat/file/x/y)"],"is_read":"false","context":{"order_number":"a b"}},
                      {"message_id":"1000","created_at":"2026-10-05T09:02:30Z","user":{"type":"Crm"},"data":[],"is_image":true},
                      {"message_id":"none","created_at":"2026-10-05T09:02:30Z"}]}
                    """)));
    assertThat(page.items())
        .containsExactly(
            line("18446744073709551615", "09:03:00", Author.CUSTOMER, false, true, false, ""),
            line("1000", "09:02:30", Author.OTHER, false, true, false, ""),
            line("999", "09:02:00", Author.SELLER, true, false, true, "0132112277-0102"));
    assertThat(page.cursor()).as("older ones lie before it").isEqualTo("999");
    assertThat(page.unreadable()).isOne();
  }

  private static ChatLine line(
      String id,
      String time,
      Author author,
      boolean text,
      boolean file,
      boolean read,
      String order) {
    var at = Instant.parse("2026-10-05T" + time + "Z");
    return new ChatLine(id, at, author, text, file, read, order);
  }

  @Test
  void of_a_buyers_words_only_what_is_made_of_them_comes_out() {
    var answers =
        ok(
            ChatRecords.answers(
                json(
                    """
                    {"messages":[{"message_id":"2","user":{"type":"Customer"},"data":["4510 123456"]},
                                 {"message_id":"1","user":{"type":"Seller"},"data":["four"]}]}
                    """),
                String::length));
    assertThat(answers).isEqualTo(Map.of("2", 11));
  }

  /** Whatever Ozon writes, in whatever place: only what is allowed comes out. */
  @RepeatedTest(500)
  void nothing_but_the_allowed_fields_comes_out(RepetitionInfo round) {
    var chance = new Random(round.getCurrentRepetition());
    var chats = answer(chance, "chats", "chat");
    var messages = answer(chance, "messages", "user");
    var out =
        ChatRecords.chats(chats, "")
            + " "
            + ChatRecords.lines(messages)
            + " "
            + ChatRecords.answers(messages, String::isBlank);
    for (var canary : CANARIES) {
      assertThat(out).doesNotContain(canary);
    }
  }

  private static ObjectNode answer(Random chance, String list, String inner) {
    var answer = object(chance, 1);
    var entries = answer.putArray(list);
    for (var entry = chance.nextInt(4); entry >= 0; entry--) {
      var node = object(chance, 2);
      node.set(inner, object(chance, 1));
      node.set("context", object(chance, 1));
      node.putArray("data").add(canary(chance)).add(node.toString());
      entries.add(node);
    }
    return answer;
  }

  /** Some of the fields that are looked at, with good values, and canaries in all others. */
  private static ObjectNode object(Random chance, int depth) {
    var node = JsonNodeFactory.instance.objectNode();
    for (var field : FIELDS) {
      if (chance.nextInt(4) != 0) {
        node.set(field, value(chance, field));
      }
    }
    for (var other = chance.nextInt(5); other >= 0; other--) {
      var name = List.of("name", "text", "data", "id", "phone", "comment").get(other);
      node.set(
          name,
          depth > 0 && chance.nextBoolean()
              ? object(chance, depth - 1)
              : JsonNodeFactory.instance.textNode(canary(chance)));
    }
    return node;
  }

  /** Where an id or a time belongs may stand anything too, but it is no id and no time then. */
  private static JsonNode value(Random chance, String field) {
    var words = field.equals("chat_status") || field.equals("chat_type") || field.equals("cursor");
    if (!words && chance.nextInt(3) == 0) {
      return JsonNodeFactory.instance.textNode(canary(chance));
    }
    return JsonNodeFactory.instance.textNode(
        switch (field) {
          case "created_at" -> "2026-10-05T09:01:00Z";
          case "type" -> "Customer";
          case "has_next", "is_read", "is_image" -> "" + chance.nextBoolean();
          default -> "" + (1 + chance.nextInt(1000));
        });
  }

  private static String canary(Random chance) {
    return CANARIES.get(chance.nextInt(CANARIES.size()));
  }
}
