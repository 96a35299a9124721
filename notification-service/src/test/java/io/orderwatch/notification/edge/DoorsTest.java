package io.orderwatch.notification.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.backing.edge.quarkus.Backed;
import io.orderwatch.backing.edge.quarkus.Door;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is asked wrongly is answered with a problem that names the field. */
@QuarkusTest
@QuarkusTestResource(
    value = Backed.class,
    initArgs = {
      @ResourceArg(name = "schema", value = "notification"),
      @ResourceArg(
          name = "topics",
          value = "ozon.passports.v1,ozon.messages.v1,notification-service.dlq"),
    })
class DoorsTest {

  @SuppressWarnings("NullAway.Init") // set by the framework
  @TestHTTPResource("/")
  URI service;

  record Wrong(String request, String body, String expected) {}

  private static final Wrong[] WRONG = {
    new Wrong("GET /api/nothing", "", "404"),
    new Wrong("GET /api/reminders?state=lost", "", "400 state"),
    new Wrong("GET /api/reminders?state=%00", "", "400 state"),
    new Wrong("GET /api/reminders?store=shop", "", "400 store"),
    new Wrong("GET /api/reminders?store=1001", "", "404"),
    new Wrong("GET /api/reminders?limit=0", "", "400 limit"),
    new Wrong("GET /api/reminders?limit=99999999999", "", "400 limit"),
    new Wrong("POST /api/reminders/shop/1-1/steps/1/sent-by-hand", "", "400 store"),
    new Wrong("POST /api/reminders/1001/1%00/steps/1/sent-by-hand", "", "400 posting"),
    new Wrong("POST /api/reminders/1001/1-1/steps/one/sent-by-hand", "", "400 step"),
    new Wrong("POST /api/reminders/1001/1-1/steps/99999999999/sent-by-hand", "", "400 step"),
    new Wrong("POST /api/reminders/1001/1-1/steps/1/sent-by-hand", "", "404"),
    new Wrong(
        "POST /api/reminders/1001/1-1/steps/1/sent-by-hand", "x".repeat(2_000_000), "413 body"),
    new Wrong("GET /api/templates?lang=fr", "", "400 lang"),
    new Wrong("GET /api/templates/thanks/preview", "", "404"),
    new Wrong("GET /api/templates/first/preview?store=shop", "", "400 store"),
    new Wrong("GET /api/templates/first/preview?order=goodshop.ru", "", "400 order"),
    new Wrong("GET /api/templates/first/preview?deadline=tomorrow", "", "400 deadline"),
    new Wrong("GET /api/templates/first/preview?lang=%00", "", "400 lang"),
    new Wrong("GET /api/templates/first/preview?step=0", "", "400 step"),
    new Wrong("GET /api/templates/first/preview?round=x", "", "400 round"),
    new Wrong("GET /api/templates/first/preview?postings=99", "", "400 postings"),
    new Wrong("GET /api/templates/first/preview?tracking=t.me", "", "400 tracking"),
    new Wrong("POST /api/lint", "", "400 body"),
    new Wrong("POST /api/lint", "{", "400 body"),
    new Wrong("POST /api/lint", "{}", "400 text"),
    new Wrong("POST /api/lint", "{\"text\":\"" + "x".repeat(10_001) + "\"}", "400 text"),
  };

  static Stream<Arguments> wrong() {
    return Arrays.stream(WRONG).map(each -> Arguments.of(each.request, each.body, each.expected));
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @MethodSource
  void wrong(String request, String body, String expected) {
    assertThat(new Door(service).problem(request, body)).isEqualTo(expected);
  }

  @Test
  void nothing_that_takes_something_is_left_out() {
    assertThat(new Door(service).unasked(Arrays.stream(WRONG).map(Wrong::request).toList()))
        .filteredOn(endpoint -> !endpoint.matches(".*/(dead-letters|log-levels).*"))
        .containsExactly("GET /api/summary");
  }
}
