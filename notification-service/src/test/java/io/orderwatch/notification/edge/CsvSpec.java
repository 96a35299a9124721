package io.orderwatch.notification.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvSpec {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          text/csv                                | true
          application/json;q=0.1, text/csv;q=0.9  | true
          text/csv; q=0.01                        | true
          text/csv;charset=utf-8                  | true
          text/csv;q=0, application/json          | false
          text/csv; q=0.000                       | false
          application/json                        | false
          */*                                     | false""")
  void a_table_is_for_who_names_it_and_does_not_say_that_he_wants_none(
      String accept, boolean table) {
    assertThat(Csv.accepts(accept)).isEqualTo(table);
  }
}
