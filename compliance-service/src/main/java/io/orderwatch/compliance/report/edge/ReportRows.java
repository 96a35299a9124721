package io.orderwatch.compliance.report.edge;

import io.orderwatch.compliance.report.Report;
import io.orderwatch.compliance.report.Report.Alike;
import io.orderwatch.compliance.report.Report.Line;
import io.orderwatch.compliance.report.Report.Took;
import io.orderwatch.compliance.report.Span;
import io.orderwatch.compliance.report.Span.By;
import io.orderwatch.compliance.report.Span.Part;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
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
   * Where a part has no name, lines are stores.
   */
  private static final String LINE =
      "select coalesce(nullif((?::text[])[width_bucket(c.closed_at, ?::timestamptz[])], ''), split_part(c.key, ':', 1))";

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

  private final DataSource database;

  ReportRows(DataSource database) {
    this.database = database;
  }

  /**
   * What became of cases.
   *
   * @param stores those alone; empty for all
   */
  public Report of(Span span, By by, Set<String> stores) {
    try (var connection = database.getConnection()) {
      var both = List.of(span.before().whole(BEFORE), span.whole(TOTAL));
      var sums = lines(connection, both, stores);
      return new Report(
          sums.getOrDefault(TOTAL, nothing(TOTAL)),
          sums.getOrDefault(BEFORE, nothing(BEFORE)),
          parts(connection, span, by, stores));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Line> parts(Connection connection, Span span, By by, Set<String> stores)
      throws SQLException {
    var parts = span.parts(by);
    return switch (by) {
      case STORE -> List.copyOf(lines(connection, parts, stores).values());
      case DAY, WEEK, MONTH -> {
        var lines = lines(connection, parts, stores);
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
  private static Map<String, Line> lines(
      Connection connection, List<Part> parts, Set<String> stores) throws SQLException {
    var alike = read(connection, ALIKE, parts, stores, ReportRows::alike);
    var took = new HashMap<String, Took>();
    read(
        connection,
        TOOK,
        parts,
        stores,
        found -> took.put(found.getString(1), new Took(seconds(found, 2), seconds(found, 3))));
    var of = new HashMap<String, List<Alike>>();
    alike.forEach(each -> of.computeIfAbsent(each.line(), _ -> new ArrayList<>()).add(each));
    var lines = new java.util.LinkedHashMap<String, Line>();
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

  private interface Taking<T> {
    T read(ResultSet found) throws SQLException;
  }

  private static <T> List<T> read(
      Connection connection, String sql, List<Part> parts, Set<String> stores, Taking<T> taking)
      throws SQLException {
    try (var select = connection.prepareStatement(sql)) {
      var texts = parts.stream().map(Part::name).toArray();
      var since = parts.stream().map(part -> part.since().toString()).toArray();
      var scope = connection.createArrayOf("text", stores.toArray());
      select.setArray(1, connection.createArrayOf("text", texts));
      select.setArray(2, connection.createArrayOf("timestamptz", since));
      select.setString(3, parts.getFirst().since().toString());
      select.setString(4, parts.getLast().until().toString());
      select.setArray(5, scope);
      select.setArray(6, scope);
      try (var found = select.executeQuery()) {
        var read = new ArrayList<T>();
        while (found.next()) {
          read.add(taking.read(found));
        }
        return read;
      }
    }
  }
}
