package io.orderwatch.notification.notice.edge;

import io.orderwatch.mailbox.edge.States;
import io.orderwatch.mailbox.edge.Table;
import io.orderwatch.mailbox.edge.Table.Rows;
import io.orderwatch.notification.notice.Notices;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.hibernate.annotations.Immutable;

/** That a posting's buyer was told something; only the mailbox writes these rows. */
@Entity
@Immutable
@jakarta.persistence.Table(name = "notices")
public class NoticesRow extends PanacheEntityBase {

  static final States<Notices> TABLE =
      Table.of(NoticesRow.class, NoticeRow.class, NoticesRow::of, NoticesRow::notices);

  /** {@code <store>:<posting number>}. */
  @Id public String key;

  @Column public int count;

  static Rows<NoticesRow, NoticeRow> of(String key, Notices state) {
    var row = new NoticesRow();
    row.key = key;
    row.count = state.notices().size();
    return new Rows<>(
        row,
        IntStream.range(0, row.count)
            .mapToObj(position -> NoticeRow.of(key, position, state.notices().get(position)))
            .toList());
  }

  static Notices notices(Rows<NoticesRow, NoticeRow> rows) {
    return new Notices(
        rows.children().stream()
            .sorted(Comparator.comparingInt(row -> row.position))
            .map(NoticeRow::notice)
            .toList());
  }
}
