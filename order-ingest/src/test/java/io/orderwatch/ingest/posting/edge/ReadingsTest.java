package io.orderwatch.ingest.posting.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.contracts.PostingNumber;
import io.orderwatch.ozon.OzonPosting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class ReadingsTest {

  @Test
  void readers_that_meet_a_new_posting_at_once_tell_of_it_once() throws Exception {
    try (var ingest = new Ingest();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var postings = new ArrayList<OzonPosting>();
      for (var i = 0; i < 50; i++) {
        postings.add(posting(i + "-1", "awaiting_packaging"));
      }
      var at = ingest.readings.now();
      var readers =
          List.of(1, 2).stream()
              .map(
                  _ ->
                      threads.submit(
                          () -> {
                            ingest.readings.tell(postings, at, Optional.empty());
                            return true;
                          }))
              .toList();
      for (var reader : readers) {
        assertThat(reader.get()).isTrue();
      }
      assertThat(ingest.published()).hasSize(50).doesNotHaveDuplicates();
    }
  }

  @Test
  void what_was_asked_for_earlier_does_not_undo_what_was_told_already() throws Exception {
    try (var ingest = new Ingest()) {
      var early = ingest.readings.now();
      ingest.machine.tick(java.time.Duration.ofSeconds(5));
      var late = ingest.readings.now();
      ingest.readings.tell(List.of(posting("1-1", "delivering")), late, Optional.empty());
      ingest.readings.tell(List.of(posting("1-1", "awaiting_deliver")), early, Optional.empty());
      assertThat(ingest.published()).containsExactly("posting.received.v1 1001:1-1");
    }
  }

  private static OzonPosting posting(String number, String status) {
    return new OzonPosting(
        FakeOzon.STORE,
        new PostingNumber(number),
        "1",
        status,
        "",
        null,
        "ozon",
        null,
        "",
        null,
        null,
        List.of(),
        List.of(),
        null,
        null,
        null);
  }
}
