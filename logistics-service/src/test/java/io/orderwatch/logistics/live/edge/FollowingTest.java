package io.orderwatch.logistics.live.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.agroal.api.AgroalDataSource;
import io.orderwatch.backing.edge.BackingServices;
import io.orderwatch.mailbox.edge.Outages;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** One reader for all who follow. */
class FollowingTest {

  private static final int FOLLOWERS = 100;
  private static final int CHANGES = 500;

  @Test
  void a_hundred_followers_cost_as_many_queries_as_one_and_who_is_slow_holds_nobody_back()
      throws SQLException {
    try (var database =
        BackingServices.shared().database().fresh().pooledDataSourceOf("logistics", 4)) {
      Flyway.configure()
          .dataSource(database)
          .defaultSchema("logistics")
          .locations("db/mailbox", "db/migration")
          .load()
          .migrate();
      var queries = new AtomicInteger();
      var changes =
          new Changes(database) {
            @Override
            public List<Change> after(long position, int limit) throws SQLException {
              queries.incrementAndGet();
              return super.after(position, limit);
            }
          };
      var following = new Following(changes, Duration.ofDays(1), Outages.none());
      var told = new ArrayList<List<Change>>();
      for (var i = 0; i < FOLLOWERS; i++) {
        var mine = new CopyOnWriteArrayList<Change>();
        told.add(mine);
        var _ = following.after(0, _ -> true).subscribe().with(mine::add);
      }
      var slow = new Slow();
      following.after(0, _ -> true).subscribe(slow);
      slow.take(3);
      write(database);
      following.start(new StartupEvent());
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () -> assertThat(told).allSatisfy(each -> assertThat(each).hasSize(CHANGES)));
      assertThat(told).allSatisfy(each -> assertThat(each).isEqualTo(told.getFirst()));
      assertThat(queries.get()).isLessThan(FOLLOWERS / 2);
      assertThat(slow.told).isEqualTo(told.getFirst().subList(0, 3));
      slow.take(Long.MAX_VALUE);
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(slow.told).isEqualTo(told.getFirst()));
      following.stop(new ShutdownEvent());
    }
  }

  private static void write(AgroalDataSource database) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(
          """
          insert into shipment_command (id, key, command_id, action, details, requested_by, asked_at, state)
          select 'k' || i, '1001:p' || i, 'c' || i, 'cancel', '{}', 'anna', now(), 'open'
            from generate_series(1, %d) i\
          """
              .formatted(CHANGES));
    }
  }

  /** Takes only what it asks for. */
  private static final class Slow implements Flow.Subscriber<Change> {
    final List<Change> told = new CopyOnWriteArrayList<>();
    private final AtomicReference<Flow.@Nullable Subscription> subscription =
        new AtomicReference<>();

    void take(long count) {
      var subscribed = subscription.get();
      assertThat(subscribed).isNotNull();
      if (subscribed != null) {
        subscribed.request(count);
      }
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription.set(given);
    }

    @Override
    public void onNext(Change change) {
      told.add(change);
    }

    @Override
    public void onError(Throwable e) {
      throw new AssertionError(e);
    }

    @Override
    public void onComplete() {
      // nothing is waited for any more
    }
  }
}
