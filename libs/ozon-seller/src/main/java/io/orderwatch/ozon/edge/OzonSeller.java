package io.orderwatch.ozon.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwatch.contracts.PostingNumber;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.ozon.ApiKey;
import io.orderwatch.ozon.CancelReason;
import io.orderwatch.ozon.Capability;
import io.orderwatch.ozon.ChatLine;
import io.orderwatch.ozon.ChatMessage;
import io.orderwatch.ozon.DeliveryChanges;
import io.orderwatch.ozon.Done;
import io.orderwatch.ozon.OzonCancellationRequest;
import io.orderwatch.ozon.OzonChat;
import io.orderwatch.ozon.OzonPosting;
import io.orderwatch.ozon.OzonRating;
import io.orderwatch.ozon.OzonReturn;
import io.orderwatch.ozon.OzonReturnAction;
import io.orderwatch.ozon.Page;
import io.orderwatch.ozon.Refusal;
import io.orderwatch.ozon.Reply;
import io.orderwatch.ozon.SellerInfo;
import io.orderwatch.ozon.ShownMessage;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The Ozon Seller API for one store, by the methods in force in November 2026. Each call waits its
 * turn, is sent at most once and never throws for anything Ozon or the network does.
 *
 * <p>Thread-safe; a call blocks its thread, so use virtual ones. An interrupt ends a call: as
 * {@link Reply.Unavailable} before it is sent, as {@link Reply.Doubtful} after; the thread stays
 * interrupted.
 */
public final class OzonSeller {

  /** "You can add up to 20 tracking numbers at a time" (official schema, April 2026). */
  public static final int MOST_NUMBERS = 20;

  /** The methods that are called here, by their paths; a key needs roles for them. */
  public static final Set<String> METHODS = Capability.allMethods();

  private static final int PAGE = 100;
  private static final int RETURNS = 500;
  private static final int RFBS_RETURNS = 1000;
  private static final int RATED = 1000;
  private static final int LONGEST_TEXT = 1000;

  /** gRPC's code. */
  private static final int NOT_FOUND = 5;

  private final StoreId store;
  private final OzonLine line;
  private final boolean shadow;

  /**
   * A client for one store; it calls nobody yet.
   *
   * @param base scheme, host and port, for example {@code https://api-seller.ozon.ru}
   * @param turnstile one per store, shared by all its clients
   * @param timeout longest wait for the turn, and again for the answer
   * @throws IllegalArgumentException if the key cannot be one; the message does not show it
   */
  public OzonSeller(URI base, StoreId store, String apiKey, Turnstile turnstile, Duration timeout) {
    this(base, store, apiKey, turnstile, timeout, CallListener.NONE);
  }

  /** The same, and somebody is told of each call. */
  public OzonSeller(
      URI base,
      StoreId store,
      String apiKey,
      Turnstile turnstile,
      Duration timeout,
      CallListener listener) {
    this(
        store,
        new OzonLine(base, store, apiKey, turnstile, timeout, listener),
        /* shadow= */ false);
  }

  private OzonSeller(StoreId store, OzonLine line, boolean shadow) {
    this.store = store;
    this.line = line;
    this.shadow = shadow;
  }

  /**
   * The same for a store in shadow: it reads, and whatever would send or change something is {@link
   * Refusal#IN_SHADOW} without a call.
   */
  public OzonSeller inShadow() {
    return new OzonSeller(store, line, /* shadow= */ true);
  }

  public StoreId store() {
    return store;
  }

  /**
   * Postings that are not finished, by their packing deadline; up to 100.
   *
   * @param cutoffFrom at most a year before {@code cutoffTo}
   * @param cursor "" for the first page
   */
  public Reply<Page<OzonPosting>> unfulfilled(Instant cutoffFrom, Instant cutoffTo, String cursor) {
    var body = page(cursor);
    body.putObject("filter")
        .put("cutoff_from", cutoffFrom.toString())
        .put("cutoff_to", cutoffTo.toString());
    return line.call("/v4/posting/fbs/unfulfilled/list", body)
        .then(answer -> OzonRecords.postings(store, answer, cursor));
  }

  /**
   * Postings whose status changed within a time; up to 100. A date may move with no change of
   * status, so let the windows overlap.
   *
   * @param since with {@code to}, the postings' own time; at most a year
   * @param changedFrom with {@code changedTo}, when the status last changed
   * @param cursor "" for the first page
   */
  public Reply<Page<OzonPosting>> changed(
      Instant since, Instant to, Instant changedFrom, Instant changedTo, String cursor) {
    var body = page(cursor);
    body.putObject("filter")
        .put("since", since.toString())
        .put("to", to.toString())
        .putObject("last_changed_status_date")
        .put("from", changedFrom.toString())
        .put("to", changedTo.toString());
    return line.call("/v4/posting/fbs/list", body)
        .then(answer -> OzonRecords.postings(store, answer, cursor));
  }

  /**
   * All postings of some orders; up to 100 in a page.
   *
   * @param since with {@code to}, the postings' own time; at most a year
   * @param orders their numbers, 1 to 100
   * @param cursor "" for the first page
   */
  public Reply<Page<OzonPosting>> ofOrders(
      Instant since, Instant to, Collection<String> orders, String cursor) {
    var body = page(cursor);
    var filter = body.putObject("filter");
    filter.put("since", since.toString()).put("to", to.toString());
    orders.forEach(filter.putArray("order_numbers")::add);
    return line.call("/v4/posting/fbs/list", body)
        .then(answer -> OzonRecords.postings(store, answer, cursor));
  }

  /** One posting, with {@code previousSubstatus}. */
  public Reply<OzonPosting> posting(PostingNumber number) {
    var body = about(number);
    with(body);
    return notFound(
        line.call("/v3/posting/fbs/get", body)
            .then(answer -> OzonRecords.posting(store, answer, number)));
  }

  /** What is not found by the posting's own method is the posting, however Ozon words it. */
  private static Reply<OzonPosting> notFound(Reply<OzonPosting> reply) {
    return reply instanceof Reply.Refused<OzonPosting>(var why, var code, var message)
            && why == Refusal.OTHER
            && code == NOT_FOUND
        ? new Reply.Refused<>(Refusal.POSTING_NOT_FOUND, code, message)
        : reply;
  }

  /**
   * Opens the chat with a posting's buyer; the value is the chat's id. Premium Plus or Pro only.
   * Ozon does not say whether a second call opens a second chat.
   */
  public Reply<String> startChat(PostingNumber number) {
    return change("/v1/chat/start", about(number)).then(OzonRecords::chatId);
  }

  /**
   * Writes to a chat. Premium Plus or Pro only. Ozon knows no key for a message, so a doubtful one
   * must be looked for in the {@link #history} before it is sent again.
   *
   * @param text plain text, 1 to 1000 characters; anything else is refused without a call
   */
  public Reply<Done> send(String chatId, String text) {
    if (text.isBlank() || text.length() > LONGEST_TEXT) {
      return invalid("a message has 1 to 1000 characters");
    }
    var body = body().put("chat_id", chatId).put("text", text);
    return change("/v1/chat/send/message", body).then(OzonRecords::done);
  }

  /**
   * A chat's latest messages, newest first.
   *
   * @param limit 1 to 1000; what lies outside is brought inside
   */
  public Reply<Page<ChatMessage>> history(String chatId, int limit) {
    return line.call("/v3/chat/history", ofChat(chatId, limit)).then(OzonRecords::messages);
  }

  /**
   * A store's chats; up to 100.
   *
   * @param status Ozon's word: All, Opened or Closed
   * @param cursor "" for the first page
   */
  public Reply<Page<OzonChat>> chats(String status, String cursor) {
    var body = body().put("limit", PAGE).put("cursor", cursor);
    body.putObject("filter").put("chat_status", status).put("unread_only", false);
    return line.call("/v3/chat/list", body).then(answer -> ChatRecords.chats(answer, cursor));
  }

  /**
   * Who wrote in a chat and when, newest first, without a word of what; the page's cursor leads to
   * what is older.
   *
   * @param limit 1 to 1000; what lies outside is brought inside
   * @param cursor "" for the newest
   */
  public Reply<Page<ChatLine>> lines(String chatId, int limit, String cursor) {
    var body = ofChat(chatId, limit);
    if (!cursor.isEmpty()) {
      body.put("from_message_id", new BigInteger(cursor));
    }
    return line.call("/v3/chat/history", body).then(ChatRecords::lines);
  }

  /**
   * What the latest messages of a chat's buyer are about, by Ozon's numbers of them. What he wrote
   * is shown to {@code about} alone and kept nowhere.
   *
   * @param limit of all messages, 1 to 1000; what lies outside is brought inside
   * @param about makes a word of a buyer's words; must keep nothing of them
   */
  public <C> Reply<Map<String, C>> answers(String chatId, int limit, Function<String, C> about) {
    return line.call("/v3/chat/history", ofChat(chatId, limit))
        .then(answer -> ChatRecords.answers(answer, about));
  }

  /**
   * A chat's latest messages for somebody who looks at them now, the oldest of them first. Their
   * words are given to {@code made} alone and kept nowhere.
   *
   * @param limit 1 to 1000; what lies outside is brought inside
   * @param made makes of a message's words what may be shown
   */
  public <C> Reply<Page<ShownMessage<C>>> shown(
      String chatId, int limit, Function<String, C> made) {
    return line.call("/v3/chat/history", ofChat(chatId, limit))
        .then(answer -> ChatRecords.shown(answer, made));
  }

  private static ObjectNode ofChat(String chatId, int limit) {
    return body()
        .put("chat_id", chatId)
        .put("direction", "Backward")
        .put("limit", Math.clamp(limit, 1, 1000));
  }

  /** The reasons with which Ozon would let the store cancel this posting now; may be none. */
  public Reply<List<CancelReason>> cancelReasons(PostingNumber number) {
    var body = body();
    body.putArray("related_posting_numbers").add(number.value());
    return line.call("/v1/posting/fbs/cancel-reason", body)
        .then(answer -> OzonRecords.cancelReasons(answer, number));
  }

  /**
   * Cancels a posting for good.
   *
   * @param reasonId one of {@link #cancelReasons}
   * @param message may be "", except with {@link CancelReason#OTHER}
   */
  public Reply<Done> cancel(PostingNumber number, long reasonId, String message) {
    if (reasonId == CancelReason.OTHER && message.isBlank()) {
      return invalid("reason 402 needs a message");
    }
    var body =
        about(number).put("cancel_reason_id", reasonId).put("cancel_reason_message", message);
    return change("/v2/posting/fbs/cancel", body).then(OzonRecords::done);
  }

  /**
   * Cancels some goods of a posting for good. Russian schema of April 2026, which alone has it.
   *
   * @param reasonId one of {@link #cancelReasons}
   * @param message never "": Ozon always demands one here
   * @param items how many pieces of which article
   */
  public Reply<Done> cancelGoods(
      PostingNumber number, long reasonId, String message, Map<Long, Integer> items) {
    if (message.isBlank() || items.isEmpty()) {
      return invalid("cancelling goods needs a message and goods");
    }
    var body =
        about(number).put("cancel_reason_id", reasonId).put("cancel_reason_message", message);
    var goods = body.putArray("items");
    items.forEach((sku, quantity) -> goods.addObject().put("sku", sku).put("quantity", quantity));
    return change("/v2/posting/fbs/product/cancel", body)
        .then(answer -> OzonRecords.doneTo(answer, number));
  }

  /**
   * Gives postings tracking numbers, or other ones. Each has its own answer, whatever became of the
   * others; one that Ozon leaves out of its answer is in doubt.
   *
   * @param numbers 1 to {@link #MOST_NUMBERS}; else refused without a call
   * @return if Ozon answered for each, a reply for each
   */
  public Reply<Map<PostingNumber, Reply<Done>>> setTrackingNumbers(
      Map<PostingNumber, String> numbers) {
    if (numbers.isEmpty() || numbers.size() > MOST_NUMBERS) {
      return invalid("1 to 20 tracking numbers go in one call");
    }
    var body = body();
    var pairs = body.putArray("tracking_numbers");
    numbers.forEach(
        (posting, number) ->
            pairs
                .addObject()
                .put("posting_number", posting.value())
                .put("tracking_number", number));
    return change("/v2/fbs/posting/tracking-number/set", body)
        .map(
            answer ->
                numbers.keySet().stream()
                    .collect(
                        Collectors.toMap(
                            Function.identity(), posting -> OzonRecords.done(answer, posting))));
  }

  /** Says that a parcel of no integrated carrier is on its way; Ozon shows it some time later. */
  public Reply<Done> reportDelivering(PostingNumber number) {
    return report("/v2/fbs/posting/delivering", number);
  }

  /** Says that the courier is on the way; Ozon shows it some time later. */
  public Reply<Done> reportLastMile(PostingNumber number) {
    return report("/v2/fbs/posting/last-mile", number);
  }

  /** Says that the parcel was delivered; Ozon shows it as presumably so, some time later. */
  public Reply<Done> reportDelivered(PostingNumber number) {
    return report("/v2/fbs/posting/delivered", number);
  }

  private Reply<Done> report(String path, PostingNumber number) {
    var body = body();
    body.putArray("posting_number").add(number.value());
    return change(path, body).then(answer -> OzonRecords.done(answer, number));
  }

  /** Whether and to when the delivery to the buyer may be moved. */
  public Reply<DeliveryChanges> deliveryChanges(PostingNumber number) {
    return line.call("/v1/posting/fbs/timeslot/change-restrictions", about(number))
        .then(OzonRecords::deliveryChanges);
  }

  /** Moves the delivery to the buyer; each time uses up one of the {@link #deliveryChanges}. */
  public Reply<Done> setDeliveryWindow(PostingNumber number, Instant from, Instant to) {
    var body = about(number);
    body.putObject("new_timeslot").put("from", from.toString()).put("to", to.toString());
    return change("/v1/posting/fbs/timeslot/set", body).then(OzonRecords::done);
  }

  /** Sets the shipping date; Ozon takes none later than the one there is. */
  public Reply<Done> setCutoff(PostingNumber number, Instant date) {
    var body = about(number).put("new_cutoff_date", date.toString());
    return change("/v1/posting/cutoff/set", body).then(OzonRecords::done);
  }

  /**
   * Returns of FBS and FBO whose visual status changed within a time; up to 500.
   *
   * @param lastId "" for the first page
   */
  public Reply<Page<OzonReturn>> returns(Instant changedFrom, Instant changedTo, String lastId) {
    var body = body().put("limit", RETURNS);
    body.put("last_id", lastId.isEmpty() ? 0 : Long.parseLong(lastId));
    body.putObject("filter")
        .putObject("visual_status_change_moment")
        .put("time_from", changedFrom.toString())
        .put("time_to", changedTo.toString());
    return line.call("/v1/returns/list", body)
        .then(answer -> ReturnRecords.returns(answer, lastId));
  }

  /**
   * Return requests of rFBS; up to 1000.
   *
   * @param groups Ozon's group_state: All, New, Delivering, Checkout, Arbitration, Approved,
   *     Rejected
   * @param posting of this one alone; null for all
   * @param lastId "" for the first page
   */
  public Reply<Page<OzonReturn>> rfbsReturns(
      List<String> groups, @Nullable PostingNumber posting, String lastId) {
    var body = body().put("limit", RFBS_RETURNS);
    body.put("last_id", lastId.isEmpty() ? 0 : Long.parseLong(lastId));
    var filter = body.putObject("filter");
    groups.forEach(filter.putArray("group_state")::add);
    if (posting != null) {
      filter.put("posting_number", posting.value());
    }
    return line.call("/v2/returns/rfbs/list", body)
        .then(answer -> ReturnRecords.rfbsReturns(answer, lastId, RFBS_RETURNS));
  }

  /** One return request of rFBS, with the actions that Ozon offers; without its group. */
  public Reply<OzonReturn> rfbsReturn(long id) {
    return line.call("/v2/returns/rfbs/get", body().put("return_id", id))
        .then(answer -> ReturnRecords.rfbsReturn(answer, id));
  }

  /**
   * Requests to cancel; up to 500.
   *
   * @param state ALL, ON_APPROVAL, APPROVED or REJECTED
   * @param postings of these alone; empty for all
   * @param lastId "" for the first page
   */
  public Reply<Page<OzonCancellationRequest>> cancellationRequests(
      String state, List<PostingNumber> postings, String lastId) {
    var body = body().put("limit", RETURNS);
    body.put("last_id", lastId.isEmpty() ? 0 : Long.parseLong(lastId));
    body.putObject("with").put("counter", false);
    var filters = body.putObject("filters").put("state", state);
    if (!postings.isEmpty()) {
      var numbers = filters.putArray("posting_number");
      postings.forEach(each -> numbers.add(each.value()));
    }
    return line.call("/v2/conditional-cancellation/list", body)
        .then(answer -> ReturnRecords.requests(answer, lastId, RETURNS));
  }

  /**
   * Answers a request to cancel. Ozon answers with no body when it has done so, which is read as a
   * doubt: the request's state tells.
   *
   * @param comment may be "" with an approval
   */
  public Reply<Done> answerRequest(long id, boolean approve, String comment) {
    var body = body().put("cancellation_id", id).put("comment", comment);
    return change("/v2/conditional-cancellation/" + (approve ? "approve" : "reject"), body)
        .then(OzonRecords::done);
  }

  /**
   * Acts on a return request of rFBS. Ozon answers with no body when it has done so, which is read
   * as a doubt: the return's actions tell.
   */
  public Reply<Done> actOnReturn(OzonReturnAction action) {
    var body = body().put("return_id", action.returnId()).put("id", action.id());
    if (action.rejectionReasonId() != null) {
      body.put("rejection_reason_id", action.rejectionReasonId());
    }
    if (!action.comment().isEmpty()) {
      body.put("comment", action.comment());
    }
    if (action.compensation() != null) {
      body.put("compensation_amount", action.compensation());
    }
    if (action.returnForBackWay() != null) {
      body.put("return_for_back_way", action.returnForBackWay());
    }
    return change("/v1/returns/rfbs/action/set", body).then(OzonRecords::done);
  }

  /** Ozon's own error index of the store. */
  public Reply<OzonRating> ratingIndex() {
    return line.call("/v1/rating/index/fbs/info", body()).then(RatingRecords::index);
  }

  /**
   * The postings that count in Ozon's error index; up to 1000.
   *
   * @param cursor "" for the first page
   */
  public Reply<Page<OzonRating.Fault>> ratingFaults(Instant from, Instant to, String cursor) {
    var body = body().put("limit", RATED).put("cursor", cursor);
    body.putObject("filter").put("date_from", from.toString()).put("date_to", to.toString());
    return line.call("/v1/rating/index/fbs/posting/list", body)
        .then(answer -> RatingRecords.faults(answer, cursor));
  }

  /** Opens a dispute over what was handed over and not scanned. */
  public Reply<Done> openDispute(PostingNumber number) {
    return change("/v2/posting/fbs/arbitration", aboutAll(number)).then(OzonRecords::done);
  }

  /** Sends a posting in dispute back to delivery. */
  public Reply<Done> resumeDelivery(PostingNumber number) {
    return change("/v2/posting/fbs/awaiting-delivery", aboutAll(number)).then(OzonRecords::done);
  }

  /** What sends or changes something. */
  private Reply<JsonNode> change(String path, JsonNode body) {
    return shadow
        ? new Reply.Refused<>(Refusal.IN_SHADOW, 0, "the store is in shadow")
        : line.call(path, body);
  }

  private static ObjectNode aboutAll(PostingNumber number) {
    var body = body();
    body.putArray("posting_number").add(number.value());
    return body;
  }

  public Reply<SellerInfo> sellerInfo() {
    return line.call("/v1/seller/info", body()).then(OzonRecords::sellerInfo);
  }

  /** What this client's key may do, and until when. */
  public Reply<ApiKey> apiKey() {
    return line.call("/v1/roles", body()).then(OzonRecords::apiKey);
  }

  private static ObjectNode page(String cursor) {
    var body = body().put("limit", PAGE).put("cursor", cursor).put("sort_dir", "ASC");
    with(body);
    return body.put("translit", false);
  }

  /** The delivery window is part of the analytics; all else that "with" offers stays off. */
  private static void with(ObjectNode body) {
    body.putObject("with")
        .put("analytics_data", true)
        .put("barcodes", false)
        .put("financial_data", false)
        .put("legal_info", false);
  }

  private static ObjectNode about(PostingNumber number) {
    return body().put("posting_number", number.value());
  }

  private static ObjectNode body() {
    return OzonJson.MAPPER.createObjectNode();
  }

  private static <T> Reply<T> invalid(String rule) {
    return new Reply.Refused<>(Refusal.INVALID_REQUEST, 0, rule);
  }

  @Override
  public String toString() {
    return "Ozon for " + line;
  }
}
