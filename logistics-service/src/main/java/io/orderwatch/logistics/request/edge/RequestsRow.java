package io.orderwatch.logistics.request.edge;

import io.orderwatch.logistics.request.CancellationRequests;
import io.orderwatch.logistics.request.CancellationRequests.Standing;
import io.orderwatch.mailbox.edge.States;
import io.orderwatch.mailbox.edge.Table.Rows;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hibernate.annotations.Immutable;

/** A posting that somebody asked to cancel; the requests are rows of their own. */
@Entity
@Immutable
@Table(name = "cancellation_requests")
public class RequestsRow extends PanacheEntityBase {

  static final States<CancellationRequests> TABLE =
      io.orderwatch.mailbox.edge.Table.of(
          RequestsRow.class, RequestRow.class, RequestsRow::rows, RequestsRow::state);

  @Id public String key = "";

  /** How many of its requests wait for an answer. */
  public int waiting;

  static Rows<RequestsRow, RequestRow> rows(String key, CancellationRequests requests) {
    var row = new RequestsRow();
    row.key = key;
    row.waiting =
        Math.toIntExact(
            requests.known().values().stream().filter(Standing.Waiting.class::isInstance).count());
    return new Rows<>(
        row,
        requests.known().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(each -> RequestRow.of(key, each.getKey(), each.getValue()))
            .toList());
  }

  static CancellationRequests state(Rows<RequestsRow, RequestRow> rows) {
    return new CancellationRequests(standings(rows.children()));
  }

  private static Map<Long, Standing> standings(List<RequestRow> rows) {
    return rows.stream()
        .collect(Collectors.toMap(each -> each.cancellationId, RequestRow::standing));
  }
}
