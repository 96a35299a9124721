package io.orderwatch.notification.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.backing.edge.quarkus.Backed;
import io.orderwatch.backing.edge.quarkus.Issued;
import io.orderwatch.backing.edge.quarkus.Surfer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** Behind a gateway that ends TLS a request looks like http; browsers come by https. */
@QuarkusTest
@QuarkusTestResource(
    value = Backed.class,
    restrictToAnnotatedClass = true,
    initArgs = {
      @ResourceArg(name = "schema", value = "notification"),
      @ResourceArg(
          name = "topics",
          value =
              "ozon.passports.v1,ozon.shipments.v1,ozon.chats.v1,ozon.stores.v1,"
                  + "ozon.messages.v1,notification-service.dlq"),
    })
@QuarkusTestResource(
    value = Issued.class,
    restrictToAnnotatedClass = true,
    initArgs = @ResourceArg(name = "orderwatch.login.https", value = "true"))
class LoginByHttpsTest {

  @SuppressWarnings("NullAway.Init") // set by the framework
  @TestHTTPResource("/")
  URI service;

  @Test
  void cookies_are_for_https_alone_and_the_way_back_is_https_whatever_the_request_says() {
    try (var anna = new Surfer(service, "anna", "orderwatch-viewers")) {
      var sent =
          anna.send(
              anna.request("/api/tasks")
                  .header("Accept", "text/html")
                  .header("X-Forwarded-Proto", "http")
                  .header("X-Forwarded-Host", "elsewhere.example.com")
                  .GET());
      assertThat(sent.headers().firstValue("Location").orElse(""))
          .contains("redirect_uri=https%3A%2F%2Flocalhost%3A")
          .doesNotContain("elsewhere");
      assertThat(sent.headers().allValues("Set-Cookie"))
          .isNotEmpty()
          .allMatch(each -> each.contains("Secure") && each.contains("HTTPOnly"));
    }
  }
}
