package io.orderwatch.ingest.posting.edge;

import static io.orderwatch.ingest.posting.edge.FakeOzon.CHANGED;
import static io.orderwatch.ingest.posting.edge.FakeOzon.UNFULFILLED;
import static io.orderwatch.ingest.posting.edge.FakeOzon.page;
import static io.orderwatch.ingest.posting.edge.FakeOzon.posting;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.contracts.PostingNumber;
import io.orderwatch.ingest.polling.edge.StoreReading;
import io.orderwatch.mailbox.edge.Lease;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A round that finds nothing new asks nothing of the database, and misses nothing for it. */
class QuietRoundsTest {

  private static final String GET = "/v3/posting/fbs/get";
  private static final String WAITING = "posting_awaiting_passport_data";

  private final AtomicInteger asked = new AtomicInteger();
  private final Ingest ingest =
      new Ingest(counting(Ingest.fresh(), asked), "test", Duration.ofMinutes(5));
  private final StoreReading reading = ingest.reading();
  private FakeOzon ozon;
  private Lease lease;

  @BeforeEach
  void start() throws Exception {
    ozon = new FakeOzon();
    lease = ingest.lease();
    shows("awaiting_packaging", WAITING);
    rounds(5); // what another process may have read by another clock is behind us then
  }

  @AfterEach
  void stop() {
    ozon.close();
    ingest.close();
  }

  /** The same database, and how often a connection was taken. */
  private static DataSource counting(DataSource database, AtomicInteger taken) {
    return (DataSource)
        Proxy.newProxyInstance(
            DataSource.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (_, method, arguments) -> {
              if (method.getName().equals("getConnection")) {
                taken.incrementAndGet();
              }
              try {
                return method.invoke(database, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private void shows(String status, String substatus) {
    ozon.answers(UNFULFILLED, page(false, "", posting("1-1", status, substatus)));
    ozon.answers(CHANGED, page(false, "", posting("1-1", status, substatus)));
  }

  private void rounds(int many) throws Exception {
    for (var round = 0; round < many; round++) {
      ingest.machine.tick(Duration.ofSeconds(30));
      assertThat(reading.read(ozon.client(), lease, _ -> {}).outcome()).isEqualTo("complete");
    }
  }

  private int told() throws SQLException {
    return ingest.published().size();
  }

  @Test
  void what_is_shown_again_is_not_asked_of_the_database() throws Exception {
    asked.set(0);
    rounds(20);
    assertThat(asked).hasValue(0);
    assertThat(told()).isEqualTo(1);
    assertThat(ingest.polls.find(FakeOzon.STORE, "postings").orElseThrow().mark())
        .isEqualTo(ingest.readings.now());
  }

  @Test
  void a_change_is_told_whichever_way_it_goes() throws Exception {
    shows("awaiting_deliver", "posting_created");
    rounds(1);
    assertThat(told()).isEqualTo(2);
    shows("awaiting_packaging", WAITING);
    rounds(1);
    assertThat(told()).isEqualTo(3);
    rounds(3);
    assertThat(told()).isEqualTo(3);
  }

  @Test
  void what_a_push_brought_in_between_does_not_hide_that_the_list_says_otherwise()
      throws Exception {
    ozon.answers(GET, "{\"result\":" + posting("1-1", "awaiting_deliver", "posting_created") + "}");
    ingest.machine.tick(Duration.ofSeconds(1));
    ingest.readings.reread(ozon.client(), new PostingNumber("1-1"));
    assertThat(told()).isEqualTo(2);
    rounds(1);
    assertThat(told()).isEqualTo(3);
  }

  /** The list was asked for before the push was read, and is told after it. */
  @Test
  void a_page_that_was_too_old_to_change_anything_is_told_when_it_is_new() throws Exception {
    shows("awaiting_deliver", "posting_created");
    rounds(2);
    ozon.answers(GET, "{\"result\":" + posting("1-1", "delivering", "posting_in_carriage") + "}");
    ingest.machine.tick(Duration.ofHours(1));
    ingest.readings.reread(ozon.client(), new PostingNumber("1-1"));
    ingest.machine.tick(Duration.ofHours(-1));
    rounds(3);
    assertThat(told()).isEqualTo(3);
    ingest.machine.tick(Duration.ofHours(1));
    rounds(1);
    assertThat(told()).isEqualTo(4);
  }

  @Test
  void under_another_lease_all_is_told_again() throws Exception {
    ingest.release(lease);
    lease = ingest.lease();
    asked.set(0);
    rounds(1);
    assertThat(asked.get()).isPositive();
    assertThat(told()).isEqualTo(1);
  }

  @Test
  void a_store_with_buyers_who_owe_data_is_read_more_often() throws Exception {
    assertThat(reading.every(FakeOzon.STORE)).isEqualTo(ingest.settings.pollWaitingEvery());
    shows("awaiting_deliver", "posting_created");
    rounds(1);
    assertThat(reading.every(FakeOzon.STORE)).isEqualTo(ingest.settings.pollEvery());
  }
}
