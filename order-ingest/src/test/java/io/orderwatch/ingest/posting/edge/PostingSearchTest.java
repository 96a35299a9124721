package io.orderwatch.ingest.posting.edge;

import static io.orderwatch.ingest.posting.edge.FakeOzon.page;
import static io.orderwatch.ingest.posting.edge.FakeOzon.posting;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.contracts.PostingRef;
import io.orderwatch.ingest.posting.edge.PostingSearch.Change;
import io.orderwatch.ingest.posting.edge.PostingSearch.Found;
import io.orderwatch.ingest.posting.edge.PostingSearch.Version;
import io.orderwatch.ingest.posting.edge.PostingSearch.Wanted;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostingSearchTest {

  private Ingest ingest;
  private FakeOzon ozon;
  private PostingSearch search;

  @BeforeEach
  void start() throws Exception {
    ingest = new Ingest();
    ozon = new FakeOzon();
    search = new PostingSearch(ingest.database);
  }

  @AfterEach
  void stop() {
    ozon.close();
    ingest.close();
  }

  private void shows(String... postings) throws Exception {
    ozon.answers(FakeOzon.UNFULFILLED, page(false, "", postings));
    ingest.read(ozon);
    ingest.machine.tick(Duration.ofMinutes(2));
  }

  private List<String> found(
      @Nullable String store,
      @Nullable String status,
      @Nullable String substatus,
      @Nullable Instant since)
      throws Exception {
    return search.find(new Wanted(store, status, substatus, since, null, 10)).postings().stream()
        .map(Found::posting)
        .toList();
  }

  @Test
  void each_version_says_what_changed() throws Exception {
    shows(posting("1-1", "awaiting_packaging", "posting_created"));
    shows(posting("1-1", "awaiting_packaging", "posting_created"));
    shows(
        posting("1-1", "delivering", "posting_created")
            .replace("\"tracking_number\":\"\"", "\"tracking_number\":\"T7\""));

    assertThat(search.history(PostingRef.of("1001", "1-1")))
        .containsExactly(
            new Version(1, Ingest.START, List.of()),
            new Version(
                2,
                Ingest.START.plus(Duration.ofMinutes(4)),
                List.of(
                    new Change("status", "awaiting_packaging", "delivering"),
                    new Change("trackingNumber", "", "T7"))));
    assertThat(search.history(PostingRef.of("1001", "2-1"))).isEmpty();
  }

  @Test
  void postings_are_found_by_what_they_are() throws Exception {
    shows(
        posting("1-1", "awaiting_packaging", "posting_created"),
        posting("2-1", "awaiting_packaging", "posting_awaiting_passport_data"));
    var later = ingest.clock.now();
    shows(posting("3-1", "delivering", "posting_created"));

    assertThat(found(null, null, null, null)).containsExactly("1-1", "2-1", "3-1");
    assertThat(found("1001", "awaiting_packaging", "", null)).containsExactly("1-1", "2-1");
    assertThat(found("1001", null, "posting_awaiting_passport_data", null)).containsExactly("2-1");
    assertThat(found("1001", null, null, later)).containsExactly("3-1");
    assertThat(found("1002", null, null, null)).isEmpty();
    assertThat(found("1001' or '1'='1", null, null, null)).isEmpty();
  }

  @Test
  void a_long_list_comes_in_parts() throws Exception {
    shows(
        posting("1-1", "delivering", ""),
        posting("2-1", "delivering", ""),
        posting("3-1", "delivering", ""));
    var first = search.find(new Wanted(null, null, null, null, null, 2));
    assertThat(first.postings()).extracting(Found::posting).containsExactly("1-1", "2-1");
    var second = search.find(new Wanted(null, null, null, null, first.cursor(), 2));
    assertThat(second.postings()).extracting(Found::posting).containsExactly("3-1");
    assertThat(second.cursor()).isNull();
  }
}
