package io.orderwatch.compliance.board.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.orderwatch.compliance.edge.Backing;
import io.orderwatch.compliance.edge.Service;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A measure, not in {@code verify}: how long a page of the past takes beside half a million cases
 * of ninety days with two million entries of their timelines, of which some five thousand were open
 * at any moment and one in a hundred was opened again later. How long it took is in {@code
 * target/long-past.txt} and not judged, for it is the machine's too; what is shown is.
 *
 * <pre>
 * ./mvnw -pl compliance-service -am test -Dtest=LongPastTest -Dexcluded.tags=containers \
 *   -Dsurefire.failIfNoSpecifiedTests=false -Dspotless.check.skip=true
 * </pre>
 */
@Tag("measure")
@QuarkusTest
@QuarkusTestResource(Backing.class)
class LongPastTest {

  private static final int CASES = Integer.getInteger("orderwatch.cases", 500_000);

  /** So many at once that no statement takes a minute. */
  private static final int SOME = 25_000;

  private static final List<String> FILTERS =
      List.of(
          "",
          "&store=1007",
          "&hours=2",
          "&mark=read",
          "&with=nobody",
          "&state=expired",
          "&state=lost",
          "&state=supplied",
          "&q=o-4999");

  private static final String FILL =
      """
      create temporary table m as
        select (1001 + n % 50) || ':m-' || n as key, n,
               timestamptz '2026-11-01 12:00Z' - interval '90 d' + n * (interval '90 d' / {cases}) as opened,
               case when n % 10 = 0 then interval '24 h' else (12 + n % 11) * interval '1 h' end as lasted
          from generate_series({from} + 1, {from} + {some}) n;
      insert into passport_case (key, state, order_number, version, opened_at, deadline_at, deadline_basis, steps_taken,
                                 reminded_at, sent_step, sent_at, read_step, read_at, closed_at, cancel_reason, cancelled_by, after_ship, affects_rating, opened_first)
        select key, case when opened + lasted > timestamptz '2026-11-01 12:00Z' then 'waiting' when n % 10 = 0 then 'lost' else 'supplied' end,
               'o-' || n, 1, opened, opened + interval '24 h', 'IN_PROCESS_AT', 2, opened + interval '8 h', 2, opened + interval '8 h',
               case when n % 3 = 0 then 2 else 0 end, case when n % 3 = 0 then opened + interval '9 h' end,
               case when opened + lasted <= timestamptz '2026-11-01 12:00Z' then opened + lasted end, 0, 'ozon', false, false,
               case when n % 100 = 1 then opened - interval '2 d' end from m;
      insert into latest_posting (key, store, status, substatus, created_at, changed_at, first_seen, before_end, snapshot, value_cents, currency)
        select key, split_part(key, ':', 1), 'delivering', '', opened, opened + lasted, opened, '', '\\x00', 10000 + n % 1000, 'CNY' from m;
      insert into timeline_entry (id, key, type, at, facts)
        select key || '/' || t.type || '-0', key, t.type, opened + t.after,
               case t.type when 'passport.missing.v1' then 'deadline=' || to_char((opened + interval '24 h') at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
                           when 'passport.reminder-due.v1' then 'step=1/3' else 'step=1' end
          from m, (values ('passport.missing.v1', interval '0'), ('passport.reminder-due.v1', interval '1 min'),
                          ('message.sent.v1', interval '2 min'), ('message.read.v1', interval '1 h')) t(type, after);
      insert into timeline_entry (id, key, type, at, facts)
        select key || '/again-' || t.type, key, t.type, opened - interval '2 d' + t.after,
               'deadline=' || to_char((opened - interval '1 d') at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
          from m, (values ('passport.missing.v1', interval '0'), ('passport.supplied.v1', interval '12 h')) t(type, after)
         where n % 100 = 1;
      insert into passport_order (id, key, what, given_at, given_by, why, handed_to)
        select key || '/o', key, 'HAND_OVER', opened + interval '2 h', 'anna', '', 'Wei' from m where n % 25 = 0;
      drop table m;
      """;

  @Inject AgroalDataSource database;

  private final Service service = new Service();

  @AfterEach
  void close() {
    service.close();
  }

  @Test
  void the_board_of_any_moment_of_ninety_days_is_shown() throws SQLException, IOException {
    for (var from = 0; from < CASES; from += SOME) {
      execute(
          FILL.replace("{cases}", "" + CASES)
              .replace("{from}", "" + from)
              .replace("{some}", "" + Math.min(SOME, CASES - from)));
    }
    for (var table :
        List.of("passport_case", "timeline_entry", "latest_posting", "passport_order")) {
      execute("vacuum analyze " + table);
    }
    var lines = new ArrayList<String>();
    for (var back : List.of(1, 6, 24, 24 * 7, 24 * 30, 24 * 60, 24 * 85)) {
      var at = Service.NOON.minus(Duration.ofHours(back));
      for (var filter : FILTERS) {
        var took = took("/?lang=en&at=" + at + filter);
        lines.add("%5d h ago %-16s %s".formatted(back, filter, took));
      }
      lines.add(
          "%5d h ago %-16s %s"
              .formatted(back, "api 1000", took("/api/board/past?limit=1000&at=" + at)));
    }
    Files.write(Path.of("target", "long-past.txt"), lines);
    assertThat(service.get("/?lang=en&at=" + Service.NOON.minus(Duration.ofDays(60))).body())
        .containsPattern("data-store=\"1001\">(?s).*?data-figure=\"waiting\">[1-9][0-9]*<");
  }

  /** The first time, and the middle of five. */
  private String took(String path) {
    var times = new ArrayList<Double>();
    for (var n = 0; n < 6; n++) {
      var begin = System.nanoTime();
      assertThat(service.get(path).statusCode()).isEqualTo(200);
      times.add((System.nanoTime() - begin) / 1e6);
    }
    var first = times.removeFirst();
    times.sort(null);
    return String.format(Locale.ROOT, "first %6.0f ms, then %6.0f ms", first, times.get(2));
  }

  private void execute(String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
