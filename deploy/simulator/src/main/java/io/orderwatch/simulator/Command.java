package io.orderwatch.simulator;

import java.time.Instant;
import java.util.List;

/**
 * What the seller or a test does to the world; the same commands at the same instants make the same
 * world.
 */
public sealed interface Command {

  record Item(long sku, int quantity) {}

  record StartChat(String store, String posting) implements Command {}

  record SendMessage(String store, String chat, String text) implements Command {}

  /** A person of the seller's writes in the cabinet, which needs no subscription. */
  record WriteInCabinet(String store, String posting, String text) implements Command {}

  record ReadChat(String store, String chat, long upTo) implements Command {}

  record Cancel(String store, String posting, long reasonId, String message) implements Command {}

  record SetTracking(String store, String posting, String tracking) implements Command {}

  record CancelGoods(String store, String posting, long reasonId, String message, List<Item> items)
      implements Command {}

  record SetTimeslot(String store, String posting, Instant from, Instant to) implements Command {}

  record SetCutoff(String store, String posting, Instant cutoff) implements Command {}

  record ReportStatus(String store, String posting, Delivery.Report report) implements Command {}

  /**
   * Packs a posting.
   *
   * @param packages each becomes a posting if there are several
   */
  record Ship(String store, String posting, List<List<Item>> packages) implements Command {}

  /** Ozon's support changes a number that the API does not let the seller change. */
  record ChangeTrackingBySupport(String store, String posting, String tracking)
      implements Command {}

  /**
   * Answers a request to cancel.
   *
   * @param request Ozon's number of it
   */
  record AnswerRequest(String store, long request, boolean approve, String comment)
      implements Command {}

  /**
   * Acts on a return of rFBS.
   *
   * @param returnId Ozon's number of it
   * @param action Ozon's number of the action
   * @param reason why it is rejected; 0 for no rejection
   * @param compensation 0 for none
   */
  record ActOnReturn(
      String store, long returnId, int action, int reason, String comment, double compensation)
      implements Command {}

  record OpenDispute(String store, String posting) implements Command {}

  /** Sends a posting in dispute back to delivery. */
  record BackToDelivery(String store, String posting) implements Command {}

  record StopArrivals() implements Command {}
}
