package io.orderwatch.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Set;
import org.junit.jupiter.api.Test;

class PromqlSpec {

  @Test
  void a_name_is_asked_for_and_a_number_is_not() {
    assertThat(Promql.asked("outbox_oldest_seconds > 60"))
        .containsExactly(asked("outbox_oldest_seconds"));
    assertThat(Promql.asked("1e3 * 0x1F + 60")).isEmpty();
  }

  @Test
  void matchers_need_their_labels_whatever_their_values_hold() {
    assertThat(Promql.asked("calls_open{state=\"a{b},c=~(\\\"d\", job!~'x|y', store=~`z`}"))
        .containsExactly(asked("calls_open", "state", "job", "store"));
  }

  @Test
  void functions_ranges_and_offsets_are_no_names() {
    assertThat(
            Promql.asked(
                "max_over_time(rate(a_total[5m])[1h:$__interval]) offset 1h unless absent(b @ end())"))
        .containsExactly(asked("a_total"), asked("b"));
  }

  @Test
  void groups_need_their_labels_before_or_behind() {
    assertThat(Promql.asked("sum by (job, code) (rate(a_total[5m])) / sum(b{x=\"1\"}) by (job)"))
        .containsExactly(asked("a_total", "job", "code"), asked("b", "x", "job"));
  }

  @Test
  void groups_within_groups_need_the_labels_of_both() {
    assertThat(Promql.asked("max by (job) (sum by (job, store) (a))"))
        .containsExactly(asked("a", "job", "store"));
  }

  @Test
  void what_is_left_out_is_not_needed() {
    assertThat(Promql.asked("sum without (pod) (a) + ignoring (x) group_left (y) b"))
        .containsExactly(asked("a"), asked("b"));
  }

  @Test
  void joined_series_need_the_label_on_both_sides() {
    assertThat(Promql.asked("(a > 1 and on (store) b) or c"))
        .containsExactly(asked("a", "store"), asked("b", "store"), asked("c"));
  }

  @Test
  void histograms_and_recorded_names_are_names_like_others() {
    assertThat(
            Promql.asked(
                "histogram_quantile(0.95, sum by (le) (rate(a_seconds_bucket[5m]))) > job:b:rate5m + c_sum / c_count"))
        .containsExactly(
            asked("a_seconds_bucket", "le"),
            asked("job:b:rate5m"),
            asked("c_sum"),
            asked("c_count"));
  }

  @Test
  void variables_of_grafana_and_comments_are_passed_over() {
    assertThat(
            Promql.asked(
                """
                sum(rate(a_total{job=~"$service"}[$__rate_interval])) # all(of) them
                  > ${threshold:raw} * bool_like"""))
        .containsExactly(asked("a_total", "job"), asked("bool_like"));
  }

  @Test
  void what_cannot_be_read_is_refused() {
    for (var wrong : new String[] {"sum(a", "a)", "{job=\"x\"}", "a[5m", "a{b=\"c\"", "sum by a"}) {
      assertThatIllegalArgumentException().as(wrong).isThrownBy(() -> Promql.asked(wrong));
    }
  }

  private static Asked asked(String name, String... labels) {
    return new Asked(name, Set.of(labels));
  }
}
