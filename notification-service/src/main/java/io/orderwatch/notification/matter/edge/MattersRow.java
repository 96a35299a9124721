package io.orderwatch.notification.matter.edge;

import io.orderwatch.mailbox.edge.States;
import io.orderwatch.mailbox.edge.Table;
import io.orderwatch.mailbox.edge.Table.Rows;
import io.orderwatch.notification.matter.Matters;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.hibernate.annotations.Immutable;

/** That something of a posting waited for people; only the mailbox writes these rows. */
@Entity
@Immutable
@jakarta.persistence.Table(name = "matters")
public class MattersRow extends PanacheEntityBase {

  static final States<Matters> TABLE =
      Table.of(MattersRow.class, MatterRow.class, MattersRow::of, MattersRow::matters);

  /** {@code <store>:<posting number>}. */
  @Id public String key;

  @Column public int count;

  static Rows<MattersRow, MatterRow> of(String key, Matters state) {
    var row = new MattersRow();
    row.key = key;
    row.count = state.matters().size();
    return new Rows<>(
        row,
        IntStream.range(0, row.count)
            .mapToObj(position -> MatterRow.of(key, position, state.matters().get(position)))
            .toList());
  }

  static Matters matters(Rows<MattersRow, MatterRow> rows) {
    return new Matters(
        rows.children().stream()
            .sorted(Comparator.comparingInt(row -> row.position))
            .map(MatterRow::matter)
            .toList());
  }
}
