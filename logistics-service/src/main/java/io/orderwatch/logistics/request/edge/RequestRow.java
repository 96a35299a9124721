package io.orderwatch.logistics.request.edge;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.orderwatch.contracts.CancellationRequest;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.edge.Wire;
import io.orderwatch.logistics.request.CancellationRequests.Standing;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.panache.common.Parameters;
import io.quarkus.panache.common.Sort;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A request to cancel, as it waits for an answer or has got one. */
@Entity
@Immutable
@Table(name = "cancellation_request")
public class RequestRow extends PanacheEntityBase {

  @Id @JsonIgnore public String id = "";
  @JsonIgnore public String key = "";

  /** Ozon's number of the request; the `id` in paths. */
  @Column(name = "cancellation_id")
  public long cancellationId;

  /** Ozon's word in lower case: on_approval, approved, rejected */
  public String state = "";

  /** Who wants it, in Ozon's word. */
  public String initiator = "";

  /** When Ozon approves it if nobody answers; null once it is answered. */
  public @Nullable Instant due;

  /** Whether it was said that an answer is due. */
  public boolean told;

  @JsonIgnore public byte[] snapshot = {};

  /**
   * By their rows' ids: store by store, posting by posting.
   *
   * @param dueBefore those that wait and are due before; null for all
   * @param after the row's id of the last one that was seen; "" for the first page
   */
  static List<RequestRow> all(
      @Nullable String store,
      @Nullable String state,
      @Nullable Instant dueBefore,
      String after,
      int limit) {
    var where = new StringBuilder("id > :after");
    var parameters = Parameters.with("after", after);
    if (store != null) {
      where.append(" and key like :store");
      parameters.and("store", store + ":%");
    }
    if (state != null) {
      where.append(" and state = :state");
      parameters.and("state", state);
    }
    if (dueBefore != null) {
      where.append(" and due < :due");
      parameters.and("due", dueBefore);
    }
    return find(where.toString(), Sort.by("id"), parameters).page(0, limit).list();
  }

  /** All with this number of Ozon's, of one store or of all. */
  static List<RequestRow> numbered(long cancellationId, @Nullable String store) {
    return store == null
        ? list("cancellationId", Sort.by("id"), cancellationId)
        : list("cancellationId = ?1 and key like ?2", cancellationId, store + ":%");
  }

  static RequestRow of(String key, long cancellationId, Standing standing) {
    return switch (standing) {
      case Standing.Waiting(var request, var due, var told) -> row(key, request, due, told);
      case Standing.Answered(var request) -> row(key, request, null, false);
      case Standing.Unseen _ ->
          throw new IllegalStateException("request " + cancellationId + " was never seen");
    };
  }

  private static RequestRow row(
      String key, CancellationRequest request, @Nullable Instant due, boolean told) {
    var row = new RequestRow();
    row.id = key + "/" + request.cancellationId();
    row.key = key;
    row.cancellationId = request.cancellationId();
    row.state = request.state();
    row.initiator = request.initiator();
    row.due = due;
    row.told = told;
    row.snapshot = Wire.write(request);
    return row;
  }

  Standing standing() {
    var request = Wire.read(CancellationRequest.class, snapshot);
    return due == null ? new Standing.Answered(request) : new Standing.Waiting(request, due, told);
  }

  /** Whether it waits for an answer. */
  boolean open() {
    return due != null;
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

  /** Ozon's number of the reason. */
  @JsonProperty("reasonId")
  public long reasonId() {
    return Wire.read(CancellationRequest.class, snapshot).reasonId();
  }

  /** When it was requested, UTC; null if Ozon does not say. */
  @JsonProperty("requestedAt")
  public @Nullable Instant requestedAt() {
    return Wire.read(CancellationRequest.class, snapshot).requestedAt();
  }

  /** When it was answered, UTC; null if it was not, or Ozon does not say. */
  @JsonProperty("answeredAt")
  public @Nullable Instant answeredAt() {
    return Wire.read(CancellationRequest.class, snapshot).answeredAt();
  }
}
