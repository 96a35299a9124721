package io.orderwatch.logistics.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** An issuer that is away when the service starts keeps people out, and stops nothing else. */
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
    })
@QuarkusTestResource(
    value = Issued.class,
    restrictToAnnotatedClass = true,
    initArgs = @ResourceArg(name = "late", value = "true"))
class IssuerAwayTest {

  private static final String LOOKS = "/api/postings/1001/1-1/commands";

  @SuppressWarnings("NullAway.Init") // set by the framework
  @TestHTTPResource("/")
  URI service;

  @SuppressWarnings("NullAway.Init") // set by the framework
  @TestHTTPResource(management = true)
  URI management;

  @SuppressWarnings("NullAway.Init") // set by the framework
  Issuer issuer;

  private int asked(String token) {
    return new Door(service)
        .ask("GET " + LOOKS, null, "Authorization", "Bearer " + token)
        .statusCode();
  }

  @Test
  void all_but_people_goes_on_and_they_get_in_when_it_is_there() {
    var door = new Door(management);
    var began = System.nanoTime();
    for (var check : new String[] {"live", "ready", "started"}) {
      await()
          .untilAsserted(
              () ->
                  assertThat(door.ask("GET /q/health/" + check, null).statusCode()).isEqualTo(200));
    }
    assertThat(door.ask("GET /q/health/well", null).body())
        .containsPattern("\"issuer of the login answers\",\\s+\"status\": \"DOWN\"");
    assertThat(asked("x.y.z")).isEqualTo(503);
    try (var anna = new Surfer(service, "anna", "orderwatch-viewers")) {
      var waits = anna.opens(LOOKS);
      assertThat(waits.statusCode()).isEqualTo(503);
      assertThat(waits.headers().firstValue("Retry-After")).contains("5");
      assertThat(waits.body()).contains("the issuer does not answer");
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(40));

      issuer.arrives();
      await().untilAsserted(() -> assertThat(anna.visits(LOOKS).statusCode()).isEqualTo(200));
      assertThat(asked(issuer.token("robot", "orderwatch-viewers"))).isEqualTo(200);
      assertThat(asked(issuer.token("robot"))).isEqualTo(403);
      assertThat(door.ask("GET /q/health/well", null).body())
          .containsPattern("\"issuer of the login answers\",\\s+\"status\": \"UP\"");
    }
  }
}
