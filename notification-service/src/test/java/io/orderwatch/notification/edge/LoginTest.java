package io.orderwatch.notification.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.backing.edge.Issuer;
import io.orderwatch.backing.edge.quarkus.Backed;
import io.orderwatch.backing.edge.quarkus.Door;
import io.orderwatch.backing.edge.quarkus.Issued;
import io.orderwatch.backing.edge.quarkus.Surfer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.Test;

/**
 * Who asks says so by a token: a program, the page for whoever looks at it, or a browser that comes
 * here itself.
 */
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
      @ResourceArg(name = "orderwatch.ozon.keys", value = "1001=key"),
      @ResourceArg(name = "orderwatch.ozon.url", value = "http://127.0.0.1:9"),
      @ResourceArg(
          name = "orderwatch.roles.groups",
          value = "look=viewer;act=operator;own=admin;act-1002=operator@1002"),
    })
@QuarkusTestResource(value = Issued.class, restrictToAnnotatedClass = true)
class LoginTest {

  private static final String LOOKS = "GET /api/tasks?store=1001";

  @SuppressWarnings("NullAway.Init") // set by the framework
  @TestHTTPResource("/")
  URI service;

  @SuppressWarnings("NullAway.Init") // set by the framework
  @TestHTTPResource(management = true)
  URI management;

  @SuppressWarnings("NullAway.Init") // set by the framework
  Issuer issuer;

  private int asked(String request, String token) {
    var body = request.startsWith("GET") ? null : "{}";
    return new Door(service).ask(request, body, "Authorization", "Bearer " + token).statusCode();
  }

  @Test
  void a_token_opens_what_its_groups_may_and_one_that_is_not_good_opens_nothing() {
    assertThat(asked(LOOKS, issuer.token("robot", "look"))).isEqualTo(200);
    assertThat(asked(LOOKS, issuer.token("robot", "act-1002"))).as("another store").isEqualTo(403);
    assertThat(asked(LOOKS, issuer.token("robot", "others"))).isEqualTo(403);
    assertThat(asked(LOOKS, issuer.expired("robot", "look"))).isEqualTo(401);
    assertThat(asked(LOOKS, issuer.foreign("robot", "look"))).isEqualTo(401);
    assertThat(asked(LOOKS, issuer.forAnother("robot", "look"))).isEqualTo(401);
    var level = "PUT /api/log-levels/io.orderwatch";
    assertThat(asked(level, issuer.token("robot", "act"))).isEqualTo(403);
    assertThat(asked(level, issuer.token("robot", "own"))).as("a body is asked for").isEqualTo(400);
  }

  @Test
  void who_brings_none_is_told_401_whatever_his_headers_say() {
    var door = new Door(service);
    assertThat(
            door.problem(
                LOOKS, null, "X-Forwarded-Groups", "own", "X-Forwarded-Preferred-Username", "anna"))
        .isEqualTo("401");
  }

  @Test
  void probes_and_prometheus_are_not_asked() {
    assertThat(new Door(management).managed()).isEqualTo(Door.MANAGED);
    assertThat(new Door(service).managed()).isEmpty();
  }

  @Test
  void a_browser_that_comes_here_logs_in_and_out() {
    try (var anna = new Surfer(service, "anna", "look")) {
      assertThat(anna.visits(LOOKS.substring(4)).statusCode()).isEqualTo(200);
      var out = anna.opens("/oauth2/logout");
      assertThat(out.headers().firstValue("Location").orElse(""))
          .startsWith(issuer.address() + "/endsession");
      assertThat(anna.opens(LOOKS.substring(4)).statusCode()).isEqualTo(302);
    }
  }

  @Test
  void what_is_done_is_done_by_whom_the_token_names() {
    var door = new Door(service);
    var token = "Bearer " + issuer.token("anna", "act");
    var kept =
        door.ask(
            "PUT /api/opt-outs/1001/order-1", "{\"requestedBy\":\"boss\"}", "Authorization", token);
    assertThat(kept.body()).contains("\"by\":\"anna\"").doesNotContain("boss");
  }
}
