package io.orderwatch.compliance.outlook.edge;

import io.orderwatch.compliance.outlook.Judged;
import io.orderwatch.compliance.outlook.Open;
import io.orderwatch.compliance.outlook.Outlook;
import io.orderwatch.compliance.passport.Hand;
import io.orderwatch.compliance.passport.Ladder;
import io.orderwatch.compliance.passport.PassportPolicy;
import io.orderwatch.compliance.passport.Told;
import io.orderwatch.compliance.whatif.Past;
import io.orderwatch.compliance.whatif.edge.ToldBuyers;
import io.orderwatch.contracts.Deadline;
import io.orderwatch.contracts.Money;
import io.orderwatch.contracts.PostingRef;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what is open, what its buyers were told, and when they will be told more. */
final class OpenCases {

  private static final String ROWS =
      """
      select c.*, l.value_cents, l.currency
        from passport_case c left join latest_posting l on l.key = c.key
       where c.closed_at is null and (c.deadline_at, c.key) > (?, ?)
       order by c.deadline_at, c.key limit ?""";

  private static final int PAGE = 1000;

  private record Row(
      PostingRef ref,
      String order,
      Instant openedAt,
      Deadline deadline,
      List<Instant> reminders,
      @Nullable Money value) {

    Past until(Instant now, ToldBuyers buyer) {
      return new Past(
          ref, order, openedAt, deadline, null, buyer.told(), buyer.opened(), now, false);
    }
  }

  private final Connection connection;
  private final PassportPolicy policy;
  private final Instant now;

  OpenCases(Connection connection, PassportPolicy policy, Instant now) {
    this.connection = connection;
    this.policy = policy;
    this.now = now;
  }

  List<Judged> judged(Outlook outlook) throws SQLException {
    var all = new ArrayList<Judged>();
    var page = page(OffsetDateTime.MIN, "");
    while (!page.isEmpty()) {
      var told = ToldBuyers.of(connection, page.stream().map(each -> each.ref().key()).toList());
      for (var each : page) {
        var buyer = told.getOrDefault(each.ref().key(), ToldBuyers.NOTHING);
        var open = Open.of(each.until(now, buyer), each.reminders());
        all.add(new Judged(open, each.value(), outlook.chance(open, now)));
      }
      var last = page.getLast();
      page = page(last.deadline().at().atOffset(ZoneOffset.UTC), last.ref().key());
    }
    return all;
  }

  private List<Row> page(OffsetDateTime after, String key) throws SQLException {
    try (var select = connection.prepareStatement(ROWS)) {
      select.setObject(1, after);
      select.setString(2, key);
      select.setInt(3, PAGE);
      try (var found = select.executeQuery()) {
        var page = new ArrayList<Row>();
        while (found.next()) {
          page.add(row(found));
        }
        return page;
      }
    }
  }

  private Row row(ResultSet found) throws SQLException {
    var key = found.getString("key");
    var order = found.getString("order_number");
    var deadline =
        new Deadline(
            instant(found, "deadline_at"),
            Deadline.Basis.valueOf(found.getString("deadline_basis")));
    var currency = found.getString("currency");
    return new Row(
        PostingRef.parse(key),
        order,
        instant(found, "opened_at"),
        deadline,
        policy.holdOut().holds(order, key) ? List.of() : reminders(found, deadline),
        currency == null
            ? null
            : new Money(BigDecimal.valueOf(found.getLong("value_cents"), 2), currency));
  }

  private List<Instant> reminders(ResultSet found, Deadline deadline) throws SQLException {
    var told =
        new Told(
            maybe(found, "reminded_at"),
            found.getInt("sent_step"),
            maybe(found, "sent_at"),
            Set.of(),
            new Told.Back(
                found.getInt("read_step"),
                maybe(found, "read_at"),
                maybe(found, "answered_at"),
                found.getString("answered_about")));
    return policy
        .slots(
            deadline,
            found.getInt("steps_taken"),
            told.remindedAt(),
            told.heed(),
            found.getString("zone"),
            new Hand(maybe(found, "snoozed_until"), found.getBoolean("stopped"), null, List.of()),
            now)
        .stream()
        .map(Ladder.Slot::at)
        .toList();
  }

  private static Instant instant(ResultSet found, String column) throws SQLException {
    return found.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static @Nullable Instant maybe(ResultSet found, String column) throws SQLException {
    var time = found.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
