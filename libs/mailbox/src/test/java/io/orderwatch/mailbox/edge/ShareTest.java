package io.orderwatch.mailbox.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class ShareTest {

  private static final Duration LENGTH = Duration.ofMinutes(5);
  private static final Duration OFTEN = Duration.ZERO;

  private final MailboxFixture mailbox = new MailboxFixture();
  private final List<String> stores = new ArrayList<>(names(100));

  private static List<String> names(int many) {
    return IntStream.range(0, many).mapToObj(i -> "store-%03d".formatted(i)).toList();
  }

  private Leases leases(String owner) {
    return new Leases(mailbox.database, owner, LENGTH);
  }

  private Share share(String owner) {
    return new Share(leases(owner), () -> List.copyOf(stores), OFTEN);
  }

  @Test
  void two_processes_have_half_each_and_a_third_gets_its_part_of_both() throws SQLException {
    var first = share("a");
    var second = share("b");
    var third = share("c");
    first.share();
    assertThat(first.held()).hasSize(100);

    for (var round = 0; round < 2; round++) {
      second.share();
      first.share();
    }
    assertThat(first.held()).hasSize(50);
    assertThat(second.held()).hasSize(50).doesNotContainKeys(keys(first));

    for (var round = 0; round < 2; round++) {
      third.share();
      second.share();
      first.share();
    }
    third.share();
    assertThat(List.of(first.held().size(), second.held().size(), third.held().size()))
        .containsExactlyInAnyOrder(34, 34, 32);
  }

  private static String[] keys(Share share) {
    return share.held().keySet().toArray(String[]::new);
  }

  @Test
  void what_is_held_is_renewed_in_one_statement_however_much_it_is() throws SQLException {
    var taken = new AtomicInteger();
    var share =
        new Share(
            new Leases(counting(mailbox.database, taken), "a", LENGTH), () -> names(1000), OFTEN);
    share.share();
    assertThat(share.held()).hasSize(1000);
    mailbox.execute("update lease set until = clock_timestamp() + interval '1 s'");

    taken.set(0);
    share.share();

    assertThat(taken).hasValue(1);
    assertThat(
            mailbox.column(
                "select count(*) from lease where until > clock_timestamp() + interval '4 min'"))
        .containsExactly("1001");
  }

  @Test
  void who_comes_back_to_a_lease_that_nobody_took_goes_on_with_it() throws SQLException {
    var share = share("a");
    share.share();
    var before = share.held("store-007").orElseThrow();
    mailbox.execute("update lease set until = '-infinity'");

    share.share();

    assertThat(share.held("store-007")).contains(before);
    assertThatCode(() -> hold(before)).doesNotThrowAnyException();
  }

  @Test
  void who_comes_back_after_another_had_it_begins_anew() throws SQLException {
    var mine = leases("a").take("store").orElseThrow();
    mailbox.execute("update lease set until = '-infinity'");
    assertThat(leases("b").take("store")).isPresent();
    mailbox.execute("update lease set until = '-infinity'");

    var again = leases("a").take("store").orElseThrow();

    assertThat(again.epoch()).isEqualTo(mine.epoch() + 2);
    assertThatThrownBy(() -> hold(mine)).isInstanceOf(Leases.Fenced.class);
  }

  @Test
  void what_was_let_go_has_a_new_epoch_also_for_who_let_go() throws SQLException {
    var leases = leases("a");
    var mine = leases.take("store").orElseThrow();
    leases.release(mine);
    assertThat(leases.take("store").orElseThrow().epoch()).isGreaterThan(mine.epoch());
    assertThatThrownBy(() -> hold(mine)).isInstanceOf(Leases.Fenced.class);
  }

  @Test
  void what_was_not_renewed_in_time_is_not_held_whatever_the_database_says() throws SQLException {
    var share =
        new Share(
            new Leases(mailbox.database, "a", Duration.ofMillis(200)),
            () -> List.of("store"),
            OFTEN);
    share.share();
    await().untilAsserted(() -> assertThat(share.held()).isEmpty());
    assertThat(share.held("store")).isEmpty();
    assertThat(mailbox.column("select owner from lease where name = 'store'")).containsExactly("a");
  }

  @Test
  void a_lease_that_is_busy_keeps_no_other_from_being_renewed() throws Exception {
    var share = share("a");
    share.share();
    mailbox.execute("update lease set until = clock_timestamp() + interval '1 s'");
    try (var connection = mailbox.database.getConnection();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      connection.setAutoCommit(false);
      Leases.hold(connection, share.held("store-000").orElseThrow());
      var sharing =
          threads.submit(
              () -> {
                share.share();
                return true;
              });
      await()
          .untilAsserted(
              () ->
                  assertThat(
                          mailbox.column(
                              "select count(*) from lease where until > clock_timestamp() + interval '4 min'"))
                      .containsExactly("100"));
      connection.rollback();
      assertThat(sharing.get()).isTrue();
    }
    assertThat(share.held()).hasSize(100);
  }

  @Test
  void what_is_no_work_any_more_is_let_go() throws SQLException {
    var share = share("a");
    share.share();
    stores.remove("store-003");
    stores.add("store-new");
    share.share();
    assertThat(share.held()).hasSize(100).containsKey("store-new").doesNotContainKey("store-003");
  }

  private void hold(Lease lease) throws SQLException {
    Tx.run(
        mailbox.database,
        tx -> {
          Leases.hold(tx, lease);
          return true;
        });
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
}
