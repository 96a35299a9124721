package io.orderwatch.compliance.board;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.operations.Visitor;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TurnedSpec {

  private static Visitor visitor(@Nullable String groups) {
    return Visitor.of(
        "anna",
        groups == null ? List.of() : List.of(groups.split("\\+", -1)),
        Visitor.granted("look=viewer;own=admin;part=operator@1001"));
  }

  @ParameterizedTest(name = "{0} for {1}, store {2}: {3}")
  @CsvSource({
    "403, , , NO_ROLE",
    "403, others, 1001, NO_ROLE",
    "403, part, 1002, OTHER_STORE",
    "403, part, 1001, OTHER_ROLE",
    "403, part, , OTHER_ROLE",
    "403, look, , OTHER_ROLE",
    "403, look, 1001, OTHER_ROLE",
    "403, others+part, 1002, OTHER_STORE",
    "404, own, 1001, MISSING",
    "404, , , MISSING",
    "400, look, , MISSING",
    "405, look, , MISSING",
    "500, look, , AWAY",
    "503, , 1001, AWAY",
  })
  void what_somebody_is_answered_says_why(
      int status, @Nullable String groups, @Nullable String store, Turned why) {
    assertThat(Turned.of(status, visitor(groups), store)).isEqualTo(why);
  }

  @ParameterizedTest
  @CsvSource({"401, NOT_LET_IN", "503, ISSUER_AWAY", "400, MISSING", "404, MISSING"})
  void what_is_answered_before_anybody_is_known_has_to_do_with_the_login_or_the_address(
      int status, Turned why) {
    assertThat(Turned.atTheDoor(status)).isEqualTo(why);
  }

  @ParameterizedTest
  @EnumSource
  void who_has_not_logged_in_here_is_never_told_to_log_out(Turned why) {
    assertThat(why.way(false)).isNotEqualTo(Turned.Way.OUT);
    assertThat(why.way(true) == Turned.Way.OUT).isEqualTo(why == Turned.NO_ROLE);
  }
}
