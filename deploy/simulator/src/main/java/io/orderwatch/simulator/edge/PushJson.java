package io.orderwatch.simulator.edge;

import static io.orderwatch.simulator.edge.Json.object;

import io.orderwatch.simulator.Fact;
import io.orderwatch.simulator.Posting;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which push a fact causes. None tells of a passport: a posting that waits for one looks like any
 * other, and supplied data cause none (schema of September 2026, section push_types).
 */
final class PushJson {

  static @Nullable Map<String, @Nullable Object> of(Fact fact) {
    return switch (fact) {
      case Fact.PostingCreated(_, var posting) -> created(posting);
      case Fact.PostingCancelled(var at, var posting, var old) -> {
        var cancel = posting.cancellation();
        var json = about("TYPE_POSTING_CANCELLED", posting);
        json.putAll(
            object(
                "products",
                posting.goods().stream()
                    .map(goods -> object("sku", goods.sku(), "quantity", goods.quantity()))
                    .toList(),
                "old_state",
                old.equals(Posting.AWAITING_PASSPORT) ? "posting_created" : old,
                "new_state",
                "posting_canceled",
                "changed_state_date",
                at,
                "reason",
                object(
                    "id", cancel == null ? 0 : cancel.reasonId(),
                    "message", cancel == null ? "" : cancel.reason())));
        yield json;
      }
      case Fact.StatusChanged(var at, var posting, var state, _) -> {
        var json = about("TYPE_STATE_CHANGED", posting);
        json.putAll(object("new_state", state, "changed_state_date", at));
        yield json;
      }
      case Fact.CutoffChanged(_, var posting, var old) -> {
        var json = about("TYPE_CUTOFF_DATE_CHANGED", posting);
        json.putAll(
            object("old_cutoff_date", old.cutoff(), "new_cutoff_date", posting.terms().cutoff()));
        yield json;
      }
      case Fact.DeliveryChanged(_, var posting, var old) -> {
        var json = about("TYPE_DELIVERY_DATE_CHANGED", posting);
        json.putAll(
            object(
                "old_delivery_date_begin", old.begin(),
                "old_delivery_date_end", old.end(),
                "new_delivery_date_begin", posting.terms().begin(),
                "new_delivery_date_end", posting.terms().end()));
        yield json;
      }
      case Fact.MessageRead(var at, var posting, var chat, var message) -> {
        var json = chat("TYPE_MESSAGE_READ", posting, chat.id());
        json.putAll(
            object(
                "message_id", Long.toString(message.id()),
                "created_at", at,
                "last_read_message_id", Long.toString(message.id())));
        yield json;
      }
      case Fact.BuyerAnswered(var at, var posting, var chat, var message) -> {
        var json = chat("TYPE_NEW_MESSAGE", posting, chat.id());
        json.putAll(
            object(
                "message_id", Long.toString(message.id()),
                "created_at", at,
                "data", List.of(message.text())));
        yield json;
      }
      case Fact.PassportSupplied _,
          Fact.PostingSplit _,
          Fact.GoodsCancelled _,
          Fact.TrackingChanged _,
          Fact.CancellationRequested _,
          Fact.CancellationAnswered _,
          Fact.ReturnRequested _,
          Fact.ReturnActed _,
          Fact.ReturnDisputed _,
          Fact.ChatStarted _,
          Fact.MessageDelivered _ ->
          null;
    };
  }

  private static Map<String, @Nullable Object> created(Posting posting) {
    var plan = posting.plan();
    var json = about("TYPE_NEW_POSTING", posting);
    json.putAll(
        object(
            "products",
                posting.goods().stream()
                    .map(
                        goods ->
                            object(
                                "sku", goods.sku(),
                                "offer_id", goods.offer(),
                                "quantity", goods.quantity()))
                    .toList(),
            "in_process_at", plan.createdAt(),
            "shipment_date", posting.terms().cutoff(),
            "tpl_integration_type", plan.integration().wire(),
            "is_express", false,
            "tracking_number", "",
            "delivery_date_begin", posting.terms().begin(),
            "delivery_date_end", posting.terms().end()));
    return json;
  }

  /**
   * The seller's id is a number here, and text in the pushes about chats: Ozon's examples differ
   * so.
   */
  private static Map<String, @Nullable Object> about(String type, Posting posting) {
    return object(
        "message_type", type,
        "seller_id", Long.parseLong(posting.store()),
        "warehouse_id", posting.plan().warehouse(),
        "posting_number", posting.number());
  }

  private static Map<String, @Nullable Object> chat(String type, Posting posting, String chat) {
    return object(
        "message_type",
        type,
        "seller_id",
        posting.store(),
        "chat_id",
        chat,
        "chat_type",
        "Buyer_Seller",
        "user",
        object("id", "115568", "type", "Customer"));
  }

  private PushJson() {}
}
