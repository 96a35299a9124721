package io.orderwatch.compliance.board;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.compliance.board.Around.End;
import io.orderwatch.compliance.board.Freshness.Mark;
import io.orderwatch.compliance.board.Freshness.Moment;
import io.orderwatch.compliance.board.Freshness.Poll;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FreshnessSpec {

  /** By another clock than ours, which is nowhere asked. */
  private static final Instant NOW = Instant.parse("2031-11-02T12:00:00Z");

  private static final Freshness NOTHING = Freshness.missing(End.NONE);

  private static @Nullable Instant ago(@Nullable Duration ago) {
    return ago == null ? null : NOW.minus(ago);
  }

  @ParameterizedTest(name = "read until {0} ago: {1}, {2} minutes")
  @CsvSource({
    "PT0S, GOOD, 0",
    "PT-5M, GOOD, 0",
    "PT59S, GOOD, 0",
    "PT9M59S, GOOD, 9",
    "PT10M, OLD, 10",
    "P3D, OLD, 4320",
    ", NEVER, ",
  })
  void what_was_read_ten_minutes_ago_is_old(
      @Nullable Duration ago, Mark mark, @Nullable Long minutes) {
    var told = Freshness.told(NOTHING, NOW, ago(ago), "complete", null);
    assertThat(told.mark()).isEqualTo(mark);
    var until = told.until();
    assertThat(until == null ? null : until.minutes()).isEqualTo(minutes);
    assertThat(told.failed()).isEmpty();
  }

  @Test
  void what_this_page_has_not_read_is_not_known_whatever_order_ingest_knows() {
    var told = Freshness.told(NOTHING, NOW, ago(Duration.ofMinutes(2)), "complete", null);
    assertThat(told.behind(Duration.ZERO)).isEqualTo(told);
    assertThat(told.behind(Duration.ofMinutes(2))).isEqualTo(told);
    var behind = told.behind(Duration.ofHours(2));
    assertThat(behind.until()).isEqualTo(new Moment(NOW.minus(Duration.ofHours(2)), 120));
    assertThat(behind.mark()).isEqualTo(Mark.OLD);
    assertThat(NOTHING.behind(Duration.ofHours(2))).isEqualTo(NOTHING);
  }

  @Test
  void how_the_last_round_failed_is_told_though_what_is_known_is_still_good() {
    var told = Freshness.told(NOTHING, NOW, ago(Duration.ofMinutes(2)), "throttled\0", null);
    assertThat(told)
        .isEqualTo(
            new Freshness(
                End.CAME,
                new Poll(new Moment(NOW.minus(Duration.ofMinutes(2)), 2), "throttled"),
                null));
    assertThat(told.mark()).isEqualTo(Mark.GOOD);
    assertThat(Freshness.told(NOTHING, NOW, null, "", null).failed())
        .as("no round has ended yet")
        .isEmpty();
  }

  @Test
  void of_several_processes_each_knows_its_own_pushes_and_the_last_of_all_counts() {
    var one = Freshness.told(NOTHING, NOW, ago(Duration.ofMinutes(1)), "complete", NOW);
    var later = NOW.plus(Duration.ofMinutes(3));
    var other =
        Freshness.told(one, later, ago(Duration.ofMinutes(4)), "complete", NOW.minusSeconds(60));
    assertThat(other.push()).isEqualTo(new Moment(NOW, 3));
    assertThat(other.until()).isEqualTo(new Moment(NOW.minusSeconds(60), 4));
    var third = Freshness.told(other, later, null, "complete", later);
    assertThat(third.push()).isEqualTo(new Moment(later, 0));
    assertThat(third.until()).isEqualTo(other.until());
    assertThat(Freshness.told(third, later, later, "complete", null).push())
        .isEqualTo(third.push());
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CAME")
  void what_nobody_told_is_not_known(End end) {
    assertThat(Freshness.missing(end).mark()).isEqualTo(Mark.UNKNOWN);
    assertThat(Freshness.missing(end).until()).isNull();
    assertThat(Freshness.missing(end).failed()).isEmpty();
  }
}
