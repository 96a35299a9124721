package io.orderwatch.notification.talk.edge;

import io.orderwatch.mailbox.edge.States;
import io.orderwatch.mailbox.edge.Table;
import io.orderwatch.mailbox.edge.Table.Rows;
import io.orderwatch.notification.talk.Marks;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.Immutable;

/** What a posting's buyer did about its messages; only the mailbox writes these rows. */
@Entity
@Immutable
@jakarta.persistence.Table(name = "message_marks")
public class MarksRow extends PanacheEntityBase {

  static final States<Marks> TABLE =
      Table.of(MarksRow.class, MarkRow.class, MarksRow::of, MarksRow::marks);

  /** {@code <store>:<posting number>}. */
  @Id public String key;

  @Column(name = "last_answer")
  public String lastAnswer;

  static Rows<MarksRow, MarkRow> of(String key, Marks marks) {
    var row = new MarksRow();
    row.key = key;
    row.lastAnswer = marks.lastAnswer();
    return new Rows<>(row, marks.marks().stream().map(mark -> MarkRow.of(key, mark)).toList());
  }

  static Marks marks(Rows<MarksRow, MarkRow> rows) {
    return new Marks(rows.row().lastAnswer, rows.children().stream().map(MarkRow::mark).toList());
  }
}
