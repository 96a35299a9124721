package io.orderwatch.ingest.polling.edge;

import io.orderwatch.contracts.StoreId;
import io.orderwatch.contracts.edge.Wire;
import io.orderwatch.ingest.life.edge.DatabaseLife;
import io.orderwatch.mailbox.Input;
import io.orderwatch.mailbox.edge.Lease;
import io.orderwatch.mailbox.edge.Mailbox;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells a feature what a page of Ozon's shows, unless that would change nothing: then the database
 * is not asked. A page that changed nothing when it was told changes nothing when it is told again,
 * as long as nothing of its store has changed in between; so only digests of such pages are kept,
 * and a change of the store lets go of them all, as another life of the database does.
 */
public final class Telling {

  /** From time to time everything is told, whatever is remembered (real time). */
  private static final Duration ANEW = Duration.ofHours(6);

  /**
   * What another process read before may be later by its clock than what this one reads now, and
   * then a page changes nothing only because it seems old (the shared clock's time).
   */
  private static final Duration SKEW = Duration.ofMinutes(1);

  /** Pages of one store; one that has more is told again now and then. */
  private static final int MOST = 1000;

  /** Half of a SHA-256. */
  private record Digest(long high, long low) {}

  /** The pages of one store that would change nothing; guarded by itself. */
  private static final class Unchanged {
    private final Set<Digest> pages = new HashSet<>();
    private String holder = "";
    private long changes;
    private long since = System.nanoTime();

    /** Only what was asked for from then on tells whether a page changes nothing. */
    private Instant settled = Instant.MIN;

    synchronized boolean holds(String who, Digest page, Instant askedAt) {
      if (!holder.equals(who)) {
        holder = who;
        forget(askedAt.plus(SKEW));
      } else if (System.nanoTime() - since > ANEW.toNanos()) {
        forget(settled);
      }
      return pages.contains(page);
    }

    synchronized long changes() {
      return changes;
    }

    /** Nothing changed from when the changes were counted until now. */
    synchronized void add(Digest page, String who, Instant askedAt, long counted) {
      if (counted == changes && holder.equals(who) && !askedAt.isBefore(settled)) {
        if (pages.size() >= MOST) {
          pages.clear();
        }
        pages.add(page);
      }
    }

    /**
     * @param until nothing asked for before can be relied on
     */
    synchronized void forget(Instant until) {
      changes++;
      pages.clear();
      since = System.nanoTime();
      settled = until.isAfter(settled) ? until : settled;
    }
  }

  private final Mailbox mailbox;
  private final Bounds bounds;
  private final DatabaseLife life;
  private final String feature;
  private final Map<String, Unchanged> stores = new ConcurrentHashMap<>();

  /**
   * @param feature whose inputs these are; nobody else may tell it of the same keys
   */
  public Telling(Mailbox mailbox, Bounds bounds, DatabaseLife life, String feature) {
    this.mailbox = mailbox;
    this.bounds = bounds;
    this.life = life;
    this.feature = feature;
  }

  /**
   * Returns when it is committed, or was not needed.
   *
   * @param inputs whose contents are records, all asked for at once
   * @param lease empty for what is told by whoever comes upon it, which is always told
   */
  public void tell(StoreId store, List<Input> inputs, Optional<Lease> lease) throws SQLException {
    if (inputs.isEmpty()) {
      return;
    }
    var unchanged = stores.computeIfAbsent(store.value(), _ -> new Unchanged());
    if (lease.isEmpty()) {
      told(unchanged, inputs, lease);
      return;
    }
    var who = lease.get().name() + "/" + lease.get().epoch() + "/" + life.floor();
    var page = digest(inputs);
    var askedAt = inputs.getFirst().at();
    if (unchanged.holds(who, page, askedAt)) {
      return;
    }
    var counted = unchanged.changes();
    if (!told(unchanged, inputs, lease)) {
      unchanged.add(page, who, askedAt, counted);
    }
  }

  /**
   * Returns whether it changed anything. What is known is let go of before anybody relies on it.
   */
  private boolean told(Unchanged unchanged, List<Input> inputs, Optional<Lease> lease)
      throws SQLException {
    var changed = true;
    try {
      changed = bounds.connection(() -> mailbox.tell(feature, inputs, lease)) > 0;
      return changed;
    } finally {
      if (changed) {
        unchanged.forget(inputs.getFirst().at());
      }
    }
  }

  private static Digest digest(List<Input> inputs) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var input : inputs) {
        digest.update(input.key().getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        digest.update(Wire.write((Record) input.content()));
        digest.update((byte) 0);
      }
      var bytes = ByteBuffer.wrap(digest.digest());
      return new Digest(bytes.getLong(), bytes.getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
