package io.orderwatch.ingest.posting.edge;

import static io.orderwatch.ingest.posting.edge.FakeOzon.page;
import static io.orderwatch.ingest.posting.edge.FakeOzon.posting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.InstanceOfAssertFactories.list;

import io.orderwatch.contracts.PostingNumber;
import io.orderwatch.ingest.polling.edge.Ended;
import io.orderwatch.ingest.polling.edge.Polls;
import io.orderwatch.ingest.polling.edge.Polls.Poll;
import io.orderwatch.ingest.polling.edge.Unreadable;
import io.orderwatch.mailbox.edge.Leases;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class PostingReadingTest {

  private static final String ONE = posting("1-1", "awaiting_packaging", "posting_created");
  private static final String TWO = posting("2-1", "awaiting_packaging", "posting_created");
  private static final String THREE = posting("3-1", "cancelled", "posting_canceled");

  private Ingest ingest;
  private FakeOzon ozon;

  @BeforeEach
  void start() throws Exception {
    ingest = new Ingest();
    ozon = new FakeOzon();
  }

  @AfterEach
  void stop() {
    ozon.close();
    ingest.close();
  }

  @Test
  void a_round_reads_every_page_of_both_lists_and_then_moves_the_mark() throws Exception {
    ozon.answers(FakeOzon.UNFULFILLED, page(true, "next", ONE), page(false, "", TWO));
    ozon.answers(FakeOzon.CHANGED, page(false, "", THREE));

    assertThat(ingest.read(ozon)).isEqualTo(Ended.COMPLETE);

    assertThat(ingest.published())
        .containsExactly(
            "posting.received.v1 1001:1-1",
            "posting.received.v1 1001:2-1",
            "posting.received.v1 1001:3-1",
            "posting.cancelled.v1 1001:3-1");
    assertThat(ingest.polls.all(Polls.POSTINGS))
        .containsEntry("1001", new Poll(Ingest.START, Ingest.START, "complete", List.of()));
    assertThat(ozon.asked.get(1).body()).contains("\"cursor\":\"next\"");
  }

  @Test
  void the_next_round_begins_before_the_mark_and_tells_nothing_twice() throws Exception {
    ozon.answers(FakeOzon.UNFULFILLED, page(false, "", ONE));
    ingest.read(ozon);
    assertThat(ozon.asked.getLast().body())
        .contains("\"last_changed_status_date\":{\"from\":\"2026-10-25T10:00:00Z\"");

    ingest.machine.tick(Duration.ofHours(1));
    ingest.read(ozon);

    assertThat(ozon.asked.getLast().body())
        .contains(
            "\"last_changed_status_date\":{\"from\":\"2026-11-01T09:45:00Z\",\"to\":\"2026-11-01T11:00:00Z\"");
    assertThat(ingest.published()).hasSize(1);
  }

  @Test
  void a_change_is_told_once_whatever_list_shows_it() throws Exception {
    ozon.answers(FakeOzon.UNFULFILLED, page(false, "", ONE));
    ingest.read(ozon);
    ingest.machine.tick(Duration.ofMinutes(2));
    var moved = posting("1-1", "delivering", "posting_on_way_to_city");
    ozon.answers(FakeOzon.UNFULFILLED, page(false, "", moved));
    ozon.answers(FakeOzon.CHANGED, page(false, "", moved));

    ingest.read(ozon);

    assertThat(ingest.published())
        .containsExactly("posting.received.v1 1001:1-1", "posting.changed.v1 1001:1-1");
    assertThat(ingest.outbox().getLast().payload()).contains("\"version\":2");
  }

  @Test
  void a_round_that_breaks_off_keeps_what_it_read_and_leaves_the_mark() throws Exception {
    ozon.answers(FakeOzon.UNFULFILLED, page(false, "", ONE));
    ozon.refusesFirst(FakeOzon.CHANGED, 400, "");

    assertThat(ingest.read(ozon).outcome()).isEqualTo("refused_invalid_request");

    assertThat(ingest.published()).containsExactly("posting.received.v1 1001:1-1");
    assertThat(ingest.polls.all(Polls.POSTINGS))
        .containsEntry("1001", new Poll(null, Ingest.START, "refused_invalid_request", List.of()));

    ozon.answers(FakeOzon.CHANGED, page(false, "", THREE));
    assertThat(ingest.read(ozon).complete()).isTrue();
    assertThat(ingest.published()).hasSize(3);
  }

  @Test
  void a_page_that_met_the_limit_is_asked_for_again_after_the_time_that_Ozon_names()
      throws Exception {
    ozon.refusesFirst(FakeOzon.UNFULFILLED, 429, "1");

    assertThat(ingest.read(ozon).complete()).isTrue();

    assertThat(ingest.pauses).containsExactly(Duration.ofSeconds(1));
  }

  @Test
  void a_long_hold_ends_the_round() throws Exception {
    ozon.refusesFirst(FakeOzon.UNFULFILLED, 429, "60");
    assertThat(ingest.read(ozon)).isEqualTo(new Ended("throttled", Duration.ofSeconds(60)));
  }

  @Test
  void a_cursor_that_leads_in_a_circle_ends_the_round() throws Exception {
    ozon.answers(
        FakeOzon.UNFULFILLED, page(true, "a", ONE), page(true, "b", TWO), page(true, "a", ONE));
    assertThat(ingest.read(ozon).outcome()).isEqualTo("cursor_repeats");
  }

  @Test
  void an_entry_that_cannot_be_read_is_counted_and_stops_nothing() throws Exception {
    ozon.answers(FakeOzon.UNFULFILLED, page(false, "", "{\"status\":7}", ONE, "null"));
    assertThat(ingest.read(ozon).complete()).isTrue();
    assertThat(ingest.published()).hasSize(1);
    assertThat(ingest.count("ozon.unreadable.entries", "store", "1001")).isEqualTo(2);
    assertThat(ingest.unreadable.all())
        .containsExactly(
            new Unreadable.Entry(
                "1001",
                "",
                "posting_number",
                "missing or unreadable",
                Ingest.START,
                Ingest.START,
                2));
  }

  @Test
  void a_word_that_is_not_known_is_passed_on_and_counted() throws Exception {
    ozon.answers(FakeOzon.UNFULFILLED, page(false, "", posting("1-1", "new_word", "")));
    ingest.read(ozon);
    assertThat(ingest.outbox().getFirst().payload()).contains("\"status\":\"new_word\"");
    assertThat(ingest.count("unknown.enum", "field", "status")).isEqualTo(1);
  }

  @Test
  void characters_that_no_table_takes_stop_nothing() throws Exception {
    ozon.answers(
        FakeOzon.UNFULFILLED, page(false, "", posting("1-1", "x\\u0000y", "\\ud800z"), TWO));
    assertThat(ingest.read(ozon).complete()).isTrue();
    assertThat(ingest.outbox().getFirst().payload()).contains("\"status\":\"xy\"");
  }

  @Test
  void a_list_that_does_not_say_how_it_goes_on_is_kept_and_the_other_one_is_read()
      throws Exception {
    ozon.answers(FakeOzon.UNFULFILLED, page(true, "", ONE));
    ozon.answers(FakeOzon.CHANGED, page(false, "", TWO));

    assertThat(ingest.read(ozon).outcome()).isEqualTo("incomplete");

    assertThat(ingest.published())
        .containsExactly("posting.received.v1 1001:1-1", "posting.received.v1 1001:2-1");
    assertThat(ingest.polls.all(Polls.POSTINGS))
        .containsEntry(
            "1001",
            new Poll(
                null,
                Ingest.START,
                "incomplete",
                List.of("cursor: there is more, but the cursor does not move (1)")));
  }

  @Test
  void an_answer_without_a_list_does_not_keep_the_other_list_from_being_read() throws Exception {
    ozon.answers(FakeOzon.UNFULFILLED, "{\"postings\":null}");
    ozon.answers(FakeOzon.CHANGED, page(false, "", TWO));
    assertThat(ingest.read(ozon).outcome()).isEqualTo("doubtful");
    assertThat(ingest.published()).containsExactly("posting.received.v1 1001:2-1");
  }

  @Test
  void a_time_that_no_posting_has_is_counted_and_stops_nothing() throws Exception {
    ozon.answers(
        FakeOzon.UNFULFILLED,
        page(false, "", ONE.replace("2026-11-04T09:00:00Z", "9999-12-31T23:59:59Z"), TWO));
    assertThat(ingest.read(ozon).complete()).isTrue();
    assertThat(ingest.published()).hasSize(2);
    assertThat(ingest.count("ozon.implausible.dates", "field", "shipment_date")).isEqualTo(1);
    assertThat(ingest.unreadable.all())
        .extracting(Unreadable.Entry::posting, Unreadable.Entry::field)
        .containsExactly(tuple("1-1", "shipment_date"));
  }

  @Test
  void the_last_polls_outcome_says_what_was_odd_in_it_until_the_next_one() throws Exception {
    ozon.answers(
        FakeOzon.UNFULFILLED,
        page(
            false,
            "",
            ONE.replace("2026-11-04T09:00:00Z", "1970-01-01T00:00:00Z"),
            TWO.replace("2026-11-04T09:00:00Z", "9999-12-31T23:59:59Z")
                .replace("\"available_actions\":[\"cancel\",\"can_create_chat\"],", ""),
            "{\"status\":7}"));
    ingest.read(ozon);
    assertThat(ingest.polls.all(Polls.POSTINGS).get("1001"))
        .extracting(Polls.Poll::odd, list(String.class))
        .containsExactly(
            "shipment_date: no plausible time (2)",
            "posting_number: missing or unreadable (1)",
            "available_actions: missing (1)");

    ozon.answers(FakeOzon.UNFULFILLED, page(false, "", ONE));
    ingest.read(ozon);
    assertThat(ingest.polls.all(Polls.POSTINGS).get("1001"))
        .extracting(Polls.Poll::odd, list(String.class))
        .isEmpty();
  }

  @Test
  void who_has_lost_the_lease_writes_nothing() throws Exception {
    ozon.answers(FakeOzon.UNFULFILLED, page(false, "", ONE));
    var old = ingest.lease();
    ingest.release(old);
    ingest.lease();

    assertThatThrownBy(() -> ingest.read(ozon, old)).isInstanceOf(Leases.Fenced.class);

    assertThat(ingest.published()).isEmpty();
    assertThat(ingest.polls.all(Polls.POSTINGS)).isEmpty();
  }

  @Test
  void nothing_about_people_passes_the_door() throws Exception {
    ozon.answers(FakeOzon.UNFULFILLED, page(false, "", ONE));
    ingest.read(ozon);
    assertThat(ingest.outbox()).hasSize(2);
    assertThat(ingest.outbox().toString() + rows())
        .contains("SK-58")
        .doesNotContain("Canary", "79990001122", "4509");
  }

  @Test
  void the_list_and_the_single_method_show_the_same_posting() throws Exception {
    ozon.answers(FakeOzon.UNFULFILLED, page(false, "", ONE));
    ingest.read(ozon);
    ozon.answers(
        "/v3/posting/fbs/get",
        "{\"result\":%s}"
            .formatted(
                ONE.replace(
                        "{\"amount\":\"35.22\",\"currency\":\"CNY\"}",
                        "\"35.2200\",\"currency_code\":\"CNY\"")
                    .replace(
                        "[\"cancel\",\"can_create_chat\"]", "[\"can_create_chat\",\"cancel\"]")));

    ingest.machine.tick(Duration.ofMinutes(1));
    assertThat(ingest.readings.reread(ozon.client(), new PostingNumber("1-1")).ok()).isPresent();

    assertThat(ingest.published()).hasSize(1);
    assertThat(ingest.outbox().getFirst().payload()).contains("\"integration\":\"aggregator\"");
  }

  private String rows() throws SQLException {
    try (var connection = ingest.database.getConnection();
        var select =
            connection.prepareStatement(
                "select k::text || convert_from(snapshot, 'UTF8') from known_posting k");
        var row = select.executeQuery()) {
      row.next();
      return row.getString(1);
    }
  }
}
