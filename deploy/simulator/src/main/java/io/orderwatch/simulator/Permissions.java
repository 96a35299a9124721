package io.orderwatch.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * What the seller may do with a posting, and when. The actions shown, the reasons offered and the
 * refusals given all come from this page.
 *
 * <p>Sources: Seller API, sections Process, cancel and chat, read September 2026. Where Ozon says
 * nothing (which actions a posting that waits for a passport shows; whether cancelling in transit
 * works with an aggregator) the answer is our reading, and the fact sheet says so.
 */
public final class Permissions {

  public record Reason(long id, String title, boolean usual) {}

  /** Every published reason, each the seller's fault. */
  public static final List<Reason> REASONS =
      List.of(
          new Reason(352, "Товар закончился на складе продавца", true),
          new Reason(400, "Остался только бракованный товар", true),
          new Reason(401, "Продавец отклонил арбитраж", false),
          new Reason(402, "Другое (вина продавца)", true),
          new Reason(665, "Покупатель не забрал заказ", false),
          new Reason(666, "Возврат из службы доставки: нет доставки в указанный регион", false),
          new Reason(667, "Заказ утерян службой доставки", false));

  static final Duration START_WINDOW = Duration.ofDays(3);
  static final Duration SEND_WINDOW = Duration.ofDays(3);
  static final Duration ANSWER_WINDOW = Duration.ofDays(2);

  public static List<String> actions(Posting posting) {
    if (posting.isCancelled() || posting.isSplit()) {
      return List.of();
    }
    var actions = new ArrayList<String>();
    if (posting.chatOpen()) {
      actions.add("can_create_chat");
    }
    if (!reasons(posting).isEmpty()) {
      actions.add("cancel");
    }
    if (posting.awaitsPassport()) {
      actions.add("product_cancel");
      return actions;
    }
    switch (posting.status()) {
      case "awaiting_packaging" ->
          actions.addAll(
              List.of("has_barcode_for_printing", "product_cancel", "ship", "ship_async"));
      case "delivering" -> actions.add("click_track_number");
      default -> {}
    }
    if (mayDispute(posting)) {
      actions.add("arbitration");
    }
    if (posting.isDisputed()) {
      actions.add("awaiting_delivery");
    }
    actions.addAll(Delivery.actions(posting));
    return actions;
  }

  /** The reasons with which this posting may be cancelled now; none if it may not be. */
  public static List<Reason> reasons(Posting posting) {
    if (!posting.isOpen() || posting.substatus().equals("posting_conditionally_delivered")) {
      return List.of();
    }
    if (!posting.status().equals("delivering")) {
      return REASONS.stream().filter(Reason::usual).toList();
    }
    return posting.plan().integration() == Integration.OZON
        ? List.of()
        : REASONS.stream().filter(r -> r.id() == 402 || r.id() >= 665).toList();
  }

  static Posting.Cancellation cancel(Posting posting, long reasonId, String message, Instant at) {
    if (posting.isCancelled()) {
      throw Refused.conflict("POSTING_ALREADY_CANCELLED");
    }
    if (reasons(posting).isEmpty()) {
      throw Refused.conflict("HAS_INCORRECT_STATUS");
    }
    var reason = reason(posting, reasonId);
    if (reasonId == 402 && message.isBlank()) {
      throw Refused.invalid("Request validation error: cancel_reason_message is required");
    }
    var afterShip = posting.stage() >= 0;
    return new Posting.Cancellation(at, "seller", reasonId, reason.title(), afterShip, true);
  }

  static Reason reason(Posting posting, long id) {
    return reasons(posting).stream()
        .filter(r -> r.id() == id)
        .findAny()
        .orElseThrow(() -> Refused.invalid("HAS_INCORRECT_CANCEL_REASON"));
  }

  /**
   * The goods that are left after some are cancelled; none if all are.
   *
   * <p>Sources: method product/cancel, section 6.1 of the fact sheet: the message is always
   * mandatory. That it is over once a posting is packed follows from its being "not able to send".
   */
  static List<Goods> without(
      Posting posting, long reasonId, String message, List<Command.Item> items) {
    if (posting.isCancelled()) {
      throw Refused.conflict("POSTING_ALREADY_CANCELLED");
    }
    if (!actions(posting).contains("product_cancel")) {
      throw Refused.conflict("HAS_INCORRECT_STATUS");
    }
    reason(posting, reasonId);
    if (message.isBlank()) {
      throw Refused.invalid("Request validation error: cancel_reason_message is required");
    }
    var left = new LinkedHashMap<Long, Goods>();
    posting.goods().forEach(goods -> left.put(goods.sku(), goods));
    for (var item : items) {
      var goods = left.get(item.sku());
      if (goods == null || item.quantity() < 1 || item.quantity() > goods.quantity()) {
        throw Refused.invalid("Request validation error: invalid Items: not in the posting");
      }
      left.put(
          item.sku(), new Goods(goods.sku(), goods.offer(), goods.quantity() - item.quantity()));
    }
    return left.values().stream().filter(goods -> goods.quantity() > 0).toList();
  }

  static void requireShippable(Posting posting, List<List<Command.Item>> packages) {
    if (posting.isCancelled()) {
      throw Refused.conflict("POSTING_ALREADY_CANCELLED");
    }
    if (posting.stage() >= 0) {
      throw Refused.conflict("POSTING_ALREADY_SHIPPED");
    }
    var late =
        posting.terms().overdue() && posting.plan().integration() == Integration.NON_INTEGRATED;
    if (!posting.status().equals("awaiting_packaging") || posting.awaitsPassport() || late) {
      throw Refused.conflict("HAS_INCORRECT_STATUS");
    }
    var packed = new HashMap<Long, Integer>();
    packages.forEach(
        items -> items.forEach(item -> packed.merge(item.sku(), item.quantity(), Integer::sum)));
    var ordered = new HashMap<Long, Integer>();
    posting.goods().forEach(goods -> ordered.merge(goods.sku(), goods.quantity(), Integer::sum));
    var empty =
        packages.stream()
            .anyMatch(items -> items.isEmpty() || items.stream().anyMatch(i -> i.quantity() < 1));
    if (empty || !packed.equals(ordered)) {
      throw Refused.invalid(
          "Request validation error: invalid Packages: must hold the posting's products, all of them");
    }
  }

  /** Handed over and not scanned at the sorting centre (method arbitration, April 2026). */
  static void requireDisputable(Posting posting) {
    if (posting.isCancelled()) {
      throw Refused.conflict("POSTING_ALREADY_CANCELLED");
    }
    if (!mayDispute(posting)) {
      throw Refused.conflict("HAS_INCORRECT_STATUS");
    }
  }

  static void requireDisputed(Posting posting) {
    if (!posting.isDisputed()) {
      throw Refused.conflict("TRANSITION_IS_NOT_POSSIBLE");
    }
  }

  private static boolean mayDispute(Posting posting) {
    return posting.plan().afterwards().unscanned()
        && posting.stage() >= 0
        && posting.status().equals("awaiting_deliver")
        && !posting.awaitsPassport();
  }

  /** Within 72 hours after payment or after delivery. */
  static boolean mayStartChat(Posting posting, Instant at) {
    var delivered = posting.deliveredAt();
    var paid = posting.plan().createdAt();
    return !posting.plan().chatRefused()
        && (at.isBefore(paid.plus(START_WINDOW))
            || (delivered != null && at.isBefore(delivered.plus(START_WINDOW))));
  }

  /**
   * Until 72 hours after delivery; later only within 48 hours of the buyer's last message. A
   * cancelled posting keeps its chat for 72 hours, so that a message that comes too late is seen
   * and counted instead of being hidden by a refusal.
   */
  static boolean maySend(Posting posting, Chat chat, Instant at) {
    var cancelled = posting.cancellation();
    var ended = cancelled != null ? cancelled.at() : posting.deliveredAt();
    var heard = chat.lastFromBuyer();
    return ended == null
        || at.isBefore(ended.plus(SEND_WINDOW))
        || (heard != null && at.isBefore(heard.plus(ANSWER_WINDOW)));
  }

  static void requireChat(Scenario.Store store) {
    if (!store.subscription().equals("PREMIUM_PLUS")
        && !store.subscription().equals("PREMIUM_PRO")) {
      throw Refused.denied("not available with existing subscription");
    }
  }

  private Permissions() {}
}
