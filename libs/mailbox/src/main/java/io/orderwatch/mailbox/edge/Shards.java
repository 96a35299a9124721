package io.orderwatch.mailbox.edge;

import static java.util.stream.Collectors.toMap;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The shards that this process relays, fires and calls for: its {@link Share} of them. */
final class Shards {

  private static final String PREFIX = "shard-";
  private static final List<String> NAMES =
      IntStream.range(0, Sql.SHARDS).mapToObj(shard -> PREFIX + shard).toList();

  private final Leases leases;
  private final Share share;

  /**
   * @param every how often they are shared out anew (real time)
   */
  Shards(Leases leases, Duration every) {
    this.leases = leases;
    this.share = new Share(leases, () -> NAMES, every);
  }

  Map<Short, Lease> held() {
    return share.held().values().stream()
        .collect(
            toMap(lease -> Short.valueOf(lease.name().substring(PREFIX.length())), lease -> lease));
  }

  /** Whether the leases were taken or renewed lately; not before the first time. */
  boolean known() {
    return share.known();
  }

  void share() throws SQLException {
    share(/* anyway= */ false);
  }

  /** The same, also if it was done lately. */
  void share(boolean anyway) throws SQLException {
    share.share(anyway);
  }

  /** Lets go of all, and is not present any more. */
  void release() throws SQLException {
    leases.leave();
    share.release();
  }
}
