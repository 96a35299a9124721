package io.orderwatch.ingest.cancellation.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.ingest.posting.edge.FakeOzon;
import io.orderwatch.ingest.posting.edge.Ingest;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RequestReadingTest {

  private static final String LIST = "/v2/conditional-cancellation/list";
  private static final String NONE = "{\"counter\":\"0\",\"last_id\":0,\"result\":[]}";

  private Ingest ingest;
  private FakeOzon ozon;

  @BeforeEach
  void start() throws Exception {
    ingest = new Ingest();
    ozon = new FakeOzon();
    ozon.answers(LIST, NONE);
  }

  @AfterEach
  void stop() {
    ozon.close();
    ingest.close();
  }

  private static String request(String state, String until, String answered) {
    return """
    {"counter":"1","last_id":283784254,"result":[{"cancellation_id":90066344,"source_id":0,"posting_number":"1-1",
     "tpl_integration_type":"3pl_tracking","cancellation_initiator":"CLIENT","cancellation_reason":{"id":508,"name":"Canary"},
     "cancellation_reason_message":"Canary Petrov, passport 4509 123456","state":{"id":1,"name":"x","state":"%s"},
     "order_date":"2026-10-20T10:00:00Z","cancelled_at":"2026-10-31T12:00:00Z","auto_approve_date":"%s","approve_date":%s,
     "approve_comment":"Canary"}]}"""
        .formatted(state, until, answered);
  }

  private String read() throws Exception {
    ingest.machine.tick(Duration.ofMinutes(10));
    return ingest.read(ingest.requests(), ozon);
  }

  @Test
  void a_request_is_told_once_with_the_time_at_which_it_approves_itself() throws Exception {
    ozon.answers(LIST, request("ON_APPROVAL", "2026-11-03T12:00:00Z", "null"));
    assertThat(read()).isEqualTo("complete");
    read();
    assertThat(ingest.published()).containsExactly("cancellation.requested.v1 1001:1-1");
    assertThat(ingest.outbox().getFirst().payload())
        .contains(
            "\"cancellationId\":90066344",
            "\"state\":\"on_approval\"",
            "\"approvesItselfAt\":\"2026-11-03T12:00:00Z\"");
  }

  @Test
  void one_that_waits_no_more_is_asked_for_and_closed_with_its_answer() throws Exception {
    ozon.answers(LIST, request("ON_APPROVAL", "2026-11-03T12:00:00Z", "null"));
    read();
    ozon.answers(
        LIST, NONE, request("APPROVED", "2026-11-03T12:00:00Z", "\"2026-11-01T10:12:00Z\""));
    assertThat(read()).isEqualTo("complete");
    assertThat(ozon.asked.getLast().body()).contains("\"posting_number\":[\"1-1\"]", "\"ALL\"");
    ozon.answers(LIST, NONE);
    read();
    assertThat(ingest.published())
        .containsExactly("cancellation.requested.v1 1001:1-1", "cancellation.closed.v1 1001:1-1");
    assertThat(ingest.outbox().getLast().payload())
        .contains("\"state\":\"approved\"", "\"version\":2");
  }

  @Test
  void what_only_vanished_from_the_list_is_not_closed() throws Exception {
    ozon.answers(LIST, request("ON_APPROVAL", "2026-11-03T12:00:00Z", "null"));
    read();
    ozon.answers(LIST, NONE);
    assertThat(read()).isEqualTo("complete");
    assertThat(ingest.published()).containsExactly("cancellation.requested.v1 1001:1-1");
  }

  @Test
  void another_time_until_which_it_waits_is_told() throws Exception {
    ozon.answers(LIST, request("ON_APPROVAL", "2026-11-03T12:00:00Z", "null"));
    read();
    ozon.answers(LIST, request("ON_APPROVAL", "2026-11-05T12:00:00Z", "null"));
    read();
    assertThat(ingest.published())
        .containsExactly(
            "cancellation.requested.v1 1001:1-1", "cancellation.requested.v1 1001:1-1");
  }

  @Test
  void nothing_about_people_passes_the_door() throws Exception {
    ozon.answers(LIST, request("ON_APPROVAL", "2026-11-03T12:00:00Z", "null"));
    read();
    assertThat(ingest.outbox().toString())
        .contains("90066344")
        .doesNotContain("Canary", "4509", "Petrov");
  }
}
