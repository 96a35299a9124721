package io.orderwatch.mailbox.edge;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The shards that this process relays, fires and calls for: its share among the processes of the
 * service that are present. Whoever holds more lets go, so that one that comes later has work too;
 * whoever is gone is present until its leases end.
 */
final class Shards {

  private final Leases leases;
  private final Duration lease;
  private final Map<Short, Lease> held = new ConcurrentHashMap<>();
  private volatile long sharedAt;

  /**
   * @param lease how long a dead process keeps its shards (real time)
   */
  Shards(Leases leases, Duration lease) {
    this.leases = leases;
    this.lease = lease;
  }

  /** A live view. */
  Map<Short, Lease> held() {
    return held;
  }

  /** Whether the leases were taken or renewed lately; not before the first time. */
  boolean known() {
    return sharedAt != 0 && System.nanoTime() - sharedAt < lease.toNanos();
  }

  /** Renews what is held, takes what is free up to the share, lets go of what is above it. */
  void share() throws SQLException {
    if (sharedAt != 0 && System.nanoTime() - sharedAt < lease.toNanos() / 4) {
      return;
    }
    var share = Math.ceilDiv(Sql.SHARDS, leases.present());
    for (short shard = 0; shard < Sql.SHARDS; shard++) {
      var mine = held.get(shard);
      if (mine != null && held.size() > share) {
        held.remove(shard);
        leases.release(mine);
      } else if (mine != null || held.size() < share) {
        var taken = leases.take("shard-" + shard);
        if (taken.isPresent()) {
          held.put(shard, taken.get());
        } else {
          held.remove(shard);
        }
      }
    }
    sharedAt = System.nanoTime();
  }

  /** Lets go of all, so that nobody need wait for the leases to end. */
  void release() throws SQLException {
    leases.leave();
    for (var each : held.values()) {
      leases.release(each);
    }
  }
}
