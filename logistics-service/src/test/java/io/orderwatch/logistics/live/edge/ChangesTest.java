package io.orderwatch.logistics.live.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.orderwatch.backing.edge.BackingServices;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** Transactions that commit in any order are followed without loss, each change once. */
class ChangesTest {

  private static final int WRITERS = 4;
  private static final int COMMANDS = 8;
  private static final int CHANGES = 40;

  @Test
  void each_change_is_told_once_and_those_of_one_command_in_their_order() throws Exception {
    try (var database =
            BackingServices.shared().database().fresh().pooledDataSourceOf("logistics", 12);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Flyway.configure()
          .dataSource(database)
          .defaultSchema("logistics")
          .locations("db/mailbox", "db/migration")
          .load()
          .migrate();
      prepare(database);
      var writing = new AtomicBoolean(true);
      var followers = new ArrayList<Future<List<Change>>>();
      for (var i = 0; i < 3; i++) {
        followers.add(threads.submit(() -> follow(new Changes(database), writing)));
      }
      var writers =
          IntStream.range(0, WRITERS)
              .mapToObj(i -> threads.submit(() -> write(database, new Random(i))))
              .toList();
      for (var writer : writers) {
        writer.get(30, TimeUnit.SECONDS);
      }
      writing.set(false);
      var told = followers.getFirst().get(30, TimeUnit.SECONDS);
      assertThat(told).hasSize(COMMANDS + WRITERS * CHANGES * 2);
      assertThat(told).extracting(Change::position).isSorted().doesNotHaveDuplicates();
      for (var follower : followers) {
        assertThat(follower.get(30, TimeUnit.SECONDS)).isEqualTo(told);
      }
      told.stream()
          .collect(Collectors.groupingBy(Change::commandId))
          .forEach(
              (command, changes) ->
                  assertThat(changes)
                      .extracting(
                          change -> change.code() == null ? 0 : Integer.parseInt(change.code()))
                      .as(command)
                      .isEqualTo(IntStream.range(0, changes.size()).boxed().toList()));
    }
  }

  @Test
  void what_is_old_is_forgotten_and_positions_go_on() throws SQLException {
    try (var database =
        BackingServices.shared().database().fresh().pooledDataSourceOf("logistics", 2)) {
      Flyway.configure()
          .dataSource(database)
          .defaultSchema("logistics")
          .locations("db/mailbox", "db/migration")
          .load()
          .migrate();
      prepare(database);
      var changes = new Changes(database);
      var last = changes.place();
      changes.forget(Duration.ofDays(1));
      assertThat(changes.after(0, 100)).hasSize(COMMANDS);
      changes.forget(Duration.ofDays(-1));
      assertThat(changes.after(0, 100)).isEmpty();
      execute(database, "update shipment_command set code = '1' where id = 'k0/c0'");
      changes.place();
      assertThat(changes.after(last, 100))
          .singleElement()
          .satisfies(change -> assertThat(change.position()).isGreaterThan(last));
    }
  }

  private static void prepare(AgroalDataSource database) throws SQLException {
    execute(
        database,
        """
        insert into shipment_command (id, key, command_id, action, details, requested_by, asked_at, state)
        select 'k' || i || '/c' || i, '1001:p' || i, 'c' || i, 'cancel', '{}', 'anna', now(), 'open'
          from generate_series(0, %d) i"""
            .formatted(COMMANDS - 1));
  }

  /**
   * Two commands a transaction, in sorted order as the mailbox locks them; it ends when it likes.
   */
  private static boolean write(AgroalDataSource database, Random random) throws SQLException {
    for (var change = 0; change < CHANGES; change++) {
      var first = random.nextInt(COMMANDS - 1);
      var second = first + 1 + random.nextInt(COMMANDS - first - 1);
      try (var connection = database.getConnection();
          var update =
              connection.prepareStatement(
                  "update shipment_command set code = (coalesce(code, '0')::int + 1)::text where command_id = ?");
          var pause = connection.prepareStatement("select pg_sleep(random() * 0.004)")) {
        connection.setAutoCommit(false);
        for (var command : List.of(first, second)) {
          update.setString(1, "c" + command);
          update.executeUpdate();
        }
        pause.execute(); // so that commits come out of order
        connection.commit();
        connection.setAutoCommit(true);
      }
    }
    return true;
  }

  private static List<Change> follow(Changes changes, AtomicBoolean writing) throws SQLException {
    var told = new ArrayList<Change>();
    var position = 0L;
    while (true) {
      var last = !writing.get();
      changes.place();
      var page = changes.after(position, 7);
      if (page.isEmpty() && last) {
        return told;
      }
      told.addAll(page);
      position = page.isEmpty() ? position : page.getLast().position();
    }
  }

  private static void execute(AgroalDataSource database, String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
