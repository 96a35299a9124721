package io.orderwatch.compliance.board;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.compliance.board.Access.Chat;
import io.orderwatch.contracts.StoreEntitlement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessSpec {

  private static final Instant NOW = Instant.parse("2026-11-02T12:00:00Z");

  private static StoreEntitlement told(
      boolean accepted, @Nullable Instant ends, @Nullable Boolean chat, String... missing) {
    return new StoreEntitlement("1001", 1, accepted, ends, List.of(missing), "PREMIUM_PLUS", chat);
  }

  @ParameterizedTest(name = "accepted {0}, {1} left: {2}")
  @CsvSource({
    "true, P90D, GOOD",
    "true, P14DT1S, GOOD",
    "true, P14D, ENDS_IN_TWO_WEEKS",
    "true, P7DT1S, ENDS_IN_TWO_WEEKS",
    "true, P7D, ENDS_IN_A_WEEK",
    "true, P1DT1S, ENDS_IN_A_WEEK",
    "true, P1D, ENDS_IN_A_DAY",
    "true, PT1S, ENDS_IN_A_DAY",
    "true, PT0S, ENDED",
    "true, PT-1H, ENDED",
    "true, , UNKNOWN",
    "false, P90D, REFUSED",
    "false, , REFUSED",
  })
  void a_key_is_told_of_at_fourteen_seven_and_one_day(
      boolean accepted, @Nullable Duration left, Access.Key key) {
    var ends = left == null ? null : NOW.plus(left);
    assertThat(Access.of(told(accepted, ends, true), NOW))
        .isEqualTo(new Access(key, ends, 0, Chat.OPEN));
    assertThat(key.urges()).isEqualTo(key != Access.Key.GOOD && key != Access.Key.UNKNOWN);
  }

  @Test
  void what_may_not_be_sent_is_done_by_hand_and_what_is_not_known_is_said_so() {
    assertThat(Access.of(told(true, null, false), NOW).chat()).isEqualTo(Chat.BY_HAND);
    assertThat(Access.of(told(true, null, null), NOW).chat()).isEqualTo(Chat.UNKNOWN);
    assertThat(Access.of(told(true, null, true, "/v1/chat/start"), NOW).missing()).isEqualTo(1);
  }
}
