package io.orderwatch.compliance.board;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.compliance.outlook.Chance.By;
import io.orderwatch.compliance.outlook.Chance.Stated;
import io.orderwatch.compliance.outlook.Foreseen;
import io.orderwatch.compliance.outlook.Judged;
import io.orderwatch.compliance.outlook.Open;
import io.orderwatch.compliance.outlook.Outlook;
import io.orderwatch.contracts.Money;
import io.orderwatch.contracts.PostingRef;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvSpec {

  private static final Instant AT = Instant.parse("2026-11-02T12:00:00Z");

  @Test
  void a_row_is_a_line() {
    var row =
        new Row(
            "42:7-1",
            "7",
            "waiting",
            AT,
            null,
            1,
            3,
            AT.minusSeconds(60),
            new Money(new BigDecimal("389.50"), "CNY"),
            Mark.NOTHING_SENT,
            false,
            "=Li, Na",
            null,
            false);
    var closed = new Row("42:8-1", "8", "lost", AT, AT.plusSeconds(1), 3, 3, null, null);
    var open =
        new Judged(
            new Open(PostingRef.of("42", "7-1"), AT.plusSeconds(3600), 1, AT, null, List.of()),
            row.value(),
            new Stated(0.625, 40, true, By.SILENCE));
    var foreseen = Foreseen.of(AT, AT, Outlook.learn(List.of(), AT), List.of(open));
    assertThat(Csv.of(List.of(row, closed), foreseen).lines())
        .containsExactly(
            "store,posting,order,state,deadline,closed,steps_taken,next_step,mark,value,currency,holder,chance,attention",
            "42,7-1,7,waiting,2026-11-02T12:00:00Z,,1,2026-11-02T11:59:00Z,nothing-sent,389.50,CNY,\"'=Li, Na\",0.6250,0.2344",
            "42,8-1,8,lost,2026-11-02T12:00:00Z,2026-11-02T12:00:01Z,3,,nothing-sent,,,,,");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "=1+1|'=1+1",
        "+7|'+7",
        "-1|'-1",
        "@a|'@a",
        "a,b|\"a,b\"",
        "a\"b|\"a\"\"b\"",
        "7-1|7-1"
      })
  void nothing_is_a_formula_and_nothing_ends_a_field(String text, String field) {
    assertThat(Csv.field(text)).isEqualTo(field);
  }
}
