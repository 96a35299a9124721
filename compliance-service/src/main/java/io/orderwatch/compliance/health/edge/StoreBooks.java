package io.orderwatch.compliance.health.edge;

import io.orderwatch.compliance.health.Books;
import io.orderwatch.compliance.health.Ended;
import io.orderwatch.compliance.health.StoreHealth;
import io.orderwatch.compliance.posting.LatestPosting;
import io.orderwatch.compliance.posting.edge.LatestPostingRow;
import io.orderwatch.compliance.rules.RulePacks;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Reads what happened in a store from the postings that were heard of. */
@ApplicationScoped
public class StoreBooks {

  private static final String CREATED =
      """
      select to_char(created_at at time zone :calendar, 'YYYY-MM-DD'), count(*)
        from latest_posting
       where store = :store and created_at >= :from and status <> 'cancelled_from_split_pending'
       group by 1""";

  private static final String HEARD_OF =
      "select 1 from latest_posting where store = :store limit 1";

  private final RulePacks packs;

  StoreBooks(RulePacks packs) {
    this.packs = packs;
  }

  /** Whether there ever was a posting of this store. */
  public boolean heardOf(String store) {
    return !LatestPostingRow.getEntityManager()
        .createNativeQuery(HEARD_OF)
        .setParameter("store", store)
        .getResultList()
        .isEmpty();
  }

  /** Empty if no posting of this store was ever heard of. */
  public Optional<StoreHealth> health(String store, Instant now) {
    return health(store, now, packs);
  }

  /** The same by other rules. */
  public Optional<StoreHealth> health(String store, Instant now, RulePacks packs) {
    if (!heardOf(store)) {
      return Optional.empty();
    }
    var calendar = packs.on(LocalDate.ofInstant(now, ZoneOffset.UTC)).index().calendar();
    var today = LocalDate.ofInstant(now, calendar);
    var first = StoreHealth.window(today, packs.on(today))[0];
    // The fee of a cancellation on the first day follows the index of that day.
    var from = StoreHealth.window(first, packs.on(first))[0].atStartOfDay(calendar).toInstant();
    return Optional.of(
        new StoreHealth(
            today,
            new Books(
                created(store, from, calendar.getId()),
                ended(store, from, calendar, packs),
                calendar),
            packs));
  }

  private static Map<LocalDate, Integer> created(String store, Instant from, String calendar) {
    var created = new HashMap<LocalDate, Integer>();
    for (var row :
        LatestPostingRow.getEntityManager()
            .createNativeQuery(CREATED, Object[].class)
            .setParameter("calendar", calendar)
            .setParameter("store", store)
            .setParameter("from", from)
            .getResultList()) {
      var columns = (Object[]) row;
      created.put(LocalDate.parse((String) columns[0]), ((Number) columns[1]).intValue());
    }
    return created;
  }

  private static List<Ended> ended(String store, Instant from, ZoneId calendar, RulePacks packs) {
    return LatestPostingRow.<LatestPostingRow>list(
            "store = ?1 and cancelledAt >= ?2 and status <> 'cancelled_from_split_pending'",
            store,
            from)
        .stream()
        .map(LatestPostingRow::latestPosting)
        .map(known -> Ended.of(known, packs.on(LocalDate.ofInstant(end(known), calendar))))
        .toList();
  }

  private static Instant end(LatestPosting.Known known) {
    return Objects.requireNonNull(known.cancelledAt());
  }
}
