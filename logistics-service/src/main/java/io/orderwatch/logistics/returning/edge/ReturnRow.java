package io.orderwatch.logistics.returning.edge;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.Return;
import io.orderwatch.contracts.edge.Wire;
import io.orderwatch.logistics.returning.Phase;
import io.orderwatch.logistics.returning.Returns.Standing;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.panache.common.Parameters;
import io.quarkus.panache.common.Sort;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A return, and until when something is to be done about it. */
@Entity
@Immutable
@Table(name = "return_of_posting")
public class ReturnRow extends PanacheEntityBase {

  @Id @JsonIgnore public String id = "";
  @JsonIgnore public String key = "";

  /** Ozon's number of the return; the `id` in paths. */
  @Column(name = "return_id")
  public long returnId;

  /** fbs, fbo or rfbs */
  public String scheme = "";

  /** Where it stands: the word of a {@link Phase} */
  public String phase = "";

  /** Since when it stands there. */
  public Instant since = Instant.EPOCH;

  /** When the next thing comes to pass; null if no time runs. */
  public @Nullable Instant due;

  /** Until when all that ran out was said. */
  public @Nullable Instant told;

  @JsonIgnore public byte[] snapshot = {};

  /**
   * By their rows' ids: store by store, posting by posting.
   *
   * @param dueBefore those for which something comes to pass before; null for all
   * @param after the row's id of the last one that was seen; "" for the first page
   */
  static List<ReturnRow> all(
      @Nullable String store,
      @Nullable String phase,
      @Nullable Instant dueBefore,
      String after,
      int limit) {
    var where = new StringBuilder("id > :after");
    var parameters = Parameters.with("after", after);
    if (store != null) {
      where.append(" and key like :store");
      parameters.and("store", store + ":%");
    }
    if (phase != null) {
      where.append(" and phase = :phase");
      parameters.and("phase", phase);
    }
    if (dueBefore != null) {
      where.append(" and due < :due");
      parameters.and("due", dueBefore);
    }
    return find(where.toString(), Sort.by("id"), parameters).page(0, limit).list();
  }

  /** The return of rFBS with this number of Ozon's. */
  static Optional<ReturnRow> rfbs(String store, long returnId) {
    return find("returnId = ?1 and scheme = 'rfbs' and key like ?2", returnId, store + ":%")
        .firstResultOptional();
  }

  static ReturnRow of(String key, String name, Standing standing) {
    if (!(standing instanceof Standing.Seen seen)) {
      throw new IllegalStateException("return " + name + " was never seen");
    }
    var row = new ReturnRow();
    row.id = key + "/" + name;
    row.key = key;
    row.returnId = seen.shown().returnId();
    row.scheme = seen.shown().scheme();
    row.phase = seen.phase().word();
    row.since = seen.since();
    row.due = seen.due().orElse(null);
    row.told = seen.told();
    row.snapshot = Wire.write(seen.shown());
    return row;
  }

  Standing.Seen standing() {
    for (var each : Phase.values()) {
      if (each.word().equals(phase)) {
        return new Standing.Seen(shown(), each, since, told);
      }
    }
    throw new IllegalStateException("no return is " + phase);
  }

  private Return shown() {
    return Wire.read(Return.class, snapshot);
  }

  PostingRef ref() {
    return PostingRef.parse(key);
  }

  @JsonProperty("store")
  public String store() {
    return ref().store().value();
  }

  @JsonProperty("posting")
  public String posting() {
    return ref().posting().value();
  }

  /** Ozon's word. */
  @JsonProperty("status")
  public String status() {
    return shown().status();
  }

  /** The numbers of the actions that Ozon offers; null where it did not say. */
  @JsonProperty("actions")
  public @Nullable List<Integer> actions() {
    return shown().actionsKnown() ? shown().actions() : null;
  }
}
