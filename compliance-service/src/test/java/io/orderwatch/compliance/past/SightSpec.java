package io.orderwatch.compliance.past;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.compliance.board.Filter;
import io.orderwatch.compliance.board.Mark;
import io.orderwatch.compliance.board.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SightSpec {

  private static final Instant AT = Instant.parse("2026-11-01T12:00:00Z");

  private static Row row(
      String key, String state, int hours, @Nullable Instant closed, @Nullable String holder) {
    return new Row(
        key,
        "o-" + key,
        state,
        AT.plus(Duration.ofHours(hours)),
        closed,
        1,
        3,
        null,
        null,
        Mark.READ,
        false,
        holder,
        null,
        false);
  }

  private static final Row SOON = row("1001:a", "waiting", 1, null, "Wei");
  private static final Row OVER = row("1001:b", "expired", -1, null, null);
  private static final Row CALM = row("1002:c", "waiting", 9, null, null);
  private static final Row SAVED = row("1002:d", "supplied", 9, AT.minusSeconds(60), null);
  private static final Row LOST = row("1001:e", "lost", -2, AT.minusSeconds(90), null);
  private static final Row PARTED = row("1001:f", "split", 9, AT.minusSeconds(30), null);

  private static String seen(Filter filter) {
    return Stream.of(CALM, LOST, OVER, PARTED, SAVED, SOON)
        .filter(row -> Sight.lets(filter, row, AT))
        .sorted(Sight.order(filter.state()))
        .map(row -> row.posting())
        .reduce("", String::concat);
  }

  @ParameterizedTest
  @CsvSource({
    "'',open,'','','','',bac",
    "'',waiting,'','','','',ac",
    "'',expired,'','','','',b",
    "'',supplied,'','','','',d",
    "'',lost,'','','','',e",
    "'',split,'','','','',f",
    "1001,open,'','','','',ba",
    "1003,open,'','','','',''",
    "'',open,2,'','','',ba",
    "'',lost,2,'','','',e",
    "'',open,'',o-1002,'','',c",
    "'',open,'',c,'','',c",
    "'',open,'','',read,'',bac",
    "'',open,'','',unread,'',''",
    "'',open,'','','',Wei,a",
    "'',open,'','','',nobody,bc",
    "'',lost,'','','',Wei,e",
  })
  void a_filter_lets_through_what_it_would_let_through_now(
      String store,
      String state,
      String hours,
      String search,
      String mark,
      String with,
      String seen) {
    assertThat(seen(Filter.read("en", store, state, hours, search, mark, with, "")))
        .isEqualTo(seen);
  }

  @Test
  void a_page_goes_on_after_the_last_row_of_the_one_before() {
    var open = Filter.read("en", "", "", "", "", "", "", "");
    assertThat(List.of(seen(open.after(OVER.cursor())), seen(open.after(CALM.cursor()))))
        .containsExactly("ac", "");
    var lost = Filter.read("en", "", "lost", "", "", "", "", "");
    assertThat(seen(lost.after(new Filter.Cursor(AT, "1001:z")))).isEqualTo("e");
    assertThat(seen(lost.after(LOST.cursor()))).isEmpty();
  }
}
