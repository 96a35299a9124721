package io.orderwatch.operations.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The first line of a service says whether it sends. */
class AnnouncementSpec {

  @ParameterizedTest
  @CsvSource({
    "true,  order-ingest 0.1.0: sends: buyers are written to and orders are changed; clock real",
    "false, order-ingest 0.1.0: sends nothing: all is decided and nothing is done; clock real",
    "none,  order-ingest 0.1.0: never sends; clock real"
  })
  void the_first_line_says_what_runs_and_whether_it_sends(String send, String line) {
    assertThat(new Announcement.Said("order-ingest", "0.1.0", send, "real").line()).isEqualTo(line);
  }
}
