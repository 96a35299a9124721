package io.orderwatch.ingest.push.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.contracts.PostingNumber;
import org.junit.jupiter.api.Test;

class HintsTest {

  private static final PostingNumber ONE = new PostingNumber("1-1");
  private static final PostingNumber TWO = new PostingNumber("2-1");
  private static final PostingNumber THREE = new PostingNumber("3-1");

  @Test
  void many_hints_at_one_posting_are_one() throws Exception {
    var hints = new Hints(10);
    hints.note(ONE);
    hints.note(TWO);
    hints.note(ONE);
    assertThat(hints.size()).isEqualTo(2);
    assertThat(hints.next()).isEqualTo(ONE);
    assertThat(hints.next()).isEqualTo(TWO);
  }

  @Test
  void a_hint_at_what_is_being_read_is_read_anew() throws Exception {
    var hints = new Hints(10);
    hints.note(ONE);
    hints.next();
    assertThat(hints.note(ONE)).isTrue();
    assertThat(hints.size()).isEqualTo(1);
  }

  @Test
  void what_finds_no_room_is_dropped() {
    var hints = new Hints(2);
    assertThat(hints.note(ONE)).isTrue();
    assertThat(hints.note(TWO)).isTrue();
    assertThat(hints.note(THREE)).isFalse();
    assertThat(hints.note(ONE)).isTrue();
  }
}
