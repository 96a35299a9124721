package io.orderwatch.ingest.push.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.orderwatch.backing.edge.Database;
import io.orderwatch.contracts.PostingNumber;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.ingest.posting.edge.Ingest;
import io.orderwatch.ingest.push.edge.Hints.Hint;
import io.orderwatch.mailbox.edge.Outages;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HintsTest {

  private static final StoreId STORE = new StoreId("1001");
  private static final StoreId OTHER = new StoreId("1002");
  private static final PostingNumber ONE = new PostingNumber("1-1");
  private static final PostingNumber TWO = new PostingNumber("2-1");

  private Ingest ingest;
  private Hints hints;

  @BeforeEach
  void start() {
    ingest = new Ingest();
    hints = new Hints(ingest.database, ingest.clock, ingest.settings, Outages.none());
    hints.start();
  }

  @AfterEach
  void stop() {
    hints.stop();
    ingest.close();
  }

  private List<PostingNumber> due(StoreId... stores) throws SQLException {
    return hints.due(List.of(stores), 10).stream().map(Hint::posting).toList();
  }

  @Test
  void many_hints_at_one_posting_are_one_and_the_oldest_comes_first() throws Exception {
    hints.note(STORE, ONE);
    ingest.machine.tick(Duration.ofSeconds(1));
    hints.note(STORE, TWO);
    hints.note(STORE, TWO);
    hints.note(OTHER, ONE);
    assertThat(due(STORE)).containsExactly(ONE, TWO);
    assertThat(hints.waiting()).containsEntry("1001", 2L).containsEntry("1002", 1L);
  }

  @Test
  void a_hint_at_what_is_being_read_is_read_anew() throws Exception {
    hints.note(STORE, ONE);
    var read = hints.due(List.of(STORE), 10).getFirst();
    hints.note(STORE, ONE);
    hints.done(read);
    assertThat(due(STORE)).containsExactly(ONE);
  }

  @Test
  void what_was_worked_through_is_gone() throws Exception {
    hints.note(STORE, ONE);
    hints.done(hints.due(List.of(STORE), 10).getFirst());
    assertThat(due(STORE)).isEmpty();
    assertThat(hints.waiting()).isEmpty();
  }

  @Test
  void what_is_postponed_waits_and_a_new_push_ends_that() throws Exception {
    hints.note(STORE, ONE);
    hints.postpone(hints.due(List.of(STORE), 10).getFirst(), Duration.ofHours(1));
    assertThat(due(STORE)).isEmpty();
    assertThat(hints.waiting()).containsEntry("1001", 1L);
    hints.note(STORE, ONE);
    assertThat(due(STORE)).containsExactly(ONE);
  }

  @Test
  void what_finds_no_room_is_left_to_the_poll() throws Exception {
    for (var posting = 0; posting < ingest.settings.hints(); posting++) {
      assertThat(hints.note(STORE, new PostingNumber(posting + "-1"))).isTrue();
    }
    assertThat(hints.note(STORE, new PostingNumber("more-1"))).isFalse();
    assertThat(hints.note(STORE, ONE)).as("waits already").isTrue();
    assertThat(hints.note(OTHER, ONE)).isTrue();
  }

  @Test
  void many_at_once_share_transactions() throws Exception {
    var before = commits();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var noting = new ArrayList<Future<Boolean>>();
      for (var store : IntStream.range(1, 1001).toArray()) {
        noting.add(threads.submit(() -> hints.note(new StoreId("" + store), ONE)));
      }
      for (var each : noting) {
        assertThat(each.get()).isTrue();
      }
    }
    assertThat(hints.waiting()).hasSize(1000);
    await().untilAsserted(() -> assertThat(commits()).isGreaterThan(before));
    assertThat(commits() - before).isLessThan(500);
  }

  @Test
  void without_a_database_it_is_said_and_soon() {
    var lost = new Hints(Database.nowhere(), ingest.clock, ingest.settings, Outages.none());
    lost.start();
    assertThatThrownBy(() -> lost.note(STORE, ONE)).isInstanceOf(SQLException.class);
    lost.stop();
    var nobodyWrites = new Hints(ingest.database, ingest.clock, ingest.settings, Outages.none());
    assertThatThrownBy(() -> nobodyWrites.note(STORE, ONE)).isInstanceOf(SQLException.class);
  }

  private long commits() throws SQLException {
    try (var connection = ingest.database.getConnection();
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "select xact_commit from pg_stat_database where datname = current_database()")) {
      row.next();
      return row.getLong(1);
    }
  }
}
