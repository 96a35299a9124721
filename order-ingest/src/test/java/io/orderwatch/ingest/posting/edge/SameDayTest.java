package io.orderwatch.ingest.posting.edge;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.contracts.PostingNumber;
import io.orderwatch.contracts.PostingState;
import io.orderwatch.contracts.edge.Wire;
import io.orderwatch.ingest.posting.edge.Ingest.Row;
import io.orderwatch.ozon.OzonPosting;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One day at Ozon, however it is looked at. */
class SameDayTest {

  private static final Duration LEASE = Duration.ofMinutes(5);
  private static final int POSTINGS = 4;
  private static final int LOOKS = 20;
  private static final List<String> WAY =
      List.of(
          "awaiting_packaging",
          "awaiting_registration",
          "awaiting_deliver",
          "arbitration",
          "delivering",
          "driver_pickup",
          "cancelled",
          "delivered");

  /** What Ozon shows of all postings at one moment. */
  private record Look(Instant at, List<OzonPosting> shown) {}

  /** A posting changes now and then, back and forth too. */
  private static List<Look> day(Random random) {
    var looks = new ArrayList<Look>();
    var status = new int[POSTINGS];
    for (var i = 0; i < LOOKS; i++) {
      var shown = new ArrayList<OzonPosting>();
      for (var number = 0; number < POSTINGS; number++) {
        if (random.nextInt(4) == 0) {
          status[number] = random.nextInt(WAY.size());
        }
        shown.add(posting(number + "-1", WAY.get(status[number])));
      }
      looks.add(new Look(Ingest.START.plus(Duration.ofMinutes(30L * i)), shown));
    }
    return looks;
  }

  private static OzonPosting posting(String number, String status) {
    return new OzonPosting(
        FakeOzon.STORE,
        new PostingNumber(number),
        "1",
        status,
        "",
        null,
        "ozon",
        null,
        "",
        null,
        null,
        List.of("cancel"),
        List.of(),
        null,
        null,
        null);
  }

  private static void tell(Ingest ingest, Look look) throws SQLException {
    ingest.readings.tell(look.shown(), look.at(), Optional.empty());
  }

  private static Map<String, List<String>> byPosting(List<Row> rows) {
    return new TreeMap<>(
        rows.stream()
            .collect(
                groupingBy(
                    Row::key,
                    java.util.stream.Collectors.mapping(
                        row -> row.type() + " " + row.payload(),
                        java.util.stream.Collectors.toList()))));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void two_processes_that_both_see_it_all_tell_what_one_tells(int seed) throws Exception {
    var day = day(new Random(seed));
    Map<String, List<String>> once;
    try (var one = new Ingest()) {
      for (var look : day) {
        tell(one, look);
      }
      once = byPosting(one.outbox());
    }
    var database = Ingest.fresh();
    try (var a = new Ingest(database, "a", LEASE);
        var b = new Ingest(database, "b", LEASE);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var telling = new ArrayList<Future<Boolean>>();
      for (var process : List.of(a, b)) {
        telling.add(
            threads.submit(
                () -> {
                  for (var look : day) {
                    tell(process, look);
                    tell(process, look); // doubled
                  }
                  return true;
                }));
      }
      for (var each : telling) {
        assertThat(each.get()).isTrue();
      }
      assertThat(byPosting(a.outbox())).isEqualTo(once);
    }
  }

  /**
   * With gaps and in any order not all of the day is seen: but what is told is true and in the
   * order in which it was, each version once, and a last look ends it as it is.
   */
  @ParameterizedTest
  @ValueSource(ints = {11, 12, 13})
  void in_any_order_with_gaps_and_doubled_what_is_told_is_true_and_ends_as_it_is(int seed)
      throws Exception {
    var random = new Random(seed);
    var day = day(random);
    var database = Ingest.fresh();
    try (var a = new Ingest(database, "a", LEASE);
        var b = new Ingest(database, "b", LEASE);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var telling = new ArrayList<Future<Boolean>>();
      for (var process : List.of(a, b)) {
        var seen = new ArrayList<>(day);
        seen.removeIf(_ -> random.nextInt(4) == 0);
        seen.addAll(new ArrayList<>(seen.subList(0, seen.size() / 2)));
        Collections.shuffle(seen, random);
        telling.add(
            threads.submit(
                () -> {
                  for (var look : seen) {
                    tell(process, look);
                  }
                  return true;
                }));
      }
      for (var each : telling) {
        assertThat(each.get()).isTrue();
      }
      var last = new Look(day.getLast().at().plusSeconds(60), day.getLast().shown());
      tell(b, last);

      var truth = new TreeMap<String, List<String>>();
      day.forEach(
          look ->
              look.shown()
                  .forEach(
                      each ->
                          truth
                              .computeIfAbsent(each.ref().key(), _ -> new ArrayList<>())
                              .add(each.status())));
      for (var each : byPosting(a.outbox()).entrySet()) {
        var states =
            each.getValue().stream()
                .filter(row -> row.startsWith("posting.state.v1 "))
                .map(row -> row.substring("posting.state.v1 ".length()))
                .map(
                    row ->
                        ((PostingState)
                                Wire.decode(
                                        "posting.state.v1", row.getBytes(StandardCharsets.UTF_8))
                                    .orElseThrow())
                            .posting())
                .toList();
        assertThat(states.getLast().status())
            .isEqualTo(requireNonNull(truth.get(each.getKey())).getLast());
        var first = states.getFirst().version(); // 2 if it had ended before it was seen
        assertThat(states)
            .extracting(state -> state.version())
            .containsExactlyElementsOf(
                LongStream.range(first, first + states.size()).boxed().toList());
        for (var i = 1; i < states.size(); i++) {
          assertThat(states.get(i).status()).isNotEqualTo(states.get(i - 1).status());
        }
        assertThat(truth.get(each.getKey())).containsAll(statuses(states));
      }
      assertThat(times(a)).isNotEmpty().allMatch(inOrder -> inOrder);
    }
  }

  private static List<String> statuses(List<io.orderwatch.contracts.Posting> states) {
    return states.stream().map(io.orderwatch.contracts.Posting::status).toList();
  }

  /** Of each posting, whether its versions were asked for one after the other. */
  private static List<Boolean> times(Ingest ingest) throws SQLException {
    try (var connection = ingest.database.getConnection();
        var select =
            connection.prepareStatement(
                """
                select bool_and(read_at >= before) from (
                  select key, read_at, lag(read_at, 1, read_at) over (partition by key order by version) as before
                    from posting_version) v group by key""");
        var rows = select.executeQuery()) {
      var inOrder = new ArrayList<Boolean>();
      while (rows.next()) {
        inOrder.add(rows.getBoolean(1));
      }
      return inOrder;
    }
  }
}
