package io.orderwatch.logistics.returning.edge;

import io.orderwatch.logistics.returning.Returns;
import io.orderwatch.mailbox.edge.States;
import io.orderwatch.mailbox.edge.Table.Rows;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Map;
import java.util.stream.Collectors;
import org.hibernate.annotations.Immutable;

/** A posting of which something comes back; the returns are rows of their own. */
@Entity
@Immutable
@Table(name = "returns_of_posting")
public class ReturnsRow extends PanacheEntityBase {

  static final States<Returns> TABLE =
      io.orderwatch.mailbox.edge.Table.of(
          ReturnsRow.class, ReturnRow.class, ReturnsRow::rows, ReturnsRow::state);

  @Id public String key = "";

  @Column(name = "returns")
  public int size;

  static Rows<ReturnsRow, ReturnRow> rows(String key, Returns returns) {
    var row = new ReturnsRow();
    row.key = key;
    row.size = returns.known().size();
    return new Rows<>(
        row,
        returns.known().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(each -> ReturnRow.of(key, each.getKey(), each.getValue()))
            .toList());
  }

  static Returns state(Rows<ReturnsRow, ReturnRow> rows) {
    return new Returns(
        rows.children().stream()
            .map(ReturnRow::standing)
            .collect(Collectors.toMap(each -> Returns.id(each.shown()), each -> each)));
  }
}
