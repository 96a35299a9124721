package io.orderwatch.compliance.passport.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderwatch.compliance.passport.PassportCase;
import io.orderwatch.compliance.passport.PassportCaseSpec;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PassportCaseRowSpec {

  static Stream<PassportCase> kept() {
    return PassportCaseSpec.states().stream().filter(PassportCase.Opened.class::isInstance);
  }

  @ParameterizedTest
  @MethodSource("kept")
  void every_state_of_the_matrix_comes_back_from_its_row(PassportCase state) {
    var orders =
        ((PassportCase.Opened) state)
            .file().hand().orders().stream()
                .map(order -> PassportOrderRow.of(key(state), order))
                .toList()
                .reversed();
    assertThat(PassportCaseRow.of(key(state), state).passportCase(orders)).isEqualTo(state);
  }

  @Test
  void what_is_unknown_has_no_row() {
    assertThatThrownBy(() -> PassportCaseRow.of("1001:p-1", new PassportCase.Unknown()))
        .isInstanceOf(IllegalStateException.class);
  }

  private static String key(PassportCase state) {
    return ((PassportCase.Opened) state).file().ref().key();
  }
}
