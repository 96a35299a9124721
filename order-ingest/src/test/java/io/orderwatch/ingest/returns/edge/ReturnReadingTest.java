package io.orderwatch.ingest.returns.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.ingest.posting.edge.FakeOzon;
import io.orderwatch.ingest.posting.edge.Ingest;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReturnReadingTest {

  private static final String FBS = "/v1/returns/list";
  private static final String RFBS = "/v2/returns/rfbs/list";
  private static final String ONE = "/v2/returns/rfbs/get";
  private static final String NO_RFBS = "{\"returns\":[]}";

  private Ingest ingest;
  private FakeOzon ozon;

  @BeforeEach
  void start() throws Exception {
    ingest = new Ingest();
    ozon = new FakeOzon();
    ozon.answers(FBS, fbs(false));
    ozon.answers(RFBS, NO_RFBS);
  }

  @AfterEach
  void stop() {
    ozon.close();
    ingest.close();
  }

  private static String fbs(boolean hasNext, String... returns) {
    return "{\"returns\":[%s],\"has_next\":%s}".formatted(String.join(",", returns), hasNext);
  }

  /** As the official example of April 2026 writes it, numbers as text; with people in it. */
  private static String fbs(long id, String status, String ended) {
    return """
    {"id":"%d","company_id":"3058","posting_number":"1-1","order_id":"24540784250","order_number":"1",
     "schema":"Fbs","type":"Cancellation","return_reason_name":"Canary Petrov changed his mind",
     "place":{"id":"1","name":"Canary","address":"Canary street 7"},
     "product":{"sku":"1100526203","offer_id":"81451","name":"x","quantity":1,"price":{"currency_code":"RUB","price":"3318"}},
     "logistic":{"technical_return_moment":"2026-10-29T06:15:48.998146Z","final_moment":%s,"barcode":"ii5275210303"},
     "visual":{"status":{"id":3,"display_name":"Canary","sys_name":"%s"},"change_moment":"2026-10-30T06:15:48Z"},
     "compensation_status":null,"exemplars":[{"id":"1019562967545956"}]}"""
        .formatted(id, ended, status);
  }

  private static String rfbs(String state, String group) {
    return """
    {"returns":[{"client_name":"Canary Petrov","created_at":"2026-11-01T06:59:05.132Z","order_number":"2","posting_number":"2-1",
     "product":{"currency_code":"CNY","name":"x","offer_id":"A","price":35,"sku":7},"return_id":771,"return_number":"R-771",
     "state":{"group_state":"%s","money_return_state_name":"","state":"%s","state_name":"x"}}]}"""
        .formatted(group, state);
  }

  private static String one(String state, String actions) {
    return """
    {"returns":{"available_actions":[%s],"client_name":"Canary Petrov","client_photo":["http://canary/1.jpg"],"comment":"Canary",
     "posting_number":"2-1","order_number":"2","created_at":"2026-11-01T06:59:05.132Z","return_number":"R-771",
     "product":{"currency_code":"CNY","name":"x","offer_id":"A","price":35,"sku":7},"state":{"state":"%s","state_name":"x"}}}"""
        .formatted(actions, state);
  }

  private String read() throws Exception {
    ingest.machine.tick(Duration.ofMinutes(10));
    return ingest.read(ingest.returns(), ozon);
  }

  @Test
  void a_return_is_opened_changes_and_is_closed_each_told_once() throws Exception {
    ozon.answers(FBS, fbs(false, fbs(15, "MovingToSeller", "null")));
    assertThat(read()).isEqualTo("complete");
    assertThat(read()).isEqualTo("complete");
    ozon.answers(FBS, fbs(false, fbs(15, "ArrivedAtReturnPlace", "null")));
    read();
    ozon.answers(FBS, fbs(false, fbs(15, "ReceivedBySeller", "\"2026-11-01T09:00:00Z\"")));
    read();
    read();
    assertThat(ingest.published())
        .containsExactly(
            "return.opened.v1 1001:1-1", "return.changed.v1 1001:1-1", "return.closed.v1 1001:1-1");
    assertThat(ingest.outbox().getLast().payload())
        .contains("\"version\":3", "\"status\":\"receivedbyseller\"", "\"scheme\":\"fbs\"");
  }

  @Test
  void pages_follow_the_last_id_and_the_window_begins_before_the_mark() throws Exception {
    ozon.answers(
        FBS, fbs(true, fbs(15, "MovingToSeller", "null")), fbs(false, fbs(16, "Utilized", "null")));
    assertThat(read()).isEqualTo("complete");
    assertThat(ingest.published())
        .containsExactly(
            "return.opened.v1 1001:1-1", "return.opened.v1 1001:1-1", "return.closed.v1 1001:1-1");
    assertThat(ozon.asked.get(0).body()).contains("\"time_from\":\"2026-10-01T10:10:00Z\"");
    assertThat(ozon.asked.get(1).body()).contains("\"last_id\":15");
    ozon.asked.clear();
    read();
    assertThat(ozon.asked.get(0).body()).contains("\"time_from\":\"2026-11-01T09:55:00Z\"");
  }

  @Test
  void a_request_of_rfbs_comes_with_its_actions_and_is_asked_for_only_when_it_changed()
      throws Exception {
    ozon.answers(RFBS, rfbs("ModeratorChecking", "New"));
    ozon.answers(
        ONE,
        one(
            "ModeratorChecking",
            "{\"action\":{\"id\":-1,\"name\":\"no\"}},{\"id\":1020,\"name\":\"part\"}"));
    read();
    read();
    assertThat(ingest.outbox()).hasSize(1);
    assertThat(ingest.outbox().getFirst().payload())
        .contains("\"scheme\":\"rfbs\"", "\"actions\":[-1,1020]", "\"actionsKnown\":true");
    assertThat(ozon.asked).filteredOn(asked -> asked.path().equals(ONE)).hasSize(1);
  }

  @Test
  void one_that_is_not_open_any_more_is_asked_for_and_closed() throws Exception {
    ozon.answers(RFBS, rfbs("ModeratorChecking", "New"));
    ozon.answers(ONE, one("ModeratorChecking", "{\"id\":-1}"));
    read();
    ozon.answers(RFBS, NO_RFBS, rfbs("Approved", "Approved"));
    ozon.answers(ONE, one("Approved", ""));
    assertThat(read()).isEqualTo("complete");
    assertThat(ingest.published())
        .containsExactly("return.opened.v1 1001:2-1", "return.closed.v1 1001:2-1");
    ozon.asked.clear();
    ozon.answers(RFBS, NO_RFBS);
    read();
    assertThat(ozon.asked).filteredOn(asked -> asked.path().equals(RFBS)).hasSize(1);
  }

  @Test
  void what_only_vanished_from_the_list_is_not_closed() throws Exception {
    ozon.answers(RFBS, rfbs("ModeratorChecking", "New"));
    ozon.answers(ONE, one("ModeratorChecking", "{\"id\":-1}"));
    read();
    ozon.answers(RFBS, NO_RFBS);
    read();
    assertThat(ingest.published()).containsExactly("return.opened.v1 1001:2-1");
  }

  @Test
  void a_list_that_cannot_be_read_does_not_keep_the_other_from_being_read() throws Exception {
    ozon.answers(FBS, "{\"returns\":null}");
    ozon.answers(RFBS, rfbs("ModeratorChecking", "New"));
    ozon.refusesFirst(ONE, 403, "");
    assertThat(read()).isEqualTo("doubtful");
    assertThat(ingest.published()).containsExactly("return.opened.v1 1001:2-1");
    assertThat(ingest.outbox().getFirst().payload()).contains("\"actionsKnown\":false");
    assertThat(ingest.polls.find(FakeOzon.STORE, "returns").orElseThrow().mark()).isNull();
  }

  @Test
  void nothing_about_people_passes_the_door() throws Exception {
    ozon.answers(FBS, fbs(false, fbs(15, "MovingToSeller", "null")));
    ozon.answers(RFBS, rfbs("ModeratorChecking", "New"));
    ozon.answers(ONE, one("ModeratorChecking", "{\"id\":-1}"));
    read();
    assertThat(ingest.outbox()).hasSize(2);
    assertThat(ingest.outbox().toString()).doesNotContainIgnoringCase("canary");
  }
}
