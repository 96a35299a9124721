package io.orderwatch.logistics.edge;

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
      @ResourceArg(name = "schema", value = "logistics"),
      @ResourceArg(
          name = "topics",
          value =
              "ozon.postings.v1,ozon.cancellations.v1,ozon.returns.v1,ozon.shipment-commands.v1,"
                  + "ozon.shipments.v1,logistics-service.dlq"),
      @ResourceArg(name = "orderwatch.ozon.keys", value = "1001=key"),
      @ResourceArg(name = "orderwatch.ozon.url", value = "http://127.0.0.1:9"),
      @ResourceArg(name = "orderwatch.four-eyes.actions", value = "open-dispute"),
      @ResourceArg(
          name = "orderwatch.roles.groups",
          value = "look=viewer;act=operator;own=admin;act-1002=operator@1002"),
    })
@QuarkusTestResource(
    value = Issued.class,
    restrictToAnnotatedClass = true,
    initArgs =
        @ResourceArg(
            name = "orderwatch.login.after-logout",
            value = "https://board.example.com/?a=b&c"))
class LoginTest {

  private static final String LOOKS = "GET /api/postings/1001/1-1/commands";

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
          .startsWith(issuer.address() + "/endsession")
          .endsWith("&post_logout_redirect_uri=https%3A%2F%2Fboard.example.com%2F%3Fa%3Db%26c");
      assertThat(anna.opens(LOOKS.substring(4)).statusCode()).isEqualTo(302);
    }
  }

  @Test
  void what_is_asked_for_is_asked_for_by_whom_the_token_names() {
    var door = new Door(service);
    // It waits for a second person, so no outlet is faster than the answer.
    var dispute = "{\"reason\":\"lost\",\"requestedBy\":\"boss\",\"commandId\":\"by-token\"}";
    var token = bearer("anna", "act");
    var asked = door.ask("POST /api/postings/1001/1-1/dispute", dispute, "Authorization", token);
    assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
    assertThat(asked.headers().firstValue("Location"))
        .as("no scheme and no host, which only the gateway knows")
        .contains("/api/postings/1001/1-1/commands/by-token");
    var kept =
        door.ask("GET /api/postings/1001/1-1/commands/by-token", null, "Authorization", token);
    assertThat(kept.body()).contains("\"requestedBy\":\"anna\"").doesNotContain("boss");
  }

  @Test
  void a_second_person_is_another_token_whatever_its_body_says() {
    var door = new Door(service);
    var ask = "{\"reason\":\"lost\",\"requestedBy\":\"boss\",\"commandId\":\"two\"}";
    var dispute = "POST /api/postings/1001/2-2/dispute";
    var asked = door.ask(dispute, ask, "Authorization", bearer("anna", "act"));
    assertThat(asked.body()).contains("\"state\":\"proposed\"", "\"requestedBy\":\"anna\"");
    var approve = "POST /api/postings/1001/2-2/commands/two/approve";
    var body = "{\"requestedBy\":\"boris\"}";
    var own = door.ask(approve, body, "Authorization", bearer("anna", "act"));
    assertThat(own.statusCode()).isEqualTo(409);
    assertThat(own.body()).contains("same-person");
    assertThat(door.ask(approve, body, "Authorization", bearer("vera", "look")).statusCode())
        .as("who only looks")
        .isEqualTo(403);
    assertThat(door.ask(approve, body, "Authorization", bearer("vera", "act-1002")).statusCode())
        .as("who acts in another store")
        .isEqualTo(403);
    assertThat(door.ask(approve, body).statusCode()).as("nobody").isEqualTo(401);
    var approved = door.ask(approve, body, "Authorization", bearer("vera", "act"));
    assertThat(approved.statusCode()).as(approved.body()).isEqualTo(202);
    assertThat(approved.body()).contains("\"approvedBy\":\"vera\"").doesNotContain("boris");
  }

  private String bearer(String name, String group) {
    return "Bearer " + issuer.token(name, group);
  }
}
