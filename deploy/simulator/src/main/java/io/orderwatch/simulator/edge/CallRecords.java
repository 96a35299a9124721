package io.orderwatch.simulator.edge;

import static io.orderwatch.simulator.edge.Json.object;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** The calls made to us: all counted, those about one posting also in the ledger. */
final class CallRecords {

  private static final String GET = "/v3/posting/fbs/get";
  private static final Set<String> IN_LEDGER =
      Set.of(
          GET,
          "/v1/chat/start",
          "/v1/chat/send/message",
          "/v3/chat/history",
          "/v2/chat/read",
          "/v1/posting/fbs/cancel-reason",
          "/v2/posting/fbs/cancel",
          "/v2/posting/fbs/product/cancel",
          "/v4/posting/fbs/ship",
          "/v2/fbs/posting/tracking-number/set",
          "/v1/posting/fbs/timeslot/change-restrictions",
          "/v1/posting/fbs/timeslot/set",
          "/v1/posting/cutoff/set",
          "/v2/posting/fbs/arbitration",
          "/v2/posting/fbs/awaiting-delivery",
          "/v2/conditional-cancellation/approve",
          "/v2/conditional-cancellation/reject",
          "/v1/returns/rfbs/action/set",
          "/v2/fbs/posting/delivering",
          "/v2/fbs/posting/last-mile",
          "/v2/fbs/posting/delivered");

  private final Ledger ledger;
  private final Clock clock;
  private final Map<String, LongAdder> counts = new ConcurrentSkipListMap<>();
  private final Map<String, LongAdder> faults = new ConcurrentSkipListMap<>();
  private final Map<String, List<Instant>> reads = new ConcurrentHashMap<>();

  CallRecords(Ledger ledger, Clock clock) {
    this.ledger = ledger;
    this.clock = clock;
  }

  void add(String path, String store, byte[] body, Answer answer, String fault) {
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    count(counts, path + " " + answer.http());
    if (!fault.isEmpty()) {
      count(faults, fault);
    }
    if (!IN_LEDGER.contains(path)) {
      return;
    }
    var posting = answer.posting() != null ? answer.posting() : named(body);
    if (path.equals(GET) && posting != null && answer.http() == 200) {
      reads.computeIfAbsent(posting, _ -> new CopyOnWriteArrayList<>()).add(now);
    }
    ledger.add(
        "api_call",
        now,
        object(
            "store",
            store,
            "path",
            path,
            "posting",
            posting,
            "http",
            answer.http(),
            "effect",
            answer.effect(),
            "changed",
            answer.changed().isEmpty() ? null : answer.changed(),
            "fault",
            fault.isEmpty() ? null : fault));
  }

  /** When the posting was read by {@code /v3/posting/fbs/get}. */
  List<Instant> reads(String posting) {
    return reads.getOrDefault(posting, List.of());
  }

  /** By path and status. */
  Map<String, Long> counts() {
    return sums(counts);
  }

  Map<String, Long> faults() {
    return sums(faults);
  }

  private static Map<String, Long> sums(Map<String, LongAdder> adders) {
    var sums = new TreeMap<String, Long>();
    adders.forEach((name, adder) -> sums.put(name, adder.sum()));
    return sums;
  }

  private static void count(Map<String, LongAdder> adders, String name) {
    adders.computeIfAbsent(name, _ -> new LongAdder()).increment();
  }

  private static @Nullable String named(byte[] body) {
    try {
      var json = Json.tree(body);
      var number = json.path("posting_number").asText("");
      return number.isEmpty() ? null : number;
    } catch (IOException e) {
      return null;
    }
  }
}
