package io.orderwatch.compliance.board.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderwatch.backing.edge.Issuer;
import io.orderwatch.backing.edge.quarkus.Issued;
import io.orderwatch.backing.edge.quarkus.Surfer;
import io.orderwatch.compliance.edge.Backing;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An issuer that is away: people read so on a page, in the dress of the others. */
@QuarkusTest
@QuarkusTestResource(value = Backing.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(
    value = Issued.class,
    restrictToAnnotatedClass = true,
    initArgs = @ResourceArg(name = "late", value = "true"))
class IssuerAwayTest {

  private static final String PAGE = "text/html,application/xhtml+xml,*/*;q=0.8";

  @SuppressWarnings("NullAway.Init") // set by the framework
  @TestHTTPResource("/")
  URI address;

  @SuppressWarnings("NullAway.Init") // set by the framework
  Issuer issuer;

  private static HttpRequest.Builder page(Surfer surfer, String path, String languages) {
    return surfer.request(path).header("Accept", PAGE).header("Accept-Language", languages).GET();
  }

  @Test
  void people_read_that_nobody_can_log_in_and_come_in_when_it_is_there() {
    try (var anna = new Surfer(address, "anna", "orderwatch-viewers")) {
      var waits = anna.send(page(anna, "/?lang=en&state=supplied", "ru"));
      assertThat(Shown.page(waits, 503, "en"))
          .contains("Nobody can log in right now", "The login server does not answer")
          .as("the same address again, with its filter")
          .contains("<a class=\"open\" href=\"\">Try again</a>")
          .doesNotContain("supplied", "/oauth2/logout");
      assertThat(waits.headers().firstValue("Retry-After")).contains("5");
      assertThat(Shown.page(anna.send(page(anna, "/postings/1001/1-1", "ru, en")), 503, "ru"))
          .contains("Сервер входа не отвечает");
      assertThat(Shown.page(anna.opens("/"), 503, "zh")).contains("登录服务器没有响应");

      assertThat(anna.opens("/board/board.css").statusCode()).as("its dress").isEqualTo(200);
      assertThat(anna.opens("/board/board.js").statusCode()).as("and no more").isEqualTo(503);
      for (var asked :
          List.of(
              anna.request("/api/cases").header("Accept", PAGE).GET(),
              anna.request("/").header("Authorization", "Bearer x.y.z").GET())) {
        var told = anna.send(asked);
        assertThat(told.statusCode()).isEqualTo(503);
        assertThat(told.headers().firstValue("Content-Type")).contains("application/problem+json");
      }

      issuer.arrives();
      await()
          .untilAsserted(
              () -> assertThat(anna.visits("/?lang=en").body()).contains("anna, viewer"));
    }
  }
}
