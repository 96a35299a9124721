package io.orderwatch.notification.digest.edge;

import static io.orderwatch.notification.reminder.Given.REF;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.notification.digest.Owing;
import io.orderwatch.notification.digest.OwingSpec;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OwingRowSpec {

  static Stream<Owing> kept() {
    return OwingSpec.states().stream().filter(state -> !(state instanceof Owing.Unknown));
  }

  @ParameterizedTest
  @MethodSource("kept")
  void every_state_of_the_matrix_comes_back_from_its_row(Owing state) {
    assertThat(OwingRow.of(REF.key(), state).owing()).isEqualTo(state);
  }
}
