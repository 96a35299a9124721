package io.orderwatch.compliance.board.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.backing.edge.Issuer;
import io.orderwatch.backing.edge.quarkus.Issued;
import io.orderwatch.backing.edge.quarkus.Surfer;
import io.orderwatch.compliance.edge.Backing;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page behind a gateway that ends TLS: what a browser gets is for https, whoever lies. */
@QuarkusTest
@QuarkusTestResource(value = Backing.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(
    value = Issued.class,
    restrictToAnnotatedClass = true,
    initArgs = @ResourceArg(name = "orderwatch.login.https", value = "true"))
class LoginByHttpsTest {

  @SuppressWarnings("NullAway.Init") // set by the framework
  @TestHTTPResource("/")
  URI address;

  @SuppressWarnings("NullAway.Init") // set by the framework
  Issuer issuer;

  private Surfer surfer() {
    return new Surfer(address, "anna", "orderwatch-operators");
  }

  private String token(String... groups) {
    return "Bearer " + issuer.token("anna", groups);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https", "http"})
  void the_cookies_of_login_and_forms_are_for_https_whatever_a_header_says(String scheme) {
    try (var anna = surfer()) {
      anna.send(
          anna.request("/").header("X-Forwarded-Proto", scheme).header("Accept", "text/html"));
      anna.send(
          anna.request("/")
              .header("X-Forwarded-Proto", scheme)
              .header("Authorization", token("orderwatch-operators")));
      assertThat(anna.given())
          .anyMatch(each -> each.startsWith("q_auth_"))
          .anyMatch(each -> each.startsWith("orderwatch-form="))
          .allMatch(each -> each.contains("Secure") && each.matches("(?i).*HttpOnly.*"));
    }
  }

  @Test
  void what_is_told_live_is_gathered_by_no_gateway() throws IOException, InterruptedException {
    try (var anna = surfer();
        var http = HttpClient.newHttpClient()) {
      var asked =
          anna.request("/board/events")
              .header("Accept", "text/event-stream")
              .header("Authorization", token("orderwatch-viewers"))
              .build();
      var told = http.send(asked, BodyHandlers.ofInputStream());
      try (var body = told.body()) {
        assertThat(told.statusCode()).isEqualTo(200);
        assertThat(told.headers().allValues("X-Accel-Buffering")).containsExactly("no");
        assertThat(body.read()).isPositive();
      }
      http.shutdownNow();
    }
  }

  @Test
  void a_header_that_a_gateway_would_write_opens_nothing_and_leads_nowhere() {
    try (var liar = surfer()) {
      var sent =
          liar.send(
              liar.request("/")
                  .header("Accept", "text/html")
                  .header("X-Forwarded-Host", "elsewhere.example.com")
                  .header("X-Forwarded-Prefix", "/elsewhere")
                  .header("X-Forwarded-For", "127.0.0.1")
                  .header("X-Forwarded-User", "anna")
                  .header("X-Forwarded-Groups", "orderwatch-admins")
                  .header("Forwarded", "for=127.0.0.1;host=elsewhere.example.com;proto=https"));
      assertThat(sent.statusCode()).isEqualTo(302);
      assertThat(sent.headers().firstValue("Location").orElse(""))
          .contains("redirect_uri=https%3A%2F%2Flocalhost%3A")
          .doesNotContain("elsewhere");
    }
  }
}
