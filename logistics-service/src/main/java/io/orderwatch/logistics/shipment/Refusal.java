package io.orderwatch.logistics.shipment;

import io.orderwatch.logistics.wording.Language;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why a command is not carried out: a stable code for programs, a sentence for people. */
public enum Refusal {
  ALREADY_CANCELLED("The posting is cancelled already."),

  /** Official schema of /v2/posting/fbs/cancel, April 2026. */
  ALREADY_DELIVERED(
      "Ozon counts the posting as delivered or presumably delivered; such a posting cannot be"
          + " cancelled."),

  /** Ozon's help for Global sellers, "Quality metrics", read in October 2026. */
  PASSPORT_AWAITED(
      "The buyer still owes passport data. Let Ozon's own cancellation run: every cancellation by"
          + " the seller counts against the store. A person may override this with a reason."),

  /**
   * Official schema, April 2026: only rFBS postings are cancelled in transit. That Ozon recalls
   * nothing of its own is told by third parties and follows from it.
   */
  OZON_LOGISTICS_IN_TRANSIT(
      "Ozon's own logistics carry the parcel, and Ozon does not call it back in transit. Only a"
          + " parcel carried by the seller or by an integrated carrier can be cancelled on its"
          + " way.",
      "Let it arrive: a buyer who does not want it can refuse or return it."),

  /** Official schema, September 2026: available_actions tells what may be done now. */
  CANCEL_NOT_OFFERED("Ozon does not offer to cancel this posting now."),

  CARRIER_UNKNOWN_IN_TRANSIT(
      "The parcel is in transit, and it is not known whether its carrier can call it back; a"
          + " cancellation cannot be undone."),

  /** Official schema of /v2/posting/fbs/cancel, April 2026. */
  COMMENT_MISSING("Reason 402 (other, the seller's fault) needs a comment."),

  /** Official schema of /v1/posting/fbs/cancel-reason, April 2026. */
  REASON_NOT_ALLOWED("Ozon does not allow this reason for this posting now."),

  /** Official list of statuses, September 2026; that goods end with the hand-over is inferred. */
  GOODS_TOO_LATE(
      "Some goods can only be cancelled while the posting waits to be packed or handed over."),
  GOODS_MALFORMED("Each product is named once, with at least one piece to cancel."),
  GOODS_NOT_IN_POSTING("The posting does not hold so many pieces of these products."),
  GOODS_ARE_ALL(
      "These are all goods of the posting: that is the cancellation of the whole posting.",
      "Ask for it without items."),

  /** Russian schema of /v2/posting/fbs/product/cancel, April 2026. */
  GOODS_COMMENT_MISSING("Cancelling some goods always needs a comment."),

  /** Official schema, September 2026: product_cancel stands for cancelling some goods. */
  GOODS_NOT_OFFERED("Ozon does not offer to cancel some goods of this posting now."),
  GOODS_NOT_KNOWN(
      "What the posting holds is not known here yet.", "Ask again when Ozon has shown it."),
  GOODS_CHANGED(
      "The posting does not hold what it held when this was asked.",
      "Look at what is left before asking again."),

  /** Four eyes (decision 34). */
  DECLINED("A person declined it before anything was done."),
  NOT_APPROVED(
      "No second person approved it in time, so nothing was done.",
      "Ask again with a new command id if it is still wanted."),

  POSTING_ENDED(
      "The posting is cancelled, delivered or presumably delivered; nothing about it can be changed"
          + " any more."),
  REASON_MISSING("A reason is needed."),

  TRACKING_MALFORMED(
      "A tracking number has 5 to 50 Latin letters, digits and dashes and begins with none of"
          + " the last.",
      "Copy it from the carrier's label."),

  /** UPU standard S10. */
  TRACKING_CHECK_DIGIT_WRONG(
      "The number has the form of an international postal number (UPU S10), but its check digit is"
          + " wrong: nobody could trace it.",
      "Compare it with the carrier's label."),

  TRACKING_IS_POSTING_NUMBER(
      "This is the posting's own number, not a carrier's.",
      "Give the number on the carrier's label."),
  TRACKING_UNCHANGED("Ozon shows this tracking number already."),

  /** A warning: Ozon cancels what nobody can trace (Ozon's help, "Cancellation by Ozon", 2026). */
  TRACKING_FORM_UNKNOWN(
      "No carrier known here writes its numbers like this, and Ozon cancels a posting whose number"
          + " cannot be traced.",
      "If it is right, ask again with confirmed: true and a new command id."),

  /** Official list of substatuses, September 2026. */
  TRACKING_AFTER_PASSPORT(
      "The order is on hold until the buyer gives passport data; a tracking number comes after"
          + " that.",
      "Wait until Ozon releases the order."),

  /** Official schema, "Process", April 2026: pack, then give the number. */
  TRACKING_AFTER_PACKING(
      "The posting is not packed yet; a tracking number comes after packing.", "Pack it first."),

  /** Official schema, "Process", rFBS Aggregator, April 2026. */
  TRACKING_AFTER_REGISTRATION(
      "The carrier is registering the parcel and gives it its number with that.",
      "Wait for the carrier."),

  /** Official schema, rFBS and FBS schemes, April 2026; who makes the number is inferred. */
  TRACKING_IS_OZONS(
      "Ozon's own logistics carry the parcel, and Ozon makes its tracking number; it does not offer"
          + " to change it.",
      Ways.BY_TICKET),
  TRACKING_IS_THE_CARRIERS(
      "A partner of Ozon's carries the parcel, and its number is the one from its registration;"
          + " Ozon does not offer to change it.",
      Ways.BY_TICKET),

  /** Official schema, September 2026: set_track_number stands for giving or changing a number. */
  TRACKING_NOT_OFFERED(
      "Ozon does not offer to change the tracking number of this posting now.", Ways.BY_TICKET),

  WINDOW_REVERSED("The delivery time must begin before it ends."),
  WINDOW_PAST("The delivery time must not begin in the past."),
  WINDOW_NOT_LATER("The buyer is promised a delivery no earlier than that already."),

  /** Official schema of /v1/posting/fbs/timeslot/change-restrictions, April 2026. */
  WINDOW_NOT_ALLOWED("The delivery time lies outside what Ozon allows for this posting now."),

  /** Official schema of /v1/posting/fbs/timeslot/set, April 2026. */
  NO_CHANGES_LEFT(
      "Ozon lets a delivery be moved twice, and 0 of the 2 changes are left for this posting.",
      Ways.BY_BUYER),

  /**
   * Official schema, September 2026: set_timeslot stands for moving the delivery. That buyers have
   * no such function is told by third parties (2026).
   */
  EXTENSION_NOT_OFFERED(
      "Ozon does not offer to move the delivery of this posting now.", Ways.BY_BUYER),

  PROGRESS_WORD_UNKNOWN("A parcel can be reported as sent, last-mile or delivered."),
  PROGRESS_SHOWN("Ozon shows that the parcel is there, or further, already."),

  /** Fact sheet, section 4.2: only non_integrated (official schema, April 2026, "Process"). */
  PROGRESS_IS_THE_CARRIERS(
      "Ozon's own logistics or an integrated carrier move this parcel, and Ozon hears from them"
          + " where it is."),

  /** Official list of substatuses, September 2026. */
  PROGRESS_AFTER_PASSPORT(
      "The order is on hold until the buyer gives passport data; nothing is sent before that.",
      "Wait until Ozon releases the order."),

  /** Official schema, "Process", rFBS Crossborder, April 2026: pack, then report. */
  PROGRESS_AFTER_PACKING("The posting is not packed yet.", "Pack it first."),

  /** Official schema, September 2026: non_int_delivering, non_int_last_mile, non_int_delivered. */
  PROGRESS_NOT_OFFERED("Ozon does not offer to report this step of the posting now."),

  DATE_PAST("The shipping date must not be past."),

  /** Official schema of /v1/posting/cutoff/set, April 2026. */
  DATE_LATER("The shipping date can only be set to one no later than the one there is."),

  /** Official schema, September 2026: set_cutoff stands for setting the shipping date. */
  DATE_NOT_OFFERED("Ozon does not offer to set the shipping date of this posting now."),

  REQUEST_UNKNOWN("Ozon shows no such request to cancel for this posting."),

  /** Official schema of /v2/conditional-cancellation/approve and reject, April 2026. */
  REQUEST_ANSWERED(
      "The request to cancel waits for no answer any more: it was answered, or approved itself after"
          + " three days."),

  /** Official schema of /v2/conditional-cancellation/reject, April 2026. */
  ANSWER_COMMENT_MISSING("Ozon demands a comment with the refusal of a request to cancel."),

  RETURN_UNKNOWN("Ozon shows no such return request for this posting."),

  /** Official schema of /v2/returns/rfbs/get, April 2026: available_actions. */
  RETURN_ACTION_NOT_OFFERED(
      "Ozon does not offer this action for the return now.",
      "GET /api/returns tells which it offers."),
  RETURN_ACTIONS_NOT_SHOWN("Ozon does not show which actions it offers for the return."),

  /** Official schema of /v1/returns/rfbs/action/set, April 2026, like the two that follow. */
  REJECTION_REASON_MISSING("A rejection (-1, -10) needs one of Ozon's rejection reasons."),
  REJECTION_COMMENT_MISSING("A rejection (-1, -10) needs a comment."),
  COMPENSATION_MISSING("Action 1020 needs the amount of the compensation."),
  RETURN_DECIDED_OTHERWISE("The return was decided otherwise before the action could be taken."),

  IN_DISPUTE("The posting is in dispute already."),

  /**
   * Official schema of /v2/posting/fbs/arbitration, April 2026, and of available_actions, September
   * 2026.
   */
  DISPUTE_NOT_OFFERED(
      "Ozon does not offer a dispute over this posting now: it does for what was handed over and was"
          + " not scanned at the sorting centre.",
      "A buyer's dispute is answered by the actions of its return."),
  NOT_IN_DISPUTE("The posting is in no dispute that the store has opened."),

  /** Official schema of available_actions, September 2026: awaiting_delivery. */
  RESUMPTION_NOT_OFFERED("Ozon does not offer to send this posting back to delivery now."),
  POSTING_NOT_SEEN(
      "This posting was not seen here yet.", "Ask again once order-ingest has read it."),
  NOT_CANCELLED("The posting is not cancelled, so there is nothing to appeal against."),

  /** Official schema of /v3/posting/fbs/get, affect_cancellation_rating, April 2026. */
  CANCELLATION_NOT_COUNTED("Ozon does not count this cancellation against the store."),
  NOT_ON_ITS_WAY("The posting is not on its way, so its parcel cannot be stuck there."),
  TICKET_DRAFTED_BEFORE(
      "A ticket for the same is drafted and has not ended.", "Follow that one, or drop it."),

  /** Read again several times after Ozon had taken it, or may have. */
  NOT_SHOWN(
      "It was sent, but Ozon does not show it.",
      "Look at the posting in the cabinet before asking again."),

  UNKNOWN_POSTING("Ozon knows no such posting of this store."),
  STATE_NOT_SHOWN(
      "Ozon does not show in what state the posting is, so passport data may be awaited; a"
          + " cancellation cannot be undone. A person may override this with a reason."),

  /** What a call is refused with that the mailbox gave up; see {@code Outlet}. */
  OUTCOME_UNKNOWN("It could not be found out whether Ozon has done it: look at the posting."),
  NOT_MADE_IN_TIME("Ozon could not be asked for a whole day: ask again if it is still wanted."),
  UNKNOWN_STORE("No API key of this store is configured here."),
  STORE_IN_SHADOW(
      "The store is in shadow: everything was decided, and nothing was changed at Ozon.",
      "Write mode: live for it in stores.yaml."),
  SENDING_SWITCHED_OFF("Changing anything at Ozon is switched off here (orderwatch.ozon.send).");

  /** What several refusals have in common. */
  private static final class Ways {
    static final String BY_TICKET = "Only Ozon's support can do it: a ticket is drafted for it.";
    static final String BY_BUYER =
        "Only Ozon's support can move it: a ticket is drafted for it. The buyer has no function for it either,"
            + " but can explain it to Ozon's support, which then moves the date.";
  }

  private final String cause;
  private final String alternative;

  Refusal(String cause) {
    this(cause, "");
  }

  Refusal(String cause, String alternative) {
    this.cause = cause;
    this.alternative = alternative;
  }

  /** The word for programs; never changed, for they compare it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The cause and what can be done instead, in English, as events carry it. */
  public String explanation() {
    return explanation(Language.EN);
  }

  /** The same for whoever reads that language. */
  public String explanation(Language language) {
    var instead = alternative(language);
    if (instead.isEmpty()) {
      return cause(language);
    }
    return cause(language) + (language == Language.ZH ? "" : " ") + instead;
  }

  private String cause(Language language) {
    return switch (language) {
      case EN -> cause;
      case RU -> InRussian.cause(this);
      case ZH -> InChinese.cause(this);
    };
  }

  /** What can be done instead; "" for nothing. */
  public String alternative(Language language) {
    return switch (language) {
      case EN -> alternative;
      case RU -> InRussian.alternative(this);
      case ZH -> InChinese.alternative(this);
    };
  }

  /** The field of the command that is at fault, as bodies name it; "" if none is. */
  public String field() {
    return switch (this) {
      case REASON_MISSING -> "reason";
      case COMMENT_MISSING -> "comment";
      case REASON_NOT_ALLOWED -> "reasonId";
      case TRACKING_MALFORMED,
          TRACKING_CHECK_DIGIT_WRONG,
          TRACKING_IS_POSTING_NUMBER,
          TRACKING_UNCHANGED,
          TRACKING_FORM_UNKNOWN ->
          "trackingNumber";
      case WINDOW_PAST -> "from";
      case WINDOW_REVERSED, WINDOW_NOT_LATER -> "to";
      case DATE_PAST, DATE_LATER -> "date";
      case UNKNOWN_STORE -> "store";
      case UNKNOWN_POSTING -> "posting";
      default -> "";
    };
  }

  /** Whether Ozon's support can do what was refused. */
  public boolean byTicket() {
    return alternative.equals(Ways.BY_TICKET) || alternative.equals(Ways.BY_BUYER);
  }

  /** The refusal of this code; empty for one of Ozon's. */
  public static Optional<Refusal> of(String code) {
    return Arrays.stream(values()).filter(refusal -> refusal.code().equals(code)).findAny();
  }

  /** The sentence for a code, ours or one of Ozon's refusals, in English, as events carry it. */
  public static String explain(String code) {
    return explain(code, Language.EN);
  }

  /** The same for whoever reads that language; the word of a refusal of Ozon's is Ozon's. */
  public static String explain(String code, Language language) {
    return of(code)
        .map(refusal -> refusal.explanation(language))
        .orElseGet(() -> ofOzon(code.replaceFirst("^ozon-", "").replace('-', ' '), language));
  }

  private static String ofOzon(String word, Language language) {
    return language.of(
        "Ozon refused it: " + word + ".",
        "Ozon отказал: " + word + ".",
        "Ozon 拒绝了该操作：" + word + "。");
  }
}
