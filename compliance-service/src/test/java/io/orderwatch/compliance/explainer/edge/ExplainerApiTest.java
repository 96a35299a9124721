package io.orderwatch.compliance.explainer.edge;

import static io.orderwatch.compliance.explainer.Samples.posting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwatch.compliance.edge.Backing;
import io.orderwatch.compliance.edge.Service;
import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.PostingEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backing.class)
class ExplainerApiTest {

  private static final String ACTIONS = "/api/postings/1001/0132112277-0102-1/actions";

  private final Service service = new Service();

  @AfterEach
  void close() {
    service.close();
  }

  @Test
  void why_only_cancel_is_shown_is_answered_in_three_languages_until_the_passport_comes() {
    var waiting =
        posting("awaiting_packaging", Posting.AWAITING_PASSPORT, "non_integrated", "cancel");
    service.tell(new PostingEvent.Received(waiting), Service.NOON);
    await().until(() -> service.get(ACTIONS).statusCode() == 200);

    assertThat(answer("en"))
        .startsWith(
            "Why does the order show only \"cancel\", and no field for the tracking number?")
        .contains("has not given the recipient's passport data", "Do not pack, do not ship");
    assertThat(answer("ru"))
        .startsWith("Почему для заказа доступна только отмена и нет поля для трек-номера?")
        .contains("покупатель ещё не указал паспортные данные", "Не собирайте, не отправляйте");
    assertThat(answer("zh"))
        .startsWith("为什么订单只显示“取消”，没有填写物流单号的字段？")
        .contains("买家还没有填写收件人的护照信息", "不要打包、不要发货、不要取消");

    var read = service.json(service.get(ACTIONS + "?lang=en"));
    assertThat(shown(read, "absent")).contains("set_track_number", "ship").doesNotContain("cancel");
    assertThat(shown(read, "offered")).containsExactly("cancel");
    assertThat(read.get("trackingNumber").get("citation").get("read").asText())
        .isEqualTo("2026-10-01");

    var supplied =
        posting("awaiting_deliver", "posting_registered", "non_integrated", "set_track_number");
    service.tell(
        new PostingEvent.Changed(
            supplied.withVersion(2), "awaiting_packaging", Posting.AWAITING_PASSPORT),
        Service.NOON.plusSeconds(60));
    await().until(() -> service.json(service.get(ACTIONS)).get("trackingNumber").isNull());
    assertThat(shown(service.json(service.get(ACTIONS)), "offered"))
        .containsExactly("set_track_number");
  }

  @Test
  void what_was_never_heard_of_is_not_found_and_other_languages_are_refused() {
    assertThat(service.get("/api/postings/1001/9-9-9/actions").statusCode()).isEqualTo(404);
    assertThat(service.get("/api/postings/shop/9-9-9/actions").statusCode()).isEqualTo(400);
    assertThat(service.get(ACTIONS + "?lang=fr").statusCode()).isEqualTo(400);
  }

  private String answer(String language) {
    var read = service.json(service.get(ACTIONS + "?lang=" + language)).get("trackingNumber");
    return read.get("question").asText() + " " + read.get("answer").asText();
  }

  private static List<String> shown(JsonNode read, String shown) {
    var actions = new ArrayList<String>();
    for (var each : read.get("actions")) {
      if (each.get("shown").asText().equals(shown)) {
        actions.add(each.get("action").asText());
      }
    }
    return actions;
  }
}
