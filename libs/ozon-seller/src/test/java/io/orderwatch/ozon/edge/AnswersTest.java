package io.orderwatch.ozon.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.mailbox.edge.Outlet.Answer;
import io.orderwatch.mailbox.edge.Outlet.Planned;
import io.orderwatch.ozon.Done;
import io.orderwatch.ozon.Refusal;
import io.orderwatch.ozon.Reply;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswersTest {

  private static final Answers ANSWERS = new Answers(_ -> "no");
  private static final Answer DONE = new Answer.Done(Map.of());
  private static final Duration AFTER = Duration.ofSeconds(3);

  private static final Reply<String> OK = new Reply.Ok<>("value");
  private static final Reply<String> REFUSED = new Reply.Refused<>(Refusal.OTHER, 3, "text");
  private static final Reply<String> THROTTLED = new Reply.Throttled<>(AFTER);
  private static final Reply<String> UNAVAILABLE = new Reply.Unavailable<>("down");
  private static final Reply<String> DOUBTFUL = new Reply.Doubtful<>("lost");

  private static final Answer LATER = new Answer.NotYet(AFTER, "throttled");
  private static final Answer NO = new Answer.Refused("no");

  @Test
  void whatever_keeps_us_from_reading_the_call_was_not_made() {
    assertThat(read(OK)).isEqualTo(DONE);
    assertThat(read(REFUSED)).isEqualTo(NO);
    assertThat(read(THROTTLED)).isEqualTo(LATER);
    assertThat(read(UNAVAILABLE)).isEqualTo(notYet("down"));
    assertThat(read(DOUBTFUL)).isEqualTo(notYet("lost"));
  }

  @Test
  void a_call_that_may_have_been_made_stays_in_doubt() {
    assertThat(made(OK)).isEqualTo(DONE);
    assertThat(made(REFUSED)).isEqualTo(NO);
    assertThat(made(THROTTLED)).isEqualTo(LATER);
    assertThat(made(UNAVAILABLE)).isEqualTo(notYet("down"));
    assertThat(made(DOUBTFUL)).isEqualTo(new Answer.Doubtful("lost"));
  }

  @Test
  void a_refusal_without_words_is_one_after_a_few_tries_only() {
    var pause = Duration.ofSeconds(2);
    var wordless = new Reply.Refused<String>(Refusal.WITHOUT_WORDS, 0, "text");
    assertThat(read(wordless))
        .isEqualTo(new Answer.RefusedForNow("no", pause, 3, Duration.ZERO, false));
    assertThat(made(wordless))
        .isEqualTo(new Answer.RefusedForNow("no", pause, 3, Duration.ZERO, true));
    assertThat(lookedBack(wordless)).isEqualTo(new Answer.Doubtful("no"));
  }

  @Test
  void a_posting_that_is_not_found_may_be_too_young_for_two_minutes() {
    var young = new Reply.Refused<String>(Refusal.POSTING_NOT_FOUND, 5, "text");
    var asked =
        new Answer.RefusedForNow("no", Duration.ofSeconds(2), 3, Duration.ofMinutes(2), false);
    assertThat(read(young)).isEqualTo(asked);
    assertThat(made(young)).isEqualTo(asked);
  }

  @Test
  void a_look_back_that_failed_ends_no_doubt() {
    assertThat(lookedBack(OK)).isEqualTo(DONE);
    assertThat(lookedBack(REFUSED)).isEqualTo(new Answer.Doubtful("no"));
    assertThat(lookedBack(THROTTLED)).isEqualTo(LATER);
    assertThat(lookedBack(UNAVAILABLE)).isEqualTo(new Answer.Doubtful("down"));
    assertThat(lookedBack(DOUBTFUL)).isEqualTo(new Answer.Doubtful("lost"));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 2", "3, 4", "4, 8", "5, 8", "1000, 8"})
  void pauses_double_up_to_eight_seconds(int attempt, long seconds) {
    assertThat(Answers.pause(call(attempt))).hasSeconds(seconds);
  }

  private static Answer read(Reply<String> reply) {
    return ANSWERS.read(call(2), reply, _ -> DONE);
  }

  private static Answer made(Reply<String> reply) {
    return ANSWERS.made(call(2), reply, _ -> DONE);
  }

  private static Answer lookedBack(Reply<String> reply) {
    return ANSWERS.lookedBack(call(2), reply, _ -> DONE);
  }

  private static Answer notYet(String reason) {
    return new Answer.NotYet(Duration.ofSeconds(2), reason);
  }

  private static Planned<Done> call(int attempt) {
    return new Planned<>("feature", "1001:1-1-1", "kind", "id", new Done(), attempt);
  }
}
