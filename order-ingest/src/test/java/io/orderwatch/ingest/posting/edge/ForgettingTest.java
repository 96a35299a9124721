package io.orderwatch.ingest.posting.edge;

import static io.orderwatch.ingest.posting.edge.FakeOzon.page;
import static io.orderwatch.ingest.posting.edge.FakeOzon.posting;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.contracts.PostingRef;
import io.orderwatch.ingest.posting.edge.PostingSearch.Version;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForgettingTest {

  private static final Duration KEPT = Duration.ofDays(365);

  private record Given(Duration kept) implements HistorySettings {}

  @Test
  void old_versions_are_forgotten_but_never_the_newest() throws Exception {
    try (var ingest = new Ingest();
        var ozon = new FakeOzon()) {
      var forgetting = new Forgetting(ingest.database, ingest.clock, new Given(KEPT));
      for (var status : List.of("awaiting_packaging", "awaiting_deliver", "delivering")) {
        ozon.answers(
            FakeOzon.UNFULFILLED,
            page(false, "", posting("1-1", status, ""), posting("2-1", "delivering", "")));
        ingest.read(ozon);
        ingest.machine.tick(Duration.ofDays(100));
      }
      forgetting.forget();
      assertThat(versions(ingest, "1-1")).containsExactly(1L, 2L, 3L);

      ingest.machine.tick(Duration.ofDays(66)); // the first is 366 days old, the second 266
      forgetting.forget();
      assertThat(versions(ingest, "1-1")).containsExactly(2L, 3L);
      assertThat(versions(ingest, "2-1")).containsExactly(1L);

      ingest.machine.tick(Duration.ofDays(1000));
      forgetting.forget();
      assertThat(versions(ingest, "1-1")).containsExactly(3L);
      assertThat(versions(ingest, "2-1")).containsExactly(1L);
    }
  }

  @Test
  void uploads_are_remembered_for_thirty_days() throws Exception {
    try (var ingest = new Ingest()) {
      var forgetting = new Forgetting(ingest.database, ingest.clock, new Given(KEPT));
      upload(ingest, "old", Duration.ofDays(30).plusSeconds(1));
      upload(ingest, "new", Duration.ofDays(30).minusSeconds(1));
      forgetting.forget();
      try (var connection = ingest.database.getConnection();
          var select = connection.prepareStatement("select key from upload");
          var rows = select.executeQuery()) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString(1)).isEqualTo("new");
        assertThat(rows.next()).isFalse();
      }
    }
  }

  private static void upload(Ingest ingest, String key, Duration ago) throws SQLException {
    try (var connection = ingest.database.getConnection();
        var insert =
            connection.prepareStatement(
                "insert into upload (key, lines, digest, reached_at) values (?, 1, '\\x00', ?)")) {
      insert.setString(1, key);
      insert.setTimestamp(2, java.sql.Timestamp.from(ingest.clock.now().minus(ago)));
      insert.executeUpdate();
    }
  }

  private static List<Long> versions(Ingest ingest, String number) throws SQLException {
    return new PostingSearch(ingest.database)
        .history(PostingRef.of("1001", number)).stream().map(Version::version).toList();
  }
}
