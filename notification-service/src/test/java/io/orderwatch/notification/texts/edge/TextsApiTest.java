package io.orderwatch.notification.texts.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.backing.edge.quarkus.Backed;
import io.orderwatch.backing.edge.quarkus.Door;
import io.orderwatch.notification.edge.Ground;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** The texts, their previews and the linter through the door. */
@QuarkusTest
@QuarkusTestResource(
    value = Backed.class,
    initArgs = {
      @ResourceArg(name = "schema", value = Ground.SCHEMA),
      @ResourceArg(name = "topics", value = Ground.TOPICS),
    })
class TextsApiTest {

  @SuppressWarnings("NullAway.Init") // set by the framework
  @TestHTTPResource("/")
  URI service;

  private String ask(String request, String body) {
    var answer = new Door(service).ask(request, body);
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }

  @Test
  void each_text_stands_beside_the_russian_one() {
    var all = new JsonArray(ask("GET /api/templates?lang=zh", ""));
    assertThat(all).hasSize(10);
    var first = all.getJsonObject(0);
    assertThat(first.getString("situation")).isEqualTo("first");
    assertThat(first.getString("text")).startsWith("您好").contains("{until}");
    assertThat(first.getString("russian")).startsWith("Здравствуйте!").contains("{until}");
    assertThat(first.getBoolean("ladder")).isTrue();
  }

  @Test
  void a_preview_is_what_the_buyer_would_read() {
    var preview =
        new JsonObject(
            ask(
                "GET /api/templates/last/preview?store=1001&order=0132112277-0102&deadline=2099-11-24T13:00:00Z&lang=en&step=3",
                ""));
    assertThat(preview.getString("russian"))
        .contains("№ 0132112277-0102", "15:30 24 ноября по московскому времени", "(№ 3)");
    assertThat(preview.getString("text")).startsWith("Hello!").contains("15:30 on 24 November");
    assertThat(preview.getBoolean("own")).isFalse();
    assertThat(preview.getJsonArray("findings")).isEmpty();
    assertThat(preview.getInteger("characters")).isBetween(300, 510);
  }

  @Test
  void a_finding_says_what_where_how_bad_and_what_instead() {
    var verdict =
        new JsonObject(ask("POST /api/lint", "{\"text\":\"Ждём! Пришлите фото паспорта.\"}"));
    assertThat(verdict.getBoolean("sendable")).isFalse();
    var finding = verdict.getJsonArray("findings").getJsonObject(0);
    assertThat(finding.getString("rule")).isEqualTo("DATA_REQUEST");
    assertThat(finding.getString("level")).isEqualTo("refuse");
    assertThat(finding.getInteger("offset")).isEqualTo(6);
    assertThat(finding.getInteger("length")).isEqualTo("Пришлите фото паспорта".length());
    assertThat(finding.getString("instead")).contains("на странице заказа");
    assertThat(finding.getString("source")).contains("H12");
    assertThat(finding.getString("date")).isEqualTo("2026-09");
    var fine = new JsonObject(ask("POST /api/lint", "{\"text\":\"Спасибо за заказ.\"}"));
    assertThat(fine.getBoolean("sendable")).isTrue();
    assertThat(fine.getJsonArray("findings")).isEmpty();
  }
}
