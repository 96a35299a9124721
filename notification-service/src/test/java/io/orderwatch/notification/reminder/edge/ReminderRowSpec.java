package io.orderwatch.notification.reminder.edge;

import static io.orderwatch.notification.reminder.Given.REF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderwatch.notification.reminder.Reminder;
import io.orderwatch.notification.reminder.ReminderMatrixSpec;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReminderRowSpec {

  static Stream<Reminder> kept() {
    return ReminderMatrixSpec.states().stream()
        .filter(state -> !(state instanceof Reminder.Unknown));
  }

  @ParameterizedTest
  @MethodSource("kept")
  void every_state_of_the_matrix_comes_back_from_its_rows(Reminder state) {
    assertThat(ReminderRow.reminder(ReminderRow.of(REF.key(), state))).isEqualTo(state);
  }

  @Test
  void what_is_unknown_has_no_row() {
    assertThatThrownBy(() -> ReminderRow.of(REF.key(), new Reminder.Unknown()))
        .isInstanceOf(IllegalStateException.class);
  }
}
