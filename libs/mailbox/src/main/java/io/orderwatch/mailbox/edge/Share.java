package io.orderwatch.mailbox.edge;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * A process's even share of named work among the processes of the service that are present. Whoever
 * holds more lets go, so that one that comes later has work too; whoever is gone is present until
 * its leases end. A lease that was not renewed in its own time is not held any more, whatever the
 * database may say later.
 */
public final class Share {

  private record Renewed(Lease lease, long at) {}

  private final Leases leases;
  private final Supplier<List<String>> names;
  private final Duration every;
  private final Map<String, Renewed> held = new ConcurrentHashMap<>();
  private List<String> declared = List.of();
  private volatile long sharedAt;
  private volatile boolean shared;

  /**
   * @param names of all the work there is, as leases are named; may change
   * @param every how often to share anew (real time), well below the length of a lease
   */
  Share(Leases leases, Supplier<List<String>> names, Duration every) {
    this.leases = leases;
    this.names = names;
    this.every = every;
  }

  /** What may be worked on now, by name. */
  public Map<String, Lease> held() {
    var now = System.nanoTime();
    var mine = new TreeMap<String, Lease>();
    held.forEach(
        (name, each) -> {
          if (inTime(each, now)) {
            mine.put(name, each.lease());
          }
        });
    return mine;
  }

  public Optional<Lease> held(String name) {
    return Optional.ofNullable(held.get(name))
        .filter(each -> inTime(each, System.nanoTime()))
        .map(Renewed::lease);
  }

  private boolean inTime(Renewed each, long now) {
    return now - each.at() < leases.length().toNanos();
  }

  /** Whether the work was shared out lately; not before the first time. */
  public boolean known() {
    return shared && System.nanoTime() - sharedAt < leases.length().toNanos();
  }

  /** Renews what is held, takes what is free up to the share, lets go of what is above it. */
  public void share() throws SQLException {
    share(/* anyway= */ false);
  }

  /**
   * The same.
   *
   * @param anyway also if it was done lately
   */
  void share(boolean anyway) throws SQLException {
    var began = System.nanoTime();
    if (!anyway && shared && began - sharedAt < every.toNanos()) {
      return;
    }
    var all = names.get();
    var before = new TreeMap<>(held);
    var standing = leases.renew(before.keySet());
    standing.leases().forEach(lease -> held.put(lease.name(), new Renewed(lease, began)));
    standing.leases().forEach(lease -> before.remove(lease.name()));
    for (var name : before.keySet()) {
      // Taken by another, or busy in a transaction of ours: then it is waited for.
      leases
          .take(name)
          .ifPresentOrElse(
              lease -> held.put(name, new Renewed(lease, began)), () -> held.remove(name));
    }
    var most = Math.ceilDiv(all.size(), standing.present());
    for (var name : new TreeMap<>(held).descendingKeySet()) {
      if (held.size() > most || !all.contains(name)) {
        letGo(name);
      }
    }
    take(all, most, began);
    sharedAt = began;
    shared = true;
  }

  private void take(List<String> all, int most, long began) throws SQLException {
    if (held.size() >= most) {
      return;
    }
    if (!all.equals(declared)) {
      leases.declare(all);
      declared = all;
    }
    var others = new ArrayList<>(all);
    others.removeAll(held.keySet());
    for (var lease : leases.takeFree(others, most - held.size())) {
      held.put(lease.name(), new Renewed(lease, began));
    }
  }

  private void letGo(String name) throws SQLException {
    var mine = held.remove(name);
    if (mine != null) {
      leases.release(mine.lease());
    }
  }

  /** Lets go of all, so that nobody need wait for the leases to end. */
  public void release() throws SQLException {
    shared = false;
    for (var name : new TreeMap<>(held).keySet()) {
      letGo(name);
    }
  }
}
