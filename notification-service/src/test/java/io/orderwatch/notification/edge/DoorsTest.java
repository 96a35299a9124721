package io.orderwatch.notification.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.backing.edge.quarkus.ApiDocument;
import io.orderwatch.backing.edge.quarkus.Backed;
import io.orderwatch.backing.edge.quarkus.Door;
import io.orderwatch.backing.edge.quarkus.Door.Wrong;
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
      @ResourceArg(name = "schema", value = Ground.SCHEMA),
      @ResourceArg(name = "topics", value = Ground.TOPICS),
    })
class DoorsTest {

  @SuppressWarnings("NullAway.Init") // set by the framework
  @TestHTTPResource("/")
  URI service;

  private static final String SAID = "{\"requestedBy\": \"li\"}";

  private static final String TWICE = "{\"requestedBy\": \"li\", \"requestedBy\": \"wu\"}";

  private static String told(String situation, String more) {
    return "{\"situation\": \"" + situation + "\", \"requestedBy\": \"li\"" + more + "}";
  }

  private static final Wrong[] WRONG = {
    new Wrong("GET /api/nothing", "", "404"),
    new Wrong("POST /api/dead-letters/redrive", "", "400 seq"),
    new Wrong("POST /api/dead-letters/redrive?seq=999", "", "404"),
    new Wrong("DELETE /api/dead-letters", "", "400 seq"),
    new Wrong("DELETE /api/dead-letters?seq=999", "", "404"),
    new Wrong("DELETE /api/dead-letters?topic=", "", "400 topic"),
    new Wrong("GET /api/dead-letters?limit=0", "", "400 limit"),
    new Wrong("GET /api/dead-letters?limit=99999", "", "400 limit"),
    new Wrong("GET /api/reminders?state=lost", "", "400 state"),
    new Wrong("GET /api/reminders?state=%00", "", "400 state"),
    new Wrong("GET /api/reminders?store=shop", "", "400 store"),
    new Wrong("GET /api/reminders?store=1001", "", "404"),
    new Wrong("GET /api/reminders?cursor=nowhere", "", "400 cursor"),
    new Wrong("GET /api/reminders?limit=0", "", "400 limit"),
    new Wrong("GET /api/reminders?limit=99999999999", "", "400 limit"),
    new Wrong("POST /api/reminders/shop/1-1/steps/1/sent-by-hand", "", "400 store"),
    new Wrong("POST /api/reminders/1001/1%00/steps/1/sent-by-hand", "", "400 posting"),
    new Wrong("POST /api/reminders/1001/1-1/steps/one/sent-by-hand", "", "400 step"),
    new Wrong("POST /api/reminders/1001/1-1/steps/99999999999/sent-by-hand", "", "400 step"),
    new Wrong("POST /api/reminders/1001/1-1/steps/1/sent-by-hand", "", "404"),
    new Wrong(
        "POST /api/reminders/1001/1-1/steps/1/sent-by-hand?requestedBy=%00", "", "400 requestedBy"),
    new Wrong("GET /api/tasks?store=shop", "", "400 store"),
    new Wrong("GET /api/tasks?posting=1-1", "", "400 store"),
    new Wrong("GET /api/tasks?store=1001&posting=1%00", "", "400 posting"),
    new Wrong("GET /api/tasks?state=open", "", "400 state"),
    new Wrong("GET /api/tasks?due=tomorrow", "", "400 due"),
    new Wrong("GET /api/tasks?cursor=!", "", "400 cursor"),
    new Wrong("GET /api/tasks?cursor=bm9uZQ", "", "400 cursor"),
    new Wrong("GET /api/tasks?limit=1001", "", "400 limit"),
    new Wrong("GET /api/tasks/none", "", "400 id"),
    new Wrong("GET /api/tasks/1001.1-1.1.1", "", "404"),
    new Wrong("GET /api/tasks/1001.1-1.why.1", "", "404"),
    new Wrong("GET /api/tasks/1001.1-1.WHY", "", "400 id"),
    new Wrong("POST /api/tasks/1001.1-1.why.1/sent", SAID, "404"),
    new Wrong("POST /api/tasks/none/sent", SAID, "400 id"),
    new Wrong("POST /api/tasks/1001.1-1.1.1/sent", SAID, "404"),
    new Wrong("POST /api/tasks/1001.1-1.1.1/sent", "", "400 body"),
    new Wrong("POST /api/tasks/1001.1-1.1.1/sent", "{}", "400 requestedBy"),
    new Wrong("POST /api/tasks/1001.1-1.1.1/sent", "{\"at\": \"soon\"}", "400 at"),
    new Wrong("POST /api/tasks/1001.1-1.1.1/skip", SAID, "400 reason"),
    new Wrong(
        "POST /api/tasks/1001.1-1.1.1/skip",
        "{\"reason\": \"LAZY\", \"requestedBy\": \"li\"}",
        "400 reason"),
    new Wrong("GET /api/alerts?store=shop", "", "400 store"),
    new Wrong("GET /api/alerts?state=new", "", "400 state"),
    new Wrong("GET /api/alerts?cursor=!", "", "400 cursor"),
    new Wrong("POST /api/alerts/none/ack", SAID, "400 id"),
    new Wrong("POST /api/alerts/1001-task-1/ack", SAID, "404"),
    new Wrong("POST /api/alerts/1001-task-1/ack", "{}", "400 requestedBy"),
    new Wrong("GET /api/stores/shop/chat", "", "400 store"),
    new Wrong("GET /api/stores/1001/chat", "", "404"),
    new Wrong("GET /api/conversations", "", "400 store"),
    new Wrong("GET /api/conversations?store=shop", "", "400 store"),
    new Wrong("GET /api/conversations?store=1001", "", "404"),
    new Wrong("GET /api/conversations?store=1001&cursor=!", "", "400 cursor"),
    new Wrong("GET /api/conversations/1001/1%00", "", "400 order"),
    new Wrong("GET /api/conversations/1001/1-1", "", "404"),
    new Wrong("GET /api/shadow", "", "400 store"),
    new Wrong("GET /api/shadow?store=1001", "", "404"),
    new Wrong("GET /api/shadow?store=1001&limit=0", "", "400 limit"),
    new Wrong("PUT /api/opt-outs/shop/1-1", SAID, "400 store"),
    new Wrong("PUT /api/opt-outs/1001/1%00", SAID, "400 order"),
    new Wrong("PUT /api/opt-outs/1001/1-1", SAID, "404"),
    new Wrong("PUT /api/opt-outs/1001/1-1", "{}", "400 requestedBy"),
    new Wrong("GET /api/opt-outs/1001/1-1", "", "404"),
    new Wrong("DELETE /api/opt-outs/shop/1-1?requestedBy=li", "", "400 store"),
    new Wrong("DELETE /api/opt-outs/1001/1%00?requestedBy=li", "", "400 order"),
    new Wrong("DELETE /api/opt-outs/1001/1-1", "", "400 requestedBy"),
    new Wrong("DELETE /api/opt-outs/1001/1-1?requestedBy=%00", "", "400 requestedBy"),
    new Wrong(
        "DELETE /api/opt-outs/1001/1-1?requestedBy=" + "x".repeat(255), "", "400 requestedBy"),
    new Wrong("DELETE /api/opt-outs/1001/1-1?requestedBy=li", "", "404"),
    new Wrong("POST /api/people/duty/test", "", "400 store"),
    new Wrong("POST /api/people/duty/test?store=shop", "", "400 store"),
    new Wrong("POST /api/people/DUTY/test?store=1001", "", "400 channel"),
    new Wrong("POST /api/people/duty%00/test?store=1001", "", "400 channel"),
    new Wrong("POST /api/people/duty/test?store=1001", "", "404"),
    new Wrong(
        "POST /api/reminders/1001/1-1/steps/1/sent-by-hand", "x".repeat(2_000_000), "413 body"),
    new Wrong("GET /api/templates?lang=fr", "", "400 lang"),
    new Wrong("GET /api/templates/thanks/preview", "", "404"),
    new Wrong("GET /api/templates/first/preview?store=shop", "", "400 store"),
    new Wrong("GET /api/templates/first/preview?order=goodshop.ru", "", "400 order"),
    new Wrong("GET /api/templates/first/preview?deadline=tomorrow", "", "400 deadline"),
    new Wrong(
        "GET /api/templates/first/preview?deadline=%2B999999999-12-31T23:59:59Z",
        "", "400 deadline"),
    new Wrong("GET /api/templates/first/preview?lang=%00", "", "400 lang"),
    new Wrong("GET /api/templates/first/preview?step=0", "", "400 step"),
    new Wrong("GET /api/templates/first/preview?round=x", "", "400 round"),
    new Wrong("GET /api/templates/first/preview?postings=99", "", "400 postings"),
    new Wrong("GET /api/templates/first/preview?tracking=t.me", "", "400 tracking"),
    new Wrong("GET /api/notices", "", "400 store"),
    new Wrong("GET /api/notices?store=1001", "", "404"),
    new Wrong("GET /api/notices?store=1001&state=done", "", "400 state"),
    new Wrong("GET /api/notices?store=1001&cursor=!", "", "400 cursor"),
    new Wrong("GET /api/postings/1001/1%00/notices", "", "400 posting"),
    new Wrong("POST /api/postings/shop/1-1/notices", told("why", ""), "400 store"),
    new Wrong("POST /api/postings/1001/1-1/notices", told("why", ""), "404"),
    new Wrong("POST /api/postings/1001/1-1/notices", "", "400 body"),
    new Wrong("POST /api/postings/1001/1-1/notices", SAID, "400 situation"),
    new Wrong("POST /api/postings/1001/1-1/notices", told("first", ""), "400 situation"),
    new Wrong("POST /api/postings/1001/1-1/notices", told("\\u0000", ""), "400 situation"),
    new Wrong(
        "POST /api/postings/1001/1-1/notices",
        told("new-tracking-number", ""),
        "400 trackingNumber"),
    new Wrong(
        "POST /api/postings/1001/1-1/notices",
        told("new-tracking-number", ",\"trackingNumber\":\"t.me/shop\""),
        "400 trackingNumber"),
    new Wrong(
        "POST /api/postings/1001/1-1/notices",
        told("why", ",\"trackingNumber\":\"RB123456785CN\""),
        "400 trackingNumber"),
    new Wrong(
        "POST /api/postings/1001/1-1/notices",
        told("why", ",\"orderNumber\":\"shop.ru\""),
        "400 orderNumber"),
    new Wrong("POST /api/postings/1001/1-1/notices?preview=x", told("why", ""), "400 preview"),
    new Wrong("POST /api/postings/1001/1-1/notices/why.1/sent", SAID, "404"),
    new Wrong("POST /api/postings/1001/1-1/notices/WHY/sent", SAID, "400 id"),
    new Wrong("POST /api/postings/1001/1-1/notices/why.1/dropped", "{}", "400 requestedBy"),
    new Wrong("GET /api/postings/shop/1-1/messages", "", "400 store"),
    new Wrong("GET /api/postings/1001/1%00/messages", "", "400 posting"),
    new Wrong("GET /api/postings/1001/1-1/messages", "", "404"),
    new Wrong("POST /api/lint", "", "400 body"),
    new Wrong("POST /api/lint", "{", "400 body"),
    new Wrong("POST /api/lint", "{}", "400 text"),
    new Wrong("POST /api/lint", "{\"text\":\"a\",\"text\":\"b\"}", "400 text"),
    new Wrong("POST /api/lint", "{\"text\":\"a\",\"more\":[{\"a\":1,\"a\":1}]}", "400 more[0].a"),
    new Wrong("PUT /api/opt-outs/1001/1-1", TWICE, "400 requestedBy"),
    new Wrong("POST /api/alerts/1001-task-1/ack", TWICE, "400 requestedBy"),
    new Wrong("POST /api/postings/1001/1-1/notices/why.1/dropped", TWICE, "400 requestedBy"),
    new Wrong("POST /api/lint", "{\"text\":\"" + "x".repeat(10_001) + "\"}", "400 text"),
  };

  static Stream<Arguments> wrong() {
    return Arrays.stream(WRONG)
        .map(each -> Arguments.of(each.request(), each.body(), each.expected()));
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @MethodSource
  void wrong(String request, String body, String expected) {
    assertThat(new Door(service).problem(request, body)).isEqualTo(expected);
  }

  @Test
  void the_document_says_all_that_a_client_needs() {
    assertThat(ApiDocument.of(new Door(service)).faults()).isEmpty();
  }

  @Test
  void whatever_is_answered_is_documented() {
    var door = new Door(service);
    assertThat(ApiDocument.of(door).undocumented(door, WRONG)).isEmpty();
  }

  @Test
  void an_answer_is_written_as_it_is_asked_for_or_not_at_all_and_is_not_guessed_at() {
    assertThat(new Door(service).guessed()).isEmpty();
  }

  @Test
  void nothing_that_takes_something_is_left_out() {
    assertThat(new Door(service).unasked(Arrays.stream(WRONG).map(Wrong::request).toList()))
        .filteredOn(endpoint -> !endpoint.matches(".*/(dead-letters|log-levels).*"))
        .containsExactly("GET /api/summary");
  }
}
