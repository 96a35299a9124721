package io.orderwatch.compliance.passport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.backing.edge.BackingServices;
import io.orderwatch.compliance.passport.PassportCase;
import io.orderwatch.contracts.Deadline;
import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.mailbox.edge.States;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PassportCaseRowTest {

  static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
  final States<PassportCase> cases = PassportCaseRow.TABLE;
  Connection tx;

  @BeforeEach
  void open() throws SQLException, IOException {
    tx = BackingServices.shared().database().fresh().dataSource().getConnection();
    try (var script =
            PassportCaseRow.class.getResourceAsStream("/db/migration/V1001__passport_case.sql");
        var statement = tx.createStatement()) {
      statement.execute(new String(script.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @AfterEach
  void close() throws SQLException {
    tx.close();
  }

  private static PassportCase.File file(int n, int steps) {
    return new PassportCase.File(
        PostingRef.of("1001", "p-" + n),
        "order-" + n,
        n,
        NOON,
        new Deadline(NOON.plusSeconds(n), Deadline.Basis.FIRST_SEEN),
        steps);
  }

  private static Map<String, PassportCase> every(int steps) {
    var by = new Posting.Cancellation(402, "seller", true, true);
    var all = new TreeMap<String, PassportCase>();
    for (var each :
        List.of(
            new PassportCase.Waiting(file(1, steps)),
            new PassportCase.Expired(file(2, steps)),
            new PassportCase.Supplied(file(3, steps), NOON.plusMillis(5)),
            new PassportCase.Lost(file(4, steps), NOON, by))) {
      all.put(each.file().ref().key(), each);
    }
    return all;
  }

  @Test
  void every_state_is_read_as_it_was_written_however_it_came_to_be() throws SQLException {
    assertThat(cases.insert(tx, every(1))).isEqualTo(4);
    assertThat(cases.lock(tx, keys())).isEqualTo(every(1));

    var turned = new TreeMap<String, PassportCase>();
    every(3)
        .forEach(
            (key, state) ->
                turned.put(key, new PassportCase.Waiting(((PassportCase.Opened) state).file())));
    cases.update(tx, turned);
    assertThat(cases.lock(tx, keys())).isEqualTo(turned);
    cases.update(tx, every(2));
    assertThat(cases.lock(tx, keys())).isEqualTo(every(2));
  }

  @Test
  void who_comes_second_with_a_new_key_is_told() throws SQLException {
    cases.insert(tx, every(0));
    assertThat(cases.insert(tx, every(0))).isZero();
  }

  @Test
  void what_was_never_written_is_not_found() throws SQLException {
    assertThat(cases.lock(tx, List.of("1001:none"))).isEmpty();
  }

  private static List<String> keys() {
    return new ArrayList<>(every(0).keySet());
  }
}
