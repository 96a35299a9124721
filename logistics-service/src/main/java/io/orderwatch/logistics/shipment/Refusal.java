package io.orderwatch.logistics.shipment;

import java.util.Arrays;
import java.util.Locale;

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
          + " way."),

  /** Official schema, September 2026: available_actions tells what may be done now. */
  CANCEL_NOT_OFFERED("Ozon does not offer to cancel this posting now."),

  CARRIER_UNKNOWN_IN_TRANSIT(
      "The parcel is in transit, and it is not known whether its carrier can call it back; a"
          + " cancellation cannot be undone."),

  /** Official schema of /v2/posting/fbs/cancel, April 2026. */
  COMMENT_MISSING("Reason 402 (other, the seller's fault) needs a comment."),

  /** Official schema of /v1/posting/fbs/cancel-reason, April 2026. */
  REASON_NOT_ALLOWED("Ozon does not allow this reason for this posting now."),

  UNKNOWN_POSTING("Ozon knows no such posting of this store."),
  STATE_NOT_SHOWN(
      "Ozon does not show in what state the posting is, so passport data may be awaited; a"
          + " cancellation cannot be undone. A person may override this with a reason."),

  /** What a call is refused with that the mailbox gave up; see {@code Outlet}. */
  OUTCOME_UNKNOWN("It could not be found out whether Ozon has done it: look at the posting."),
  NOT_MADE_IN_TIME("Ozon could not be asked for a whole day: ask again if it is still wanted."),
  UNKNOWN_STORE("No API key of this store is configured here."),
  SENDING_SWITCHED_OFF("Changing anything at Ozon is switched off here (orderwatch.ozon.send)."),
  NOT_SUPPORTED_YET("This service cannot do that yet.");

  private final String explanation;

  Refusal(String explanation) {
    this.explanation = explanation;
  }

  /** The word for programs; never changed, for they compare it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** In English. */
  public String explanation() {
    return explanation;
  }

  /** The sentence for a code, ours or one of Ozon's refusals. */
  public static String explain(String code) {
    return Arrays.stream(values())
        .filter(refusal -> refusal.code().equals(code))
        .map(Refusal::explanation)
        .findAny()
        .orElseGet(
            () -> "Ozon refused it: " + code.replaceFirst("^ozon-", "").replace('-', ' ') + ".");
  }
}
