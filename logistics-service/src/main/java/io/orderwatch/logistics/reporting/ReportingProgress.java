package io.orderwatch.logistics.reporting;

import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.ShipmentEvent;
import io.orderwatch.logistics.cancelling.Cancelling;
import io.orderwatch.logistics.shipment.Awaitable;
import io.orderwatch.logistics.shipment.Refusal;
import io.orderwatch.logistics.shipment.Shipment;
import io.orderwatch.logistics.wording.Language;
import java.time.Instant;
import java.util.Optional;

/**
 * A report that a parcel has come so far.
 *
 * @param step the {@link Step}'s word; as it was given, if it is none
 */
public record ReportingProgress(String step) implements Awaitable {

  public static final String WORD = "report-progress";

  /** What Ozon is called with. */
  public record Call(String step) {}

  /** What speaks against it, by all that is known of the posting. */
  @Override
  public Optional<Refusal> against(Shipment shipment, Instant at) {
    var known = Step.of(step);
    if (known.isEmpty()) {
      return Optional.of(Refusal.PROGRESS_WORD_UNKNOWN);
    }
    if (shipment.done(Cancelling.WORD)) {
      return Optional.of(Refusal.POSTING_ENDED);
    }
    var posting = shipment.posting();
    return posting == null
        ? Optional.empty()
        : Reportable.check(posting, shipment.mayOffer(offer()), known.get());
  }

  @Override
  public String word() {
    return WORD;
  }

  @Override
  public String offer() {
    return Step.of(step).map(Step::offer).orElse("");
  }

  @Override
  public Call call() {
    return new Call(step);
  }

  @Override
  public boolean passing(Refusal why) {
    return Reportable.PASSING.contains(why);
  }

  @Override
  public String consequence(Language language) {
    return language.of(
        "The buyer sees where the parcel is, and Ozon's terms count from it. This cannot be"
            + " undone.",
        "Покупатель увидит, где отправление, и от этого Ozon отсчитывает сроки. "
            + "Отозвать это нельзя.",
        "买家会看到包裹所在位置，Ozon 的各项时限由此起算。此操作无法撤回。");
  }

  @Override
  public ShipmentEvent done(PostingRef ref, String commandId) {
    return new ShipmentEvent.ProgressReported(ref, commandId, step);
  }

  @Override
  public ShipmentEvent refused(PostingRef ref, String commandId, String code, String explanation) {
    return new ShipmentEvent.ProgressRefused(ref, commandId, code, explanation);
  }
}
