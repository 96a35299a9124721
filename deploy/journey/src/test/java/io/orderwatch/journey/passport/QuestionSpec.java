package io.orderwatch.journey.passport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuestionSpec {

  static class Some {
    @Question.Asked(Question.Q1)
    void asks() {}

    void asksNothing() {}
  }

  @Test
  void there_are_seven_questions_from_Q0_to_Q6_each_in_words_of_its_own() {
    assertThat(Arrays.stream(Question.values()).map(Question::name))
        .containsExactly("Q0", "Q1", "Q2", "Q3", "Q4", "Q5", "Q6");
    assertThat(Arrays.stream(Question.values()).map(Question::words).distinct()).hasSize(7);
  }

  @Test
  void a_question_is_missing_until_a_test_asks_it() {
    assertThat(Question.missingFrom(Some.class))
        .containsExactlyElementsOf(
            List.of(Question.Q0, Question.Q2, Question.Q3, Question.Q4, Question.Q5, Question.Q6));
  }

  @Test
  void what_is_missing_is_told_in_its_words() {
    assertThat(Question.reportOn(Some.class))
        .contains("Q5 Can I change the tracking number after shipping?")
        .doesNotContain("Q1");
  }
}
