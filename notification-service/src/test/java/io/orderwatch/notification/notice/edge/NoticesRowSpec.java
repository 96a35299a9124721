package io.orderwatch.notification.notice.edge;

import static io.orderwatch.notification.reminder.Given.REF;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.notification.notice.Notices;
import io.orderwatch.notification.notice.NoticesSpec;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NoticesRowSpec {

  static Stream<Notices> kept() {
    var all = NoticesSpec.states().flatMap(state -> state.notices().stream()).toList();
    return Stream.concat(NoticesSpec.states(), Stream.of(new Notices(all), Notices.NONE));
  }

  @ParameterizedTest
  @MethodSource("kept")
  void every_state_of_the_matrix_comes_back_from_its_rows(Notices state) {
    assertThat(NoticesRow.notices(NoticesRow.of(REF.key(), state))).isEqualTo(state);
  }
}
