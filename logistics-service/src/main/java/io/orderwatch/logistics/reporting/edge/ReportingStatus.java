package io.orderwatch.logistics.reporting.edge;

import io.orderwatch.contracts.PostingNumber;
import io.orderwatch.logistics.reporting.Reportable;
import io.orderwatch.logistics.reporting.ReportingProgress;
import io.orderwatch.logistics.reporting.ReportingProgress.Call;
import io.orderwatch.logistics.reporting.Step;
import io.orderwatch.logistics.shipment.edge.AtOzon;
import io.orderwatch.mailbox.edge.Outlet;
import io.orderwatch.ozon.Done;
import io.orderwatch.ozon.OzonPosting;
import io.orderwatch.ozon.Projection;
import io.orderwatch.ozon.Refusal;
import io.orderwatch.ozon.Reply;
import io.orderwatch.ozon.edge.OzonSeller;
import jakarta.inject.Singleton;
import java.util.function.Predicate;

/**
 * Reports to Ozon how far a parcel is. "The status change is asynchronous" (official schema, April
 * 2026), so it is looked for patiently before it is reported again.
 */
@Singleton
public class ReportingStatus implements Outlet<Call> {

  private static final int LOOKS = 9;

  private final AtOzon ozon;

  public ReportingStatus(AtOzon ozon) {
    this.ozon = ozon;
  }

  @Override
  public String kind() {
    return ReportingProgress.WORD;
  }

  @Override
  public Class<Call> payload() {
    return Call.class;
  }

  @Override
  public int concurrency() {
    return 4;
  }

  @Override
  public Answer send(Planned<Call> call) {
    return ozon.send(call, shown(call), (seller, posting) -> onFresh(call, seller, posting));
  }

  private static Answer onFresh(Planned<Call> call, OzonSeller seller, OzonPosting posting) {
    var step = step(call);
    var against = Reportable.check(Projection.of(posting), posting.mayOffer(step.offer()), step);
    if (against.isPresent()) {
      return new Answer.Superseded(against.get().code());
    }
    var reply = report(seller, posting.number(), step);
    var perhapsOurs =
        reply.refusedFor(Refusal.TRANSITION_NOT_POSSIBLE) || reply.refusedFor(Refusal.WRONG_STATUS);
    return perhapsOurs && call.attempt() > 1
        ? new Answer.Doubtful("refused, perhaps because of what was reported before")
        : AtOzon.made(call, reply, seller, posting, shown(call));
  }

  private static Reply<Done> report(OzonSeller seller, PostingNumber posting, Step step) {
    return switch (step) {
      case SENT -> seller.reportDelivering(posting);
      case LAST_MILE -> seller.reportLastMile(posting);
      case DELIVERED -> seller.reportDelivered(posting);
    };
  }

  @Override
  public Answer lookBack(Planned<Call> call) {
    return ozon.lookBack(call, shown(call), LOOKS);
  }

  private static Predicate<OzonPosting> shown(Planned<Call> call) {
    return posting -> step(call).shownIn(Projection.of(posting));
  }

  /** No other word is ever planned. */
  private static Step step(Planned<Call> call) {
    return Step.of(call.payload().step()).orElseThrow();
  }
}
