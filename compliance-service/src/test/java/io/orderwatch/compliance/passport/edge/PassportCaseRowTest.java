package io.orderwatch.compliance.passport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.backing.edge.BackingServices;
import io.orderwatch.backing.edge.Database;
import io.orderwatch.compliance.passport.Hand;
import io.orderwatch.compliance.passport.PassportCase;
import io.orderwatch.compliance.passport.Told;
import io.orderwatch.contracts.Deadline;
import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.mailbox.edge.Outlet;
import io.orderwatch.mailbox.edge.States;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PassportCaseRowTest {

  static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
  static final List<Hand.What> WHATS = List.copyOf(EnumSet.allOf(Hand.What.class));
  final States<PassportCase> cases = PassportCaseRow.TABLE;
  Database database;
  Connection tx;

  @BeforeEach
  void open() throws SQLException {
    database = BackingServices.shared().database().fresh();
    tx = database.dataSource().getConnection();
    Tables.make(tx);
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
        steps,
        n % 2 == 0 ? PostingRef.of("1001", "p-0") : null,
        n % 2 == 0 ? "Asia/Omsk" : null,
        new Told(
            NOON,
            steps,
            n % 2 == 0 ? NOON : null,
            Set.of("nothing-sent", "message-failed"),
            back(n)),
        new Hand(NOON.plusSeconds(n), n % 2 == 0, n % 2 == 0 ? "Анна 李" : null, orders(n + steps)));
  }

  private static Told.Back back(int n) {
    return n % 2 == 0 ? new Told.Back(n, NOON, NOON, "other") : Told.Back.NOTHING;
  }

  private static List<Hand.Order> orders(int many) {
    return IntStream.range(0, many)
        .mapToObj(
            i ->
                new Hand.Order(
                    "z" + (many - i),
                    WHATS.get(i % WHATS.size()),
                    NOON.plusSeconds(i),
                    "anna",
                    "",
                    i % 2 == 0 ? NOON : null,
                    i % 3 == 0 ? "Анна 李" : null))
        .toList();
  }

  private static Map<String, PassportCase> every(int steps) {
    var by = new Posting.Cancellation(402, "seller", true, true);
    var all = new TreeMap<String, PassportCase>();
    for (var each :
        List.of(
            new PassportCase.Waiting(file(1, steps)),
            new PassportCase.Expired(file(2, steps)),
            new PassportCase.Supplied(file(3, steps), NOON.plusMillis(5)),
            new PassportCase.Lost(file(4, steps), NOON, by),
            new PassportCase.Split(file(5, steps), NOON))) {
      all.put(each.file().ref().key(), each);
    }
    return all;
  }

  @Test
  void every_state_is_read_as_it_was_written_however_it_came_to_be() throws SQLException {
    assertThat(cases.insert(tx, every(1))).isEqualTo(5);
    assertThat(cases.lock(tx, keys())).isEqualTo(every(1));

    var turned = new TreeMap<String, PassportCase>();
    every(3)
        .forEach(
            (key, state) ->
                turned.put(key, new PassportCase.Waiting(((PassportCase.Opened) state).file())));
    cases.update(tx, turned);
    assertThat(cases.lock(tx, keys())).isEqualTo(turned);
    cases.update(tx, every(7));
    assertThat(cases.lock(tx, keys())).isEqualTo(every(7));
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

  @Test
  void what_was_split_off_reads_how_far_its_parent_was() throws SQLException {
    cases.insert(tx, every(2));
    var outlet = new InheritingCase(database.dataSource());
    cases.insert(tx, handed("p-7", "HAND_OVER 李", "HAND_OVER wei"));
    cases.insert(tx, handed("p-8", "HAND_OVER wei", "LET_GO"));
    assertThat(told(outlet, "p-7")).containsEntry(PassportCase.HOLDER, "wei");
    assertThat(told(outlet, "p-8")).hasSize(3).doesNotContainKey(PassportCase.HOLDER);
    assertThat(outlet.send(splitOff("p-4")))
        .isEqualTo(
            new Outlet.Answer.Done(
                Map.of(
                    PassportCase.STEPS,
                    "2",
                    PassportCase.UNTIL,
                    NOON.plusSeconds(4).toString(),
                    PassportCase.BASIS,
                    "FIRST_SEEN")));
    assertThat(outlet.send(splitOff("p-99"))).isEqualTo(new Outlet.Answer.Done(Map.of()));
    assertThat(outlet.lookBack(splitOff("p-4"))).isEqualTo(new Outlet.Answer.Absent());
  }

  /** A case that was split after these orders. */
  private static Map<String, PassportCase> handed(String number, String... orders) {
    var ref = PostingRef.of("1001", number);
    var given =
        IntStream.range(0, orders.length)
            .mapToObj(
                i -> {
                  var words = orders[i].split(" ", 2);
                  return new Hand.Order(
                      "o" + i,
                      Hand.What.valueOf(words[0]),
                      NOON.plusSeconds(i),
                      "anna",
                      "",
                      null,
                      words.length == 1 ? null : words[1]);
                })
            .toList();
    var file =
        new PassportCase.File(
            ref,
            "order",
            1,
            NOON,
            new Deadline(NOON, Deadline.Basis.FIRST_SEEN),
            2,
            null,
            null,
            Told.NOTHING,
            new Hand(null, false, null, given));
    return Map.of(ref.key(), new PassportCase.Split(file, NOON));
  }

  private static Map<String, String> told(InheritingCase outlet, String parent) {
    return outlet.send(splitOff(parent)) instanceof Outlet.Answer.Done(var told) ? told : Map.of();
  }

  private static Outlet.Planned<PassportCase.Inheriting> splitOff(String parent) {
    var payload = new PassportCase.Inheriting(PostingRef.of("1001", parent));
    return new Outlet.Planned<>(
        "passport", "1001:child", PassportCase.INHERITING, "v1", payload, 1);
  }

  private static List<String> keys() {
    return new ArrayList<>(every(0).keySet());
  }
}
