package io.orderwatch.compliance.board.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderwatch.clock.ScaledClock;
import io.orderwatch.compliance.board.Filter;
import io.orderwatch.compliance.board.Mark;
import io.orderwatch.compliance.board.Row;
import io.orderwatch.compliance.board.Store;
import io.orderwatch.compliance.edge.Backing;
import io.orderwatch.compliance.edge.Service;
import io.orderwatch.compliance.past.Unsure;
import io.orderwatch.compliance.past.edge.PastRows;
import io.orderwatch.contracts.MessageEvent;
import io.orderwatch.contracts.Money;
import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.PostingEvent;
import io.orderwatch.contracts.PostingRef;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Cases live through all that can happen; what the board showed at each moment is kept, and the
 * past of each moment must be that.
 */
@QuarkusTest
@QuarkusTestResource(Backing.class)
class PastRowsTest {

  private static final String ONE = "9101";
  private static final String OTHER = "9102";
  private static final String LATE = "9103";
  private static final Set<String> STORES = Set.of(ONE, OTHER);
  private static final String BY = "\"requestedBy\":\"anna\"";
  private static final Duration WINDOW = Duration.ofHours(24);

  /** What the board showed then. */
  private record Shown(Instant at, Map<String, List<Row>> rows, Map<String, Store.Figures> strip) {}

  @Inject BoardRows live;
  @Inject PastRows past;
  @Inject ScaledClock clock;

  private final Service service = new Service();
  private final Map<PostingRef, Long> versions = new HashMap<>();
  private final List<Shown> shown = new ArrayList<>();

  @AfterEach
  void close() {
    service.close();
  }

  private Instant now() {
    return clock.now().truncatedTo(ChronoUnit.MICROS);
  }

  /** The lists that are asked for, by their addresses. */
  private static List<Filter> filters() {
    var filters = new ArrayList<>(states());
    for (var mark : Mark.values()) {
      filters.add(Filter.read("en", ONE, "", "", "", mark.word(), "", ""));
    }
    for (var with : List.of("Wei", "nobody")) {
      filters.add(Filter.read("en", "", "", "", "", "", with, ""));
    }
    filters.add(Filter.read("en", "", "", "6", "", "", "", ""));
    filters.add(Filter.read("en", OTHER, "", "", "p-sp", "", "", ""));
    return filters;
  }

  private static List<Filter> states() {
    return Arrays.stream(Filter.State.values())
        .map(state -> Filter.read("en", "", state.word(), "", "", "", "", ""))
        .toList();
  }

  private void note() {
    var at = now();
    var rows = new HashMap<String, List<Row>>();
    filters().forEach(each -> rows.put(each.query(), live.rows(each, STORES, at, 1_000)));
    var strip = new HashMap<String, Store.Figures>();
    live.stores(at).forEach((id, store) -> strip.put(id, store.figures()));
    strip.keySet().retainAll(STORES);
    shown.add(new Shown(at, rows, strip));
  }

  private void tell(
      PostingRef ref,
      String status,
      String substatus,
      Instant paid,
      @Nullable String zone,
      @Nullable PostingRef parent) {
    var lost = status.equals("cancelled");
    service.tell(
        new PostingEvent.Received(
            new Posting(
                ref,
                "order-" + ref.posting().value(),
                versions.merge(ref, 1L, Long::sum),
                status,
                substatus,
                "aggregator",
                List.of("cancel"),
                "",
                paid,
                null,
                null,
                List.of(new Posting.Item(1, "a", 2, new Money(new BigDecimal("100.25"), "CNY"))),
                lost ? new Posting.Cancellation(0, "ozon", false, false) : null,
                true,
                parent,
                zone)),
        now());
  }

  private void waits(PostingRef ref, Instant paid, @Nullable String zone) {
    tell(ref, "awaiting_packaging", Posting.AWAITING_PASSPORT, paid, zone, null);
  }

  private void until(PostingRef ref, Predicate<Row> so) {
    await(ref.key())
        .atMost(Duration.ofMinutes(1)) // longer than the ten seconds in which a case expires here
        .until(
            () ->
                states().stream()
                    .flatMap(
                        each -> live.rows(each, Set.of(ref.store().value()), now(), 1_000).stream())
                    .anyMatch(row -> row.key().equals(ref.key()) && so.test(row)));
  }

  private void order(PostingRef ref, String what, String more) {
    var path = "/api/cases/" + ref.store().value() + "/" + ref.posting().value() + "/" + what;
    service.json(service.post(path, "{" + more + BY + "}"));
    note();
  }

  private void heard(MessageEvent event, Predicate<Row> so) {
    service.tell(event, now());
    until(event.ref(), so);
    note();
  }

  @Test
  void the_past_of_each_moment_is_what_the_board_showed_then() {
    var first = PostingRef.of(ONE, "p-first");
    var asleep = PostingRef.of(OTHER, "p-asleep");
    note();
    waits(first, Service.NOON, null);
    until(first, row -> row.stepsTaken() == 1);
    note();
    // Noon is 22:00 in Vladivostok: the first step waits for the morning.
    waits(asleep, Service.NOON.minus(Duration.ofHours(20)), "Asia/Vladivostok");
    until(asleep, row -> row.asleep() && row.nextStep() != null);
    note();
    whatIsSaidAndOrdered(first, asleep);
    var dies = expiring();
    splitting();
    tell(first, "awaiting_packaging", "posting_created", Service.NOON, null, null);
    until(first, row -> row.state().equals("supplied"));
    note();
    tell(dies, "cancelled", "posting_canceled", Service.NOON, null, null);
    until(dies, row -> row.state().equals("lost"));
    note();
    waits(first, now(), null);
    until(first, row -> row.open() && row.stepsTaken() == 1 && row.mark() == Mark.NOTHING_SENT);
    note();
    assertThat(shown.stream().map(Shown::rows).distinct())
        .as("the board showed so many different things")
        .hasSizeGreaterThan(15);
    for (var each : shown) {
      await().untilAsserted(() -> theSame(each));
    }
  }

  private void whatIsSaidAndOrdered(PostingRef first, PostingRef asleep) {
    heard(new MessageEvent.Sent(first, 1, "chat"), row -> row.mark() == Mark.UNREAD);
    heard(new MessageEvent.Read(first, 1, "chat"), row -> row.mark() == Mark.READ);
    heard(
        new MessageEvent.Answered(first, 1, "chat", "asks-why"),
        row -> row.mark() == Mark.ANSWERED);
    order(first, "snooze", "\"until\":\"" + Service.NOON.plus(Duration.ofHours(9)) + "\",");
    order(first, "stop", "\"reason\":\"he called\",");
    order(first, "resume", "");
    order(first, "hand-over", "\"to\":\"Wei\",");
    order(asleep, "take", "");
    order(asleep, "let-go", "");
    order(asleep, "send-now", "");
    heard(
        new MessageEvent.AwaitingOperator(asleep, 1, "text", "chat-disabled"),
        row -> row.mark() == Mark.NOTHING_SENT);
    await()
        .until(
            () ->
                service
                    .get("/api/cases/" + OTHER + "/p-asleep")
                    .body()
                    .contains("\"escalated\":\"chat-closed\""));
    note();
  }

  /** Half of its time is over in a few seconds, and then all of it. */
  private PostingRef expiring() {
    var dies = PostingRef.of(ONE, "p-dies");
    waits(dies, now().minus(WINDOW).plusSeconds(10), null);
    until(dies, row -> row.stepsTaken() > 0);
    note();
    until(dies, row -> row.state().equals("expired"));
    note();
    order(dies, "hand-over", "\"to\":\"Wei\",");
    return dies;
  }

  private void splitting() {
    var whole = PostingRef.of(OTHER, "p-split");
    var part = PostingRef.of(OTHER, "p-split-2");
    waits(whole, Service.NOON.minus(Duration.ofHours(2)), null);
    until(whole, row -> row.stepsTaken() == 1);
    order(whole, "hand-over", "\"to\":\"Wei\",");
    tell(whole, "cancelled_from_split_pending", "posting_canceled", Service.NOON, null, null);
    until(whole, row -> row.state().equals("split"));
    note();
    tell(part, "awaiting_packaging", Posting.AWAITING_PASSPORT, now(), null, whole);
    until(part, row -> "Wei".equals(row.holder()) && row.stepsTaken() == 1);
    note();
  }

  private void theSame(Shown each) {
    for (var filter : filters()) {
      var seen = past.rows(filter, STORES, each.at(), 1_000);
      assertThat(seen.stream().map(PastRows.Seen::row).toList())
          .as("%s at %s", filter.query(), each.at())
          .isEqualTo(each.rows().get(filter.query()));
      assertThat(seen)
          .as("of all else nothing is unsure")
          .allMatch(
              row ->
                  row.asOf().unsure().isEmpty()
                      || (row.row().posting().equals("p-first")
                          && row.asOf().unsure().equals(Set.of(Unsure.OPENED_AGAIN))));
    }
    var strip = new HashMap<>(past.figures(each.at()));
    strip.keySet().retainAll(STORES);
    strip.values().removeIf(Store.Figures.NONE::equals);
    var then = new HashMap<>(each.strip());
    then.values().removeIf(Store.Figures.NONE::equals);
    assertThat(strip).as("the strip at %s", each.at()).isEqualTo(then);
  }

  @Test
  void what_is_heard_late_is_shown_from_when_it_happened() {
    var ref = PostingRef.of(LATE, "p-late");
    waits(ref, Service.NOON, null);
    until(ref, row -> row.stepsTaken() == 1);
    service.tell(new MessageEvent.Sent(ref, 1, "chat"), now());
    until(ref, row -> row.mark() == Mark.UNREAD);
    var read = now();
    var between = now();
    until(ref, row -> row.mark() == Mark.UNREAD);
    service.tell(new MessageEvent.Read(ref, 1, "chat"), read);
    until(ref, row -> row.mark() == Mark.READ);
    assertThat(past.of(ref, between).orElseThrow().row().mark()).isEqualTo(Mark.READ);
    assertThat(past.of(ref, read.minusMillis(1)).orElseThrow().row().mark()).isEqualTo(Mark.UNREAD);
  }

  @Test
  void pages_of_the_past_follow_each_other_without_a_gap() {
    for (var n = 0; n < 7; n++) {
      waits(PostingRef.of(LATE, "p-page-" + n), Service.NOON, null);
    }
    var all = Filter.read("en", LATE, "", "", "p-page", "", "", "");
    await().until(() -> live.rows(all, Set.of(), now(), 10).size() == 7);
    var at = now();
    var keys = new ArrayList<String>();
    var filter = all;
    for (var page = past.rows(filter, Set.of(), at, 3);
        !page.isEmpty();
        page = past.rows(filter, Set.of(), at, 3)) {
      assertThat(page.size()).isLessThanOrEqualTo(3);
      page.forEach(seen -> keys.add(seen.row().key()));
      filter = all.after(page.getLast().row().cursor());
    }
    assertThat(keys).hasSize(7).doesNotHaveDuplicates().isSorted();
    assertThat(past.rows(all, Set.of(ONE), at, 10)).as("another's store").isEmpty();
    assertThat(past.rows(all, Set.of(), Service.NOON.minusSeconds(1), 10)).isEmpty();
  }
}
