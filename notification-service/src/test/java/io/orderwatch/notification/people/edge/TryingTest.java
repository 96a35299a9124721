package io.orderwatch.notification.people.edge;

import static io.orderwatch.notification.people.edge.Receivers.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.backing.edge.quarkus.Backed;
import io.orderwatch.backing.edge.quarkus.Door;
import io.orderwatch.notification.edge.Ground;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.mail.MessagingException;
import java.net.URI;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether a channel works is tried by one message, and its outcome is the answer. */
@QuarkusTest
@QuarkusTestResource(
    value = Backed.class,
    initArgs = {
      @ResourceArg(name = "schema", value = Ground.SCHEMA),
      @ResourceArg(name = "topics", value = Ground.TOPICS),
    })
@QuarkusTestResource(value = Receivers.class, restrictToAnnotatedClass = true)
@SuppressWarnings("NullAway.Init") // set by the framework
class TryingTest {

  @TestHTTPResource("/")
  URI service;

  private static String test(String channel) {
    return "POST /api/people/" + channel + "/test?store=" + OTHER;
  }

  @Test
  void a_webhook_is_told_once_signed_and_in_the_stores_language() {
    var answer = new Door(service).ask(test("desk"), null);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
    var told =
        Receivers.at("/desk").stream().filter(each -> each.body().contains("\"TEST\"")).toList();
    assertThat(told).hasSize(1);
    assertThat(told.getFirst().body()).contains("Проверка · магазин 7008", "Канал desk работает");
    assertThat(told.getFirst().headers().get("X-Orderwatch-Signature")).startsWith("sha256=");
  }

  @Test
  void mail_goes_to_whom_it_is_for() throws MessagingException {
    var answer = new Door(service).ask(test("owner"), null);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
    var subjects =
        Arrays.stream(Receivers.MAIL.getReceivedMessages())
            .filter(each -> Receivers.to(each, Receivers.OWNER))
            .toList();
    assertThat(subjects).hasSize(1);
    assertThat(subjects.getFirst().getSubject()).isEqualTo("Проверка · магазин 7008");
  }

  @ParameterizedTest
  @CsvSource({
    "broken, not-taken, status 503",
    "denied, refused, status 403",
    "full, refused, code 45009",
    "dead, not-taken, cannot be reached",
    "unread, refused, its address cannot be read",
  })
  void what_did_not_work_is_said_with_its_cause_and_without_secrets(
      String channel, String code, String cause) {
    var answer = new Door(service).ask(test(channel), null);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(502);
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    assertThat(answer.body())
        .contains("\"" + code + "\"", cause)
        .doesNotContain(Receivers.SECRET, "http://");
  }

  @Test
  void nobody_is_told_by_a_channel_that_is_not_there() {
    assertThat(new Door(service).problem(test("nobody"), null)).isEqualTo("404");
  }
}
