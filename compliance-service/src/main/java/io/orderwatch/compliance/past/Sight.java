package io.orderwatch.compliance.past;

import io.orderwatch.compliance.board.Filter;
import io.orderwatch.compliance.board.Row;
import io.orderwatch.compliance.passport.Holder;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;

/** Which rows of a moment a filter lets through, and in which order: as the board of now has it. */
public final class Sight {

  private Sight() {}

  public static boolean lets(Filter filter, Row row, Instant at) {
    return ofState(filter, row)
        && (filter.store().isEmpty() || filter.store().equals(row.store()))
        && (filter.search().isEmpty()
            || row.order().startsWith(filter.search())
            || row.posting().startsWith(filter.search()))
        && (filter.mark() == null || filter.mark() == row.mark())
        && (!row.open() || (soon(filter, row, at) && held(filter, row)))
        && after(filter, row);
  }

  private static boolean ofState(Filter filter, Row row) {
    return filter.state() == Filter.State.OPEN
        ? row.open()
        : filter.state().word().equals(row.state());
  }

  private static boolean soon(Filter filter, Row row, Instant at) {
    return filter.hours() == 0
        || row.deadline().isBefore(at.plus(Duration.ofHours(filter.hours())));
  }

  private static boolean held(Filter filter, Row row) {
    return filter.with().isEmpty()
        || (filter.with().equals(Holder.NOBODY)
            ? row.holder() == null
            : filter.with().equals(row.holder()));
  }

  private static boolean after(Filter filter, Row row) {
    var last = filter.after();
    return last == null || places(filter.state()).compare(row.cursor(), last) > 0;
  }

  /** Those of one state in their order: what is open by its deadline, the rest the last first. */
  public static Comparator<Row> order(Filter.State state) {
    return Comparator.comparing(Row::cursor, places(state));
  }

  private static Comparator<Filter.Cursor> places(Filter.State state) {
    var forth = Comparator.comparing(Filter.Cursor::at).thenComparing(Filter.Cursor::key);
    return state.open() ? forth : forth.reversed();
  }
}
