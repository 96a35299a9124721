package io.orderwatch.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExposedSpec {

  private static final Exposed EXPOSED =
      Exposed.read(
          List.of(
              """
              # TYPE ozon_api_seconds histogram
              # HELP ozon_api_seconds it says: ozon_told_total 1
              ozon_api_seconds_bucket{method="/v3/get",le="0.05"} 3.0
              ozon_api_seconds_count{method="a \\"quoted\\", x=\\"y\\""} 3.0
              outbox_rows 0.0
              """,
              """
              outbox_rows NaN
              calls_open{state="planned"} 1.0 1795418124413
              """));

  @Test
  void names_and_labels_are_those_of_the_samples_of_all_services() {
    assertThat(EXPOSED.labels())
        .containsOnlyKeys(
            "calls_open", "outbox_rows", "ozon_api_seconds_bucket", "ozon_api_seconds_count")
        .containsEntry("ozon_api_seconds_bucket", Set.of("le", "method"))
        .containsEntry("ozon_api_seconds_count", Set.of("method"))
        .containsEntry("outbox_rows", Set.of());
  }

  @Test
  void nothing_is_missing_of_what_is_there() {
    assertThat(
            missing(
                "sum by (job, state) (calls_open) + up{job=\"x\"} + made:here + outbox_rows{instance=\"y\"}"))
        .isEmpty();
  }

  @Test
  void a_planted_unknown_metric_is_caught() {
    assertThat(missing("sum(calls_opened) + ozon_api_seconds_sum + made:elsewhere"))
        .containsExactly(
            "calls_opened is not exposed",
            "ozon_api_seconds_sum is not exposed",
            "made:elsewhere is not exposed");
  }

  @Test
  void a_planted_unknown_label_is_caught() {
    assertThat(missing("sum by (store) (calls_open{status=\"planned\"})"))
        .containsExactly("calls_open has no label status", "calls_open has no label store");
  }

  private static List<String> missing(String expression) {
    return EXPOSED.missing(Promql.asked(expression), Set.of("made:here"));
  }
}
