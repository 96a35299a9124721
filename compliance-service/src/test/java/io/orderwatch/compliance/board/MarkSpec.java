package io.orderwatch.compliance.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkSpec {

  private static final Instant AT = Instant.parse("2026-11-02T12:00:00Z");

  /** Times in seconds from one instant. */
  @ParameterizedTest(name = "sent {0} at {1}, read {2}, answered at {3}: {4}")
  @CsvSource({
    "0, , 0, , NOTHING_SENT",
    "0, , 0, 5, ANSWERED",
    "1, 0, 0, , UNREAD",
    "1, 0, 1, , READ",
    "1, 0, 2, , READ",
    "2, 9, 1, , UNREAD",
    "2, 9, 2, , READ",
    "1, 0, 0, 0, ANSWERED",
    "1, 0, 0, 5, ANSWERED",
    "1, 0, 1, 5, ANSWERED",
    "2, 9, 1, 5, UNREAD",
    "2, 9, 2, 5, READ",
    "2, 9, 1, 10, ANSWERED",
  })
  void only_what_the_buyer_did_about_the_last_message_counts(
      int sent, @Nullable Long sentAt, int read, @Nullable Long answeredAt, Mark mark) {
    assertThat(Mark.of(sent, at(sentAt), read, at(answeredAt))).isEqualTo(mark);
  }

  @ParameterizedTest
  @EnumSource
  void a_word_of_the_address_is_read_as_it_was_written(Mark mark) {
    assertThat(Mark.read(mark.word())).hasValue(mark);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "READ", "no", "\0"})
  void what_is_no_word_is_none(String word) {
    assertThat(Mark.read(word)).isEmpty();
  }

  private static @Nullable Instant at(@Nullable Long seconds) {
    return seconds == null ? null : AT.plusSeconds(seconds);
  }
}
