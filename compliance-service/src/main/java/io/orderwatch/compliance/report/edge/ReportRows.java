package io.orderwatch.compliance.report.edge;

import io.orderwatch.compliance.querying.edge.Querying;
import io.orderwatch.compliance.report.Report;
import io.orderwatch.compliance.report.Report.Alike;
import io.orderwatch.compliance.report.Report.Line;
import io.orderwatch.compliance.report.Report.Took;
import io.orderwatch.compliance.report.Span;
import io.orderwatch.compliance.report.Span.By;
import io.orderwatch.compliance.report.Span.Part;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;

/** Counts what reports tell. */
@ApplicationScoped
public class ReportRows {

  private static final String TOTAL = "total";
  private static final String BEFORE = "before";

  private static final String ENDED =
      """
        from passport_case c left join latest_posting l on l.key = c.key
       where c.closed_at >= ?::timestamptz and c.closed_at < ?::timestamptz and c.state in ('supplied', 'lost')
         and (cardinality(?::text[]) = 0 or split_part(c.key, ':', 1) = any (?::text[]))\
      """;

  /**
   * Which of the parts, by when each begins: one look at a case, however many parts there are.
   * Where a part has no name, lines are stores. The times are read from texts once, not for each.
   */
  private static final String LINE =
      "select coalesce(nullif((?::text[])[width_bucket(c.closed_at, (select ?::timestamptz[]))], ''), split_part(c.key, ':', 1))";

  private static final String ALIKE =
      LINE
          + """
      , c.state = 'supplied', case when c.state = 'lost' then c.cancelled_by end, c.sent_step,
             c.escalated <> '', coalesce(c.affects_rating, false),
             case when l.value_cents is not null then l.currency end, sum(coalesce(l.value_cents, 0)), count(*)
      """
          + ENDED
          + " group by 1, 2, 3, 4, 5, 6, 7";

  private static final String TOOK =
      LINE
          + """
      , extract(epoch from percentile_disc(0.5) within group (order by c.closed_at - c.opened_at)),
             extract(epoch from percentile_disc(0.9) within group (order by c.closed_at - c.opened_at))
      """
          + ENDED
          + " and c.state = 'supplied' group by 1";

  private final Querying queries;

  ReportRows(DataSource database) {
    this.queries = new Querying(database);
  }

  /**
   * What became of cases.
   *
   * @param stores those alone; empty for all
   */
  public Report of(Span span, By by, Set<String> stores) {
    var sums = lines(List.of(span.before().whole(BEFORE), span.whole(TOTAL)), stores);
    return new Report(
        sums.getOrDefault(TOTAL, nothing(TOTAL)),
        sums.getOrDefault(BEFORE, nothing(BEFORE)),
        parts(span, by, stores));
  }

  private List<Line> parts(Span span, By by, Set<String> stores) {
    var parts = span.parts(by);
    return switch (by) {
      case STORE -> List.copyOf(lines(parts, stores).values());
      case DAY, WEEK, MONTH -> {
        var lines = lines(parts, stores);
        yield parts.stream()
            .map(part -> lines.getOrDefault(part.name(), nothing(part.name())))
            .toList();
      }
    };
  }

  private static Line nothing(String name) {
    return Report.line(name, List.of(), null);
  }

  /** By their names, in their order. */
  private Map<String, Line> lines(List<Part> parts, Set<String> stores) {
    var values = values(parts, stores);
    var alike = queries.read(ALIKE, values, ReportRows::alike);
    var took = new HashMap<String, Took>();
    queries.read(
        TOOK,
        values,
        found -> took.put(found.getString(1), new Took(seconds(found, 2), seconds(found, 3))));
    var of = new HashMap<String, List<Alike>>();
    alike.forEach(each -> of.computeIfAbsent(each.line(), _ -> new ArrayList<>()).add(each));
    var lines = new LinkedHashMap<String, Line>();
    for (var name : new TreeSet<>(of.keySet())) {
      lines.put(name, Report.line(name, of.getOrDefault(name, List.of()), took.get(name)));
    }
    return lines;
  }

  private static Alike alike(ResultSet found) throws SQLException {
    return new Alike(
        found.getString(1),
        found.getBoolean(2),
        found.getString(3),
        found.getInt(4),
        found.getBoolean(5),
        found.getBoolean(6),
        found.getString(7),
        found.getBigDecimal(8).movePointLeft(2),
        found.getLong(9));
  }

  private static Duration seconds(ResultSet found, int column) throws SQLException {
    return Duration.ofSeconds(found.getBigDecimal(column).max(BigDecimal.ZERO).longValue());
  }

  /** What both questions are asked with. */
  private static Object[] values(List<Part> parts, Set<String> stores) {
    var scope = stores.toArray(String[]::new);
    return new Object[] {
      parts.stream().map(Part::name).toArray(String[]::new),
      parts.stream().map(part -> part.since().toString()).toArray(String[]::new),
      parts.getFirst().since(),
      parts.getLast().until(),
      scope,
      scope
    };
  }
}
