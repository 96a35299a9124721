package io.orderwatch.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VisitorSpec {

  private static final String GRANTED =
      "lookers=viewer; staff=operator;night=operator@1001+1002;owners=admin";

  private static Visitor visitor(String groups) {
    return Visitor.of("anna", List.of(groups.split(",", -1)), Visitor.granted(GRANTED));
  }

  @ParameterizedTest(name = "{0} is {1} in {2}: {3}")
  @CsvSource({
    "lookers, VIEWER, 1001, true",
    "lookers, OPERATOR, 1001, false",
    "lookers, ADMIN, 1001, false",
    "staff, VIEWER, 1003, true",
    "staff, OPERATOR, 1003, true",
    "staff, ADMIN, 1003, false",
    "night, VIEWER, 1001, true",
    "night, OPERATOR, 1002, true",
    "night, OPERATOR, 1003, false",
    "night, VIEWER, 1003, false",
    "owners, ADMIN, 1003, true",
    "strangers, VIEWER, 1001, false",
    "'', VIEWER, 1001, false",
    "'lookers, night', OPERATOR, 1001, true",
    "'lookers, night', VIEWER, 1003, true",
    "'lookers, night', OPERATOR, 1003, false",
  })
  void a_role_holds_in_its_stores_with_all_that_lower_roles_may(
      String groups, Role role, String store, boolean may) {
    assertThat(visitor(groups).is(role, store)).isEqualTo(may);
  }

  @Test
  void who_sees_all_stores_sees_all_and_who_was_given_some_sees_those() {
    assertThat(visitor("night").stores()).containsExactly("1001", "1002");
    assertThat(visitor("night,lookers").stores()).isEmpty();
    assertThat(visitor("night").isEverywhere(Role.VIEWER)).isFalse();
    assertThat(visitor("lookers,night").isEverywhere(Role.OPERATOR)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "lookers=viewer;staff=operator, lookers",
    "owners=admin;staff=operator;night=viewer@1001, staff",
    "night=operator@1001, ",
    "'', ",
  })
  void what_a_service_asks_on_its_own_it_asks_as_who_may_least_of_those_who_see_all(
      String granted, @Nullable String looker) {
    assertThat(Visitor.looker(Visitor.granted(granted))).isEqualTo(Optional.ofNullable(looker));
  }

  @Test
  void the_highest_role_is_told_and_where_nobody_is_asked_it_is_the_highest_of_all() {
    assertThat(visitor("lookers,night").role()).contains(Role.OPERATOR);
    assertThat(visitor("strangers").role()).isEqualTo(Optional.empty());
    assertThat(Visitor.anyone().isEverywhere(Role.ADMIN)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "staff",
        "staff=",
        "=viewer",
        "staff=boss",
        "staff=viewer@",
        "staff=viewer@shop",
        "staff=viewer@1@2",
        "staff=viewer;staff=admin"
      })
  void what_cannot_be_understood_grants_nothing_and_stops_the_start(String text) {
    assertThatThrownBy(() -> Visitor.granted(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
