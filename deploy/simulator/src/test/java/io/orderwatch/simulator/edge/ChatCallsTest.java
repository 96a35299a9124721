package io.orderwatch.simulator.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChatCallsTest {

  private static final String SCENARIO =
      """
      {"postings": 9, "arrivalWindow": "PT0S", "awaitingShare": 1, "buyers": {"never": 1},
       "integrations": {"aggregator": 1}, "readerShare": 1, "readDelay": "PT40M", "answerShare": 1}
      """;

  private Running running;

  @BeforeEach
  void start(@TempDir Path data) throws IOException {
    running = new Running(data, SCENARIO);
  }

  @AfterEach
  void stop() throws IOException {
    running.close();
  }

  private List<String> postings() throws IOException {
    var postings = new ArrayList<String>();
    for (var posting : running.admin("/simulator/postings")) {
      if (posting.path("store").asText().equals("1001")) {
        postings.add(posting.path("posting").asText());
      }
    }
    return postings;
  }

  private JsonNode list(String status, boolean unread, int limit, String cursor)
      throws IOException {
    return running.answer(
        "/v3/chat/list",
        "{\"filter\":{\"chat_status\":\"%s\",\"unread_only\":%s},\"limit\":%d,\"cursor\":\"%s\"}"
            .formatted(status, unread, limit, cursor));
  }

  private JsonNode history(String chat) throws IOException {
    return running.answer("/v3/chat/history", "{\"chat_id\": \"" + chat + "\"}").path("messages");
  }

  private static List<String> ids(JsonNode list) {
    return list.path("chats").findValuesAsText("chat_id");
  }

  @Test
  void the_chats_of_a_store_are_paged_and_filtered() throws IOException {
    var chats = new ArrayList<String>();
    for (var posting : postings()) {
      chats.add(running.chat(posting));
    }
    assertThat(chats).hasSizeGreaterThan(2);
    var paged = new ArrayList<String>();
    var cursor = "";
    JsonNode page;
    do {
      page = list("Opened", false, 1, cursor);
      paged.addAll(ids(page));
      cursor = page.path("cursor").asText();
    } while (page.path("has_next").asBoolean());
    assertThat(paged).containsExactlyInAnyOrderElementsOf(chats);
    assertThat(ids(list("Closed", false, 100, ""))).isEmpty();
    assertThat(ids(list("All", true, 100, ""))).as("nobody has answered yet").isEmpty();

    running.answer("/v1/chat/send/message", Running.message(chats.getFirst()));
    running.clock.tick(Duration.ofHours(1));
    assertThat(history(chats.getFirst()).findValues("is_read").getLast().asBoolean())
        .as("the buyer has read it")
        .isTrue();
    assertThat(ids(list("All", true, 100, ""))).containsExactly(chats.getFirst());
    running.clock.tick(Duration.ofDays(10));
    assertThat(ids(list("Closed", false, 100, ""))).containsExactlyInAnyOrderElementsOf(chats);
  }

  @Test
  void what_a_person_writes_in_the_cabinet_stands_in_the_chat() throws IOException {
    var posting = running.posting();
    var said =
        """
        {"store": "1001", "posting": "%s", "text": "Внесите паспортные данные"}"""
            .formatted(posting);
    assertThat(running.change("/simulator/cabinet/write", said).statusCode()).isEqualTo(200);
    var message = history(running.chat(posting)).path(0);
    assertThat(message.path("user").path("type").asText()).isEqualTo("Seller");
    assertThat(message.path("data").path(0).asText()).isEqualTo("Внесите паспортные данные");
    assertThat(message.path("is_read").asBoolean()).isFalse();
    assertThat(
            running
                .change("/simulator/cabinet/write", said.replace(posting, "no-such"))
                .statusCode())
        .isEqualTo(404);
  }
}
