package io.orderwatch.logistics.approval.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WhoIsBelievedTest {

  @Test
  void names_that_people_type_are_warned_of_where_two_of_them_are_needed() {
    assertThat(new WhoIsBelieved(true, false).warning())
        .hasValueSatisfying(warning -> assertThat(warning).contains("nobody logs in here"));
    assertThat(new WhoIsBelieved(true, true).warning()).isEmpty();
    assertThat(new WhoIsBelieved(false, false).warning()).isEmpty();
    assertThat(new WhoIsBelieved(false, true).warning()).isEmpty();
  }
}
