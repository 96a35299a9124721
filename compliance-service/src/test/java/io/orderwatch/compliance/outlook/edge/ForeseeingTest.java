package io.orderwatch.compliance.outlook.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderwatch.clock.ScaledClock;
import io.orderwatch.compliance.edge.Backing;
import io.orderwatch.compliance.edge.Service;
import io.orderwatch.compliance.outlook.Chance.Stated;
import io.orderwatch.compliance.outlook.Foreseen;
import io.orderwatch.compliance.outlook.Judged;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Fifty thousand cases of the past and five thousand that are open. */
@QuarkusTest
@QuarkusTestResource(Backing.class)
class ForeseeingTest {

  private static final Logger LOG = Logger.getLogger(ForeseeingTest.class);
  private static final int OPEN = 5_000;

  @Inject Foreseeing foreseeing;
  @Inject DataSource database;
  @Inject ScaledClock clock;

  private final Service service = new Service();

  /** Told after one hour and after nine; every second supplies, an hour after one or the other. */
  @BeforeEach
  void fill() throws SQLException {
    execute(
        """
        insert into passport_case (key, state, order_number, version, opened_at, deadline_at, deadline_basis, steps_taken, closed_at)
        select '99' || n %% 10 || ':past-' || n, case when n / 10 %% 4 < 2 then 'supplied' else 'lost' end, 'o' || n, 1, at, at + interval '24 h',
               'IN_PROCESS_AT', 2, at + case n / 10 %% 4 when 0 then interval '2 h' when 1 then interval '10 h' else interval '24 h' end
          from generate_series(1, 50000) n, lateral (select timestamptz '%1$s' - interval '25 h' - n * interval '40 s' as at) t;
        insert into passport_case (key, state, order_number, version, opened_at, deadline_at, deadline_basis, steps_taken, reminded_at, sent_step, sent_at, stopped)
        select '99' || n %% 10 || ':open-' || n, 'waiting', 'p' || n, 1, at, at + interval '24 h', 'IN_PROCESS_AT', 1,
               at + interval '1 h', 1, at + interval '1 h', true
          from generate_series(1, %2$d) n, lateral (select timestamptz '%1$s' - interval '90 min' - n * interval '5 s' as at) t;
        insert into timeline_entry (id, key, type, at, facts)
        select key || '/' || h, key, 'message.sent.v1', opened_at + h * interval '1 h', 'step=1'
          from passport_case, unnest(array[1, 9]) h
         where key like '99%%' and opened_at + h * interval '1 h' < coalesce(closed_at, '%1$s');
        analyze passport_case; analyze timeline_entry"""
            .formatted(Service.NOON, OPEN));
  }

  @AfterEach
  void empty() throws SQLException {
    service.close();
    execute(
        "delete from passport_case where key like '99%'; delete from timeline_entry where key like '99%'");
  }

  private void execute(String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static <T> T timed(String what, Duration most, Callable<T> work) throws Exception {
    var began = System.nanoTime();
    var done = work.call();
    var took = Duration.ofNanos(System.nanoTime() - began);
    LOG.infof("%s took %d ms", what, took.toMillis());
    assertThat(took).as(what).isLessThan(most);
    return done;
  }

  @Test
  void learning_takes_seconds_and_nobody_who_looks_waits_for_it() throws Exception {
    var outlook =
        timed("learning", Duration.ofSeconds(30), () -> foreseeing.learn(clock.now()).outlook());
    assertThat(outlook.cases()).isGreaterThanOrEqualTo(50_000);
    assertThat(outlook.cases("991")).isEqualTo(5_000);
    // What was learned before these cases were there is kept for a while.
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () ->
                assertThat(open(foreseeing.foresee()))
                    .hasSize(OPEN)
                    .allMatch(ForeseeingTest::alike));
    timed("foreseeing", Duration.ofSeconds(10), foreseeing::foresee);
    for (var path : new String[] {"/?sort=attention", "/", "/api/outlook", "/board/charts"}) {
      assertThat(service.get(path).statusCode()).isEqualTo(200);
      timed(path, Duration.ofSeconds(2), () -> service.get(path));
    }
    timed(
        "/board.csv?sort=attention",
        Duration.ofSeconds(10),
        () -> service.get("/board.csv?sort=attention"));
  }

  private static List<Judged> open(Foreseen foreseen) {
    return foreseen.ranked().stream()
        .map(each -> each.judged())
        .filter(each -> each.open().ref().posting().value().startsWith("open-"))
        .toList();
  }

  /** Told once, and no reminder comes: a quarter gave their data an hour after, then nobody. */
  private static boolean alike(Judged judged) {
    var silent = Duration.between(judged.open().since(), judged.open().deadline()).toHours();
    return silent == 23
        && judged.chance() instanceof Stated(var chance, var from, var ofStore, _)
        && ofStore
        && from >= 30
        && chance >= 0
        && chance <= 0.25;
  }
}
