package io.orderwatch.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class FigureSpec {

  @Test
  void the_median_of_an_odd_number_of_rounds_is_the_one_in_the_middle() {
    assertThat(figure(30.0, 10.0, 20.0).median()).isEqualTo(20);
  }

  @Test
  void the_median_of_an_even_number_of_rounds_lies_between_two() {
    assertThat(figure(10.0, 40.0, 20.0, 30.0).median()).isEqualTo(25);
  }

  @Test
  void ratios_are_taken_round_by_round() {
    var ratio = figure(30.0, 40.0).over(figure(10.0, 20.0), "a-over-b", "a ÷ b");

    assertThat(ratio.rounds()).containsExactly(3.0, 2.0);
    assertThat(ratio.least()).isEqualTo(2);
    assertThat(ratio.most()).isEqualTo(3);
  }

  @Test
  void different_numbers_of_rounds_are_not_compared() {
    assertThatThrownBy(() -> figure(1.0).over(figure(1.0, 2.0), "a-over-b", "a ÷ b"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_target_is_met_by_the_median() {
    assertThat(new Target(figure(4.0, 5.0, 9.0), Target.Bound.AT_LEAST, 5).met()).isTrue();
    assertThat(new Target(figure(4.0, 4.9, 9.0), Target.Bound.AT_LEAST, 5).met()).isFalse();
    assertThat(new Target(figure(0.02), Target.Bound.AT_MOST, 0.01).met()).isFalse();
  }

  private static Figure figure(Double... rounds) {
    return new Figure("a", "a", "a second", List.of(rounds));
  }
}
