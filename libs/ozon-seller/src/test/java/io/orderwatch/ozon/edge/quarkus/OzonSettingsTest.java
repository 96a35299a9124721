package io.orderwatch.ozon.edge.quarkus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OzonSettingsTest {

  @Test
  void several_stores_are_written_in_one_text() {
    assertThat(keys(Map.of("orderwatch.ozon.keys", "1001=a-b=; 1002=c;")))
        .isEqualTo(Map.of("1001", "a-b=", "1002", "c"));
  }

  @Test
  void without_keys_no_store_is_ours() {
    assertThat(keys(Map.of())).isEmpty();
    assertThat(keys(Map.of("orderwatch.ozon.keys", ""))).isEmpty();
  }

  @Test
  void a_slip_is_not_quoted() {
    assertThatThrownBy(() -> keys(Map.of("orderwatch.ozon.keys", "very-secret")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageNotContaining("very-secret");
  }

  private static Map<String, String> keys(Map<String, String> given) {
    return new SmallRyeConfigBuilder()
        .withMapping(OzonSettings.class)
        .withDefaultValues(given)
        .build()
        .getConfigMapping(OzonSettings.class)
        .keyByStore();
  }
}
