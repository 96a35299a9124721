package io.orderwatch.logistics.shipment.edge;

import io.orderwatch.contracts.PostingNumber;
import io.orderwatch.contracts.StoreId;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What may be asked of a posting by REST, one by one or many at once.
 *
 * @param <A> the body, validated
 */
public interface Askable<A extends Record> {

  /** By which it may be asked: the action's own, and its name in Kafka if it comes from there. */
  List<String> words();

  Class<A> body();

  /** Answers as the endpoint of the action does, also with its problems. */
  Response ask(
      StoreId store,
      PostingNumber posting,
      @Nullable Boolean preview,
      @Nullable String idempotencyKey,
      A ask)
      throws SQLException;
}
