package io.orderwatch.mailbox.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.mailbox.edge.Unread.Log;
import io.orderwatch.mailbox.edge.Unread.Waiting;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** A single record that nobody reads is as old as it is, however few there are. */
class UnreadSpec {

  private static final TopicPartition FIRST = new TopicPartition("facts", 0);
  private static final TopicPartition SECOND = new TopicPartition("facts", 1);

  private final Unread unread = new Unread();

  @Test
  void nothing_waits_where_all_is_worked_through() {
    assertThat(look(7, 7, 100)).isEqualTo(waiting(0, 0));
  }

  @Test
  void one_record_that_nobody_reads_grows_old() {
    assertThat(look(7, 7, 100)).isEqualTo(waiting(0, 0));
    assertThat(look(7, 8, 110)).isEqualTo(waiting(1, 0));
    assertThat(look(7, 8, 170)).isEqualTo(waiting(1, 60));
  }

  @Test
  void newer_records_make_the_oldest_no_younger() {
    look(0, 1, 100);
    look(0, 5, 130);
    assertThat(look(0, 9, 160)).isEqualTo(waiting(9, 60));
  }

  @Test
  void what_is_read_is_young_again_while_newer_ones_keep_their_age() {
    look(0, 1, 100);
    look(0, 5, 130);
    assertThat(look(1, 5, 160)).isEqualTo(waiting(4, 30));
    assertThat(look(5, 5, 170)).isEqualTo(waiting(0, 0));
  }

  @Test
  void a_reader_that_keeps_behind_by_little_is_never_old() {
    for (var at = 0; at < 1000; at += 5) {
      assertThat(look(Math.max(0, at - 5), at + 1, at).values())
          .singleElement()
          .satisfies(
              waiting -> assertThat(waiting.oldest()).isLessThanOrEqualTo(Duration.ofSeconds(5)));
    }
  }

  @Test
  void records_that_were_dropped_unread_do_not_wait() {
    look(0, 5, 100);
    assertThat(unread.look(Map.of(), Map.of(FIRST, new Log(5, 5)), Duration.ofSeconds(160)))
        .isEqualTo(waiting(0, 0));
  }

  @Test
  void a_topic_made_anew_begins_anew() {
    look(9, 30, 100);
    assertThat(look(0, 2, 160)).isEqualTo(waiting(2, 0));
  }

  @Test
  void a_topic_is_as_old_as_its_oldest_partition() {
    var logs = Map.of(FIRST, new Log(0, 3), SECOND, new Log(0, 4));
    unread.look(Map.of(FIRST, 3L, SECOND, 0L), logs, Duration.ofSeconds(10));
    assertThat(unread.look(Map.of(FIRST, 3L, SECOND, 1L), logs, Duration.ofSeconds(40)))
        .isEqualTo(waiting(3, 30));
  }

  @Test
  void the_oldest_is_remembered_however_long_nobody_reads() {
    for (var at = 0; at < 2000; at++) {
      look(0, at + 1, at);
    }
    assertThat(look(0, 2001, 2000)).isEqualTo(waiting(2001, 2000));
  }

  private Map<String, Waiting> look(long next, long end, long seconds) {
    return unread.look(
        Map.of(FIRST, next), Map.of(FIRST, new Log(0, end)), Duration.ofSeconds(seconds));
  }

  private static Map<String, Waiting> waiting(long records, long seconds) {
    return Map.of("facts", new Waiting(records, Duration.ofSeconds(seconds)));
  }
}
