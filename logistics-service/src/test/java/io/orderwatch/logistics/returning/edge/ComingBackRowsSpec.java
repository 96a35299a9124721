package io.orderwatch.logistics.returning.edge;

import static io.orderwatch.logistics.shipment.Samples.NOW;
import static io.orderwatch.logistics.shipment.Samples.REF;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.contracts.Return;
import io.orderwatch.logistics.returning.Phase;
import io.orderwatch.logistics.returning.Returns;
import io.orderwatch.logistics.returning.Returns.Standing;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ComingBackRowsSpec {

  @ParameterizedTest
  @EnumSource
  void every_state_survives_its_rows(Phase phase) {
    for (var scheme : List.of("rfbs", "fbs")) {
      var shown =
          new Return(
              REF, 8, scheme, "", 3, "", "x", "", NOW, null, null, null, "", List.of(-1), true);
      for (var standing :
          List.of(
              new Standing.Seen(shown, phase, NOW, null),
              new Standing.Seen(shown, phase, NOW, NOW.plusSeconds(5)))) {
        var state = new Returns(Map.of(Returns.id(shown), standing));
        assertThat(ReturnsRow.state(ReturnsRow.rows(REF.key(), state))).isEqualTo(state);
      }
    }
  }
}
