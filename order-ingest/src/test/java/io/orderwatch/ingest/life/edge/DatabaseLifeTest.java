package io.orderwatch.ingest.life.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderwatch.backing.edge.quarkus.Logged;
import io.orderwatch.clock.SettableClock;
import io.orderwatch.ingest.posting.edge.Ingest;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class DatabaseLifeTest {

  private static final Instant NOW = Instant.parse("2026-11-27T18:00:00Z");
  private static final long SECOND = NOW.getEpochSecond();

  private final SettableClock machine = new SettableClock(NOW);
  private final DataSource database = Ingest.fresh();

  private DatabaseLife noticed(String word) throws SQLException {
    var life = new DatabaseLife(word, machine);
    look(life);
    return life;
  }

  private void look(DatabaseLife life) throws SQLException {
    try (var connection = database.getConnection()) {
      life.onConnectionCreate(connection);
      life.onConnectionAcquire(connection);
      assertThat(connection.getAutoCommit()).as("as it was given").isTrue();
    }
  }

  private void sql(String statement) throws SQLException {
    try (var connection = database.getConnection();
        var each = connection.createStatement()) {
      each.execute(statement);
    }
  }

  private List<String> row() throws SQLException {
    try (var connection = database.getConnection();
        var select = connection.createStatement();
        var rows = select.executeQuery("select system, timeline, word, floor from database_life")) {
      assertThat(rows.next()).isTrue();
      var row = List.of(rows.getString(1), rows.getString(2), rows.getString(3), rows.getString(4));
      assertThat(rows.next()).isFalse();
      return row;
    }
  }

  @Test
  void the_first_life_counts_from_one_and_so_does_the_next_process() throws SQLException {
    assertThat(noticed("").versions().first()).isEqualTo(1);
    machine.tick(Duration.ofDays(1));
    assertThat(noticed("").versions().first()).isEqualTo(1);
    assertThat(row().getFirst()).as("PostgreSQL's own number").matches("[0-9]{15,20}");
    assertThat(row().subList(1, 4)).containsExactly("00000001", "", "0");
  }

  @Test
  void a_database_that_has_come_to_another_timeline_or_system_is_in_another_life()
      throws SQLException {
    noticed("");
    for (var column : List.of("timeline", "system")) {
      sql("update database_life set floor = 0, " + column + " = '00000000'"); // as it was there
      try (var logged = new Logged()) {
        assertThat(noticed("").versions().first()).isEqualTo(SECOND);
        assertThat(logged.bad())
            .singleElement()
            .satisfies(
                line ->
                    assertThat(line.text())
                        .contains("the database was put back", "go on from " + SECOND));
        assertThat(noticed("").versions().first()).isEqualTo(SECOND);
        assertThat(logged.bad()).as("once").hasSize(1);
      }
    }
  }

  @Test
  void one_that_begins_empty_beside_an_old_Kafka_is_said_to_by_a_word() throws SQLException {
    try (var logged = new Logged()) {
      assertThat(noticed("made-anew").versions().first()).isEqualTo(SECOND);
      assertThat(noticed("made-anew").versions().first()).isEqualTo(SECOND);
      assertThat(logged.bad())
          .singleElement()
          .satisfies(line -> assertThat(line.text()).contains("after none that was noticed"));
    }
  }

  @Test
  void of_processes_that_notice_at_once_all_have_one_floor() throws Exception {
    for (var round = 0; round < 20; round++) {
      var word = "round-" + round;
      var at = SECOND + 1000L * round;
      var processes = 8;
      var ready = new CountDownLatch(processes);
      var noticed = new ArrayList<Future<Long>>();
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (var each = 0; each < processes; each++) {
          var clock = new SettableClock(Instant.ofEpochSecond(at + each));
          noticed.add(
              threads.submit(
                  () -> {
                    var life = new DatabaseLife(word, clock);
                    ready.countDown();
                    ready.await();
                    look(life);
                    return life.versions().first();
                  }));
        }
      }
      var floors = new ArrayList<Long>();
      for (var each : noticed) {
        floors.add(each.get());
      }
      assertThat(floors.stream().distinct()).as("of %s", floors).hasSize(1);
      assertThat(floors.getFirst()).isBetween(at, at + processes);
      assertThat(row().get(3)).isEqualTo("" + floors.getFirst());
    }
  }

  @Test
  void what_is_not_noticed_yet_is_given_no_version() throws SQLException {
    var life = new DatabaseLife("", machine);
    assertThatThrownBy(life::versions).isInstanceOf(IllegalStateException.class);
    sql("alter table database_life rename to not_yet");
    look(life);
    assertThatThrownBy(life::versions)
        .as("the schema is not made")
        .isInstanceOf(IllegalStateException.class);
    sql("alter table not_yet rename to database_life");
    look(life);
    assertThat(life.versions().first()).isEqualTo(1);
  }

  @Test
  void what_cannot_be_looked_at_is_looked_at_again_and_the_floor_stays() throws SQLException {
    var life = noticed("put-back");
    var broken = database.getConnection();
    broken.close();
    life.onConnectionCreate(broken);
    assertThatThrownBy(life::versions).isInstanceOf(IllegalStateException.class);
    look(life);
    assertThat(life.versions().first()).isEqualTo(SECOND);
  }

  @Test
  void a_database_that_does_not_tell_goes_on_as_before_and_has_people_say_it() throws SQLException {
    var role = "r" + System.nanoTime();
    sql("create role " + role);
    sql("grant all on schema ingest to " + role);
    sql("grant all on all tables in schema ingest to " + role);
    noticed("");
    sql("revoke execute on function pg_control_system() from public");
    try (var logged = new Logged();
        var connection = database.getConnection();
        var set = connection.createStatement()) {
      set.execute("set role " + role);
      var life = new DatabaseLife("", machine);
      life.onConnectionCreate(connection);
      life.onConnectionCreate(connection);
      assertThat(life.versions().first()).isEqualTo(1);
      assertThat(logged.bad())
          .singleElement()
          .satisfies(
              line ->
                  assertThat(line.text())
                      .contains("does not tell", "42501", "orderwatch.ingest.database.life"));
      assertThat(row().subList(1, 4))
          .as("what it told is kept")
          .containsExactly("00000001", "", "0");
      var named = new DatabaseLife("put-back", machine);
      named.onConnectionCreate(connection);
      assertThat(named.versions().first()).isEqualTo(SECOND);
    }
  }

  @Test
  void a_word_is_a_word() {
    for (var word : List.of("a\0b", "\uD800", "two words", "x".repeat(65), "'; drop")) {
      assertThatThrownBy(() -> new DatabaseLife(word, machine))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("orderwatch.ingest.database.life");
    }
    for (var word : List.of("", "2026-11-27T17:55", "заново", "恢复")) {
      assertThat(new DatabaseLife(word, machine)).isNotNull();
    }
  }
}
