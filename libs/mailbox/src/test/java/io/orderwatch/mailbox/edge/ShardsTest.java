package io.orderwatch.mailbox.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class ShardsTest {

  /** Shared anew at every call, and never out while a test runs. */
  private static final Duration OFTEN = Duration.ZERO;

  private final MailboxFixture mailbox = new MailboxFixture();

  private Shards shards(String owner) {
    return new Shards(new Leases(mailbox.database, owner, Duration.ofMinutes(5)), OFTEN);
  }

  @Test
  void who_is_alone_holds_all() throws SQLException {
    var alone = shards("a");
    alone.share();
    assertThat(alone.held()).hasSize(Sql.SHARDS);
  }

  @Test
  void who_comes_later_gets_its_share_of_what_the_first_held() throws SQLException {
    var first = shards("a");
    var second = shards("b");
    first.share();
    second.share();
    assertThat(second.held()).as("all are taken still").isEmpty();

    first.share();
    second.share();
    assertThat(first.held()).hasSize(Sql.SHARDS / 2);
    assertThat(second.held())
        .hasSize(Sql.SHARDS / 2)
        .doesNotContainKeys(first.held().keySet().toArray(Short[]::new));
  }

  @Test
  void no_shard_is_left_over_when_they_cannot_be_shared_evenly() throws SQLException {
    var all = new Shards[] {shards("a"), shards("b"), shards("c")};
    for (var round = 0; round < 3; round++) {
      for (var each : all) {
        each.share();
      }
    }
    assertThat(all[0].held().size() + all[1].held().size() + all[2].held().size())
        .isEqualTo(Sql.SHARDS);
  }

  @Test
  void what_one_lets_go_of_at_its_end_the_other_takes() throws SQLException {
    var first = shards("a");
    var second = shards("b");
    for (var round = 0; round < 2; round++) {
      first.share();
      second.share();
    }
    first.release();
    second.share();
    assertThat(second.held()).hasSize(Sql.SHARDS);
    assertThat(mailbox.column("select owner from lease where name like 'present/%'"))
        .containsExactly("b");
  }

  @Test
  void what_is_held_is_renewed_and_its_epoch_stays() throws SQLException {
    var alone = shards("a");
    alone.share();
    alone.share();
    assertThat(alone.held().values()).extracting(Lease::epoch).containsOnly(1L);
  }
}
