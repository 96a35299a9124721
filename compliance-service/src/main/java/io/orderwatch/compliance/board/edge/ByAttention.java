package io.orderwatch.compliance.board.edge;

import io.orderwatch.compliance.board.Filter;
import io.orderwatch.compliance.board.Row;
import io.orderwatch.compliance.outlook.Attention.Ranked;
import io.orderwatch.compliance.outlook.Foreseen;
import io.orderwatch.compliance.outlook.edge.Foreseeing;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Set;

/** The list by attention, in the order that was reckoned last. */
@ApplicationScoped
class ByAttention {

  /**
   * @param of how many there are
   */
  record Most(List<Row> rows, int of) {}

  private final BoardRows rows;
  private final Foreseeing foreseeing;

  ByAttention(BoardRows rows, Foreseeing foreseeing) {
    this.rows = rows;
    this.foreseeing = foreseeing;
  }

  Foreseen foreseen() {
    return foreseeing.last();
  }

  /**
   * Those that deserve attention most, of what the filter lets through; what was opened since comes
   * last.
   *
   * @param scope rows of these stores alone; empty for all
   */
  Most most(Filter filter, Set<String> scope, Instant now, int limit) {
    var foreseen = foreseen();
    var places = new HashMap<String, Integer>();
    for (Ranked each : foreseen.ranked()) {
      places.put(each.judged().open().ref().key(), places.size());
    }
    Comparator<String> order =
        Comparator.<String, Integer>comparing(key -> places.getOrDefault(key, Integer.MAX_VALUE))
            .thenComparing(Comparator.naturalOrder());
    var keys = rows.keys(filter, scope, now);
    var most = keys.stream().sorted(order).limit(limit).toList();
    return new Most(
        rows.rows(most, now).stream().sorted(Comparator.comparing(Row::key, order)).toList(),
        keys.size());
  }
}
