package io.orderwatch.kubernetes.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything rendered keeps every policy, and each policy finds the offenders planted for it. */
class PolicyTest {

  static List<String> everything() {
    return Kustomize.everything();
  }

  @ParameterizedTest
  @MethodSource("everything")
  void everything_rendered_keeps_every_policy(String what) {
    var rendered = Kustomize.render(what);
    assertThat(Arrays.stream(Policy.values()).flatMap(each -> each.complaints(rendered).stream()))
        .isEmpty();
  }

  static Stream<Offender> offenders() {
    return Offender.all();
  }

  @ParameterizedTest
  @MethodSource("offenders")
  void a_planted_offender_is_found(Offender offender) {
    assertThat(offender.policy().complaints(offender.planted())).isNotEmpty();
  }

  @Test
  void every_policy_has_an_offender() {
    assertThat(offenders().map(Offender::policy).collect(Collectors.toSet()))
        .isEqualTo(EnumSet.allOf(Policy.class));
  }
}
