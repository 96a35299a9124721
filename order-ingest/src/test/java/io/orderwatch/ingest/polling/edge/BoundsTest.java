package io.orderwatch.ingest.polling.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.ingest.posting.edge.Ingest;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class BoundsTest {

  @Test
  void no_more_pages_are_in_flight_than_there_is_room_for_however_many_stores() throws Exception {
    var bounds = new Bounds(3, 1);
    var now = new AtomicInteger();
    var most = new AtomicInteger();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var store = 1; store <= 200; store++) {
        var id = new StoreId("" + store);
        var _ =
            threads.submit(
                () ->
                    bounds.page(
                        id,
                        () -> {
                          most.accumulateAndGet(now.incrementAndGet(), Math::max);
                          LockSupport.parkNanos(1000);
                          return now.decrementAndGet();
                        }));
      }
    }
    assertThat(most.get()).isBetween(1, 3);
    assertThat(bounds.inFlight()).isEmpty();
  }

  @Test
  void readers_that_keep_their_connections_leave_some_of_the_pool_to_relay_timers_and_leases()
      throws Exception {
    var bounds = new Bounds(50, 2);
    var held = new CountDownLatch(1);
    var taken = new CountDownLatch(2);
    try (var pool = pool(Ingest.fresh(), 4);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var reader = 0; reader < 50; reader++) {
        var _ =
            threads.submit(
                () ->
                    bounds.connection(
                        () -> {
                          try (var connection = pool.getConnection()) {
                            taken.countDown();
                            held.await();
                            return connection.isValid(1);
                          } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                          }
                        }));
      }
      taken.await();
      try (var relay = pool.getConnection();
          var leases = pool.getConnection()) {
        assertThat(relay.isValid(1)).isTrue();
        assertThat(leases.isValid(1)).isTrue();
      } finally {
        held.countDown();
      }
    }
  }

  private static AgroalDataSource pool(DataSource database, int size) throws Exception {
    try (var connection = database.getConnection()) {
      var url = connection.getMetaData().getURL();
      var user = connection.getMetaData().getUserName();
      return AgroalDataSource.from(
          new AgroalDataSourceConfigurationSupplier()
              .connectionPoolConfiguration(
                  pool ->
                      pool.maxSize(size)
                          .acquisitionTimeout(Duration.ofSeconds(2))
                          .connectionFactoryConfiguration(
                              factory ->
                                  factory
                                      .jdbcUrl(url)
                                      .principal(new io.agroal.api.security.NamePrincipal(user)))));
    }
  }
}
