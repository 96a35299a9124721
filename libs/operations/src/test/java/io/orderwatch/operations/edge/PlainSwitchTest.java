package io.orderwatch.operations.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainSwitchTest {

  private static SmallRyeConfig with(String value) {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withDefaultValue("orderwatch.ozon.send", value)
        .build();
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "TRUE", " yes ", "on", "1", "y"})
  void is_on(String value) {
    assertThat(with(value).getValue("orderwatch.ozon.send", boolean.class)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "No", "off", "0", "n"})
  void is_off(String value) {
    assertThat(with(value).getValue("orderwatch.ozon.send", boolean.class)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ture", "enabled", "2", "truefalse", "да"})
  void says_which_setting_is_neither(String value) {
    var config = with(value);
    assertThatThrownBy(() -> config.getValue("orderwatch.ozon.send", boolean.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("orderwatch.ozon.send")
        .hasMessageContaining(value);
  }
}
