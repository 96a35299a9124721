package io.orderwatch.ingest.posting.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.ingest.life.Versions;
import io.orderwatch.ingest.posting.KnownPosting;
import io.orderwatch.ingest.posting.KnownPosting.Seen;
import io.orderwatch.mailbox.Input;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangesFoundSpec {

  private static final Instant AT = Instant.parse("2026-11-01T10:00:00Z");
  private static final PostingRef REF = PostingRef.of("1001", "1-1");

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final ChangesFound found = new ChangesFound(registry);

  private static Posting posting(String status, String substatus, String tracking) {
    return new Posting(
        REF, "1", 0, status, substatus, "ozon", List.of(), tracking, null, null, null, List.of(),
        null);
  }

  private KnownPosting tell(KnownPosting state, Posting posting, String cause, Instant at) {
    var decision = KnownPosting.on(state, new Seen(posting), at, Versions.FIRST_LIFE);
    found.count(new Input(REF.key(), cause, at, new Seen(posting)), decision);
    return decision.next();
  }

  private double count(String type, String by) {
    var counter =
        registry.find("ozon.changes").tags("store", "1001", "type", type, "found", by).counter();
    return counter == null ? 0 : counter.count();
  }

  @Test
  void a_change_is_counted_once_for_whoever_found_it() {
    KnownPosting state = new KnownPosting.Unknown();
    state = tell(state, posting("awaiting_deliver", "", ""), "reread@1", AT);
    state = tell(state, posting("awaiting_deliver", "", ""), "read@2", AT.plusSeconds(2));
    state = tell(state, posting("delivering", "", ""), "read@3", AT.plusSeconds(3));
    state = tell(state, posting("delivering", "", ""), "reread@4", AT.plusSeconds(4));
    tell(state, posting("delivered", "", ""), "reread@5", AT.plusSeconds(5));
    assertThat(count("received", "push")).isEqualTo(1);
    assertThat(count("changed", "poll")).isEqualTo(1);
    assertThat(count("delivered", "push")).isEqualTo(1);
    assertThat(registry.getMeters()).hasSize(3);
  }

  @Test
  void what_is_imported_is_counted_apart() {
    tell(new KnownPosting.Unknown(), posting("delivering", "", ""), "import@1", AT);
    assertThat(count("received", "import")).isEqualTo(1);
  }

  @ParameterizedTest(name = "{0} {1} to {2} {3}, tracked by {4}")
  @CsvSource({
    "awaiting_packaging, posting_created, awaiting_packaging, posting_awaiting_passport_data, ''",
    "awaiting_packaging, posting_awaiting_passport_data, awaiting_packaging, posting_created, ''",
    "delivering, posting_on_way_to_city, delivering, posting_returned_to_warehouse, ''",
    "delivering, posting_on_way_to_city, delivering, posting_on_way_to_city, T7",
  })
  void what_Ozon_has_no_push_for_does_not_count(
      String status, String substatus, String nowStatus, String nowSubstatus, String tracking) {
    var known = new KnownPosting.Known(posting(status, substatus, "").withVersion(1), AT);
    var next = tell(known, posting(nowStatus, nowSubstatus, tracking), "read@2", AT.plusSeconds(2));
    assertThat(next).isNotEqualTo(known);
    assertThat(registry.getMeters()).isEmpty();
  }
}
