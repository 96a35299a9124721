package io.orderwatch.notification.matter.edge;

import static io.orderwatch.notification.reminder.Given.REF;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.notification.matter.Matters;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MattersRowSpec {

  @ParameterizedTest
  @MethodSource("io.orderwatch.notification.matter.MattersSpec#states")
  void every_state_comes_back_from_its_rows(Matters state) {
    assertThat(MattersRow.matters(MattersRow.of(REF.key(), state))).isEqualTo(state);
  }
}
