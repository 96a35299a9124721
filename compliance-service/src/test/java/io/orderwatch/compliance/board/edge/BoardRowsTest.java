package io.orderwatch.compliance.board.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.agroal.api.AgroalDataSource;
import io.orderwatch.clock.ScaledClock;
import io.orderwatch.compliance.board.Filter;
import io.orderwatch.compliance.board.Mark;
import io.orderwatch.compliance.board.Row;
import io.orderwatch.compliance.edge.Backing;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the database lets through is what the rule says of each row. */
@QuarkusTest
@QuarkusTestResource(Backing.class)
class BoardRowsTest {

  private static final String STORE = "990017";

  @Inject BoardRows rows;
  @Inject BoardReader reader;
  @Inject AgroalDataSource database;
  @Inject ScaledClock clock;

  /** Cases of all that can be sent, read and answered. */
  @BeforeEach
  void fill() throws SQLException {
    execute(
        """
        insert into passport_case (key, state, order_number, version, opened_at, deadline_at, deadline_basis, steps_taken,
                                   sent_step, sent_at, read_step, answered_at)
        select '%s:m-' || s || r || a, 'waiting', 'o', 1, now(), now() + interval '5 h', 'IN_PROCESS_AT', 2,
               s, case when s > 0 then now() end, r, case a when 1 then now() - interval '1 s' when 2 then now() when 3 then now() + interval '1 s' end
          from generate_series(0, 2) s, generate_series(0, 2) r, generate_series(0, 3) a"""
            .formatted(STORE));
  }

  @AfterEach
  void empty() throws SQLException {
    execute(
        "delete from passport_case where key like '%s:%%' or key like '990018:%%'"
            .formatted(STORE));
  }

  @Test
  void each_row_is_let_through_by_the_mark_that_it_shows_and_by_no_other() {
    var all = rows.rows(filter(""), Set.of(), clock.now(), 100);
    assertThat(all).hasSize(36);
    var seen = new HashSet<Row>();
    for (var mark : Mark.values()) {
      var through = rows.rows(filter(mark.word()), Set.of(), clock.now(), 100);
      assertThat(through)
          .isNotEmpty()
          .allMatch(row -> row.mark() == mark)
          .noneMatch(seen::contains);
      seen.addAll(through);
    }
    assertThat(seen).hasSize(36);
  }

  @Test
  void who_has_a_case_is_asked_for_by_name_and_only_while_it_is_open() throws SQLException {
    execute(
        """
        insert into passport_case (key, state, order_number, version, opened_at, deadline_at, deadline_basis, steps_taken, holder, closed_at)
        select '%1$s:' || h || n, case n when 3 then 'lost' when 2 then 'expired' else 'waiting' end, 'o', 1, now(), now() + interval '5 h',
               'IN_PROCESS_AT', 0, h, case n when 3 then now() end
          from unnest(array['li', '李娜', $$' or 1=1$$]) h, generate_series(1, 3) n;
        insert into passport_case (key, state, order_number, version, opened_at, deadline_at, deadline_basis, steps_taken, holder)
        values ('990018:x', 'waiting', 'o', 1, now(), now(), 'IN_PROCESS_AT', 0, 'wei')"""
            .formatted(STORE));
    for (var name : List.of("li", "李娜", "' or 1=1")) {
      assertThat(rows.rows(with(name, "open"), Set.of(), clock.now(), 100))
          .hasSize(2)
          .allMatch(row -> name.equals(row.holder()));
    }
    assertThat(rows.rows(with("l", "open"), Set.of(), clock.now(), 100)).isEmpty();
    assertThat(rows.rows(with("me", "open"), Set.of(), clock.now(), 100)).isEmpty();
    assertThat(rows.rows(with("nobody", "open"), Set.of(), clock.now(), 100))
        .hasSize(36)
        .allMatch(row -> row.holder() == null);
    assertThat(rows.rows(with("nobody", "lost"), Set.of(), clock.now(), 100))
        .as("what is over is in nobody's hand: no filter")
        .hasSize(3);
    assertThat(rows.holders(Set.of())).contains("li", "李娜", "' or 1=1", "wei");
    assertThat(rows.holders(Set.of(STORE))).containsExactlyInAnyOrder("' or 1=1", "li", "李娜");
    assertThat(rows.holders(Set.of("990018", "1"))).containsExactly("wei");
    assertThat(rows.holders(Set.of("1"))).isEmpty();
  }

  private static Filter with(String with, String state) {
    return Filter.read("en", STORE, state, "", "", "", with, "");
  }

  /** The live part of the page counts again and again within one context, which may last. */
  @Test
  void who_counts_keeps_no_connection_though_what_he_is_asked_by_goes_on() {
    reader.count();
    assertThat(database.getMetrics().maxUsedCount()).as("it is counted").isPositive();
    await().until(() -> database.getMetrics().activeCount() == 0);
  }

  private static Filter filter(String mark) {
    return Filter.read("en", STORE, "", "", "", mark, "", "");
  }

  private void execute(String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
