package io.orderwatch.logistics.returning.edge;

import io.orderwatch.contracts.PostingRef;
import io.orderwatch.logistics.returning.ActingOnReturn;
import io.orderwatch.logistics.shipment.Refusal;
import io.orderwatch.logistics.shipment.edge.AtOzon;
import io.orderwatch.mailbox.edge.Outlet;
import io.orderwatch.ozon.OzonReturn;
import io.orderwatch.ozon.OzonReturnAction;
import io.orderwatch.ozon.Reply;
import io.orderwatch.ozon.edge.Answers;
import io.orderwatch.ozon.edge.OzonSeller;
import jakarta.inject.Singleton;
import java.util.function.Function;

/**
 * Acts on a return at Ozon: reads it, acts, and reads it again, for the method says nothing when it
 * has done it. An action that was taken is not offered any more.
 */
@Singleton
public class ActingAtOzon implements Outlet<ActingOnReturn.Call> {

  private final AtOzon ozon;

  public ActingAtOzon(AtOzon ozon) {
    this.ozon = ozon;
  }

  @Override
  public String kind() {
    return ActingOnReturn.WORD;
  }

  @Override
  public Class<ActingOnReturn.Call> payload() {
    return ActingOnReturn.Call.class;
  }

  @Override
  public int concurrency() {
    return 4;
  }

  @Override
  public Answer send(Planned<ActingOnReturn.Call> call) {
    return ozon.send(
        call,
        reading(call),
        shown -> taken(call, shown),
        (seller, shown) -> onFresh(call, seller, shown));
  }

  private static Answer onFresh(
      Planned<ActingOnReturn.Call> call, OzonSeller seller, OzonReturn shown) {
    if (!shown.posting().equals(PostingRef.parse(call.key()).posting())) {
      return AtOzon.refused(Refusal.RETURN_UNKNOWN);
    }
    if (!shown.actionsKnown()) {
      return Answers.unclear(call, Refusal.RETURN_ACTIONS_NOT_SHOWN.code());
    }
    var asked = call.payload().action();
    var against = asked.against(shown.actions());
    if (against.isPresent()) {
      return new Answer.Superseded(against.get().code());
    }
    var action =
        new OzonReturnAction(
            asked.returnId(),
            asked.action(),
            asked.rejectionReasonId(),
            call.payload().comment(),
            asked.compensation(),
            asked.returnForBackWay());
    return AtOzon.madeInSilence(
        call,
        seller.actOnReturn(action),
        () -> reading(call).apply(seller),
        now -> taken(call, now));
  }

  @Override
  public Answer lookBack(Planned<ActingOnReturn.Call> call) {
    return ozon.lookBack(call, reading(call), shown -> verdict(call, shown));
  }

  private static Answer verdict(Planned<ActingOnReturn.Call> call, OzonReturn shown) {
    if (!shown.actionsKnown()) {
      return new Answer.Doubtful(Refusal.RETURN_ACTIONS_NOT_SHOWN.code());
    }
    if (taken(call, shown)) {
      return AtOzon.found();
    }
    return call.payload().action().contradicted(shown.status())
        ? AtOzon.refused(Refusal.RETURN_DECIDED_OTHERWISE)
        : AtOzon.notShown(call);
  }

  private static boolean taken(Planned<ActingOnReturn.Call> call, OzonReturn shown) {
    var asked = call.payload().action();
    return shown.actionsKnown()
        && !shown.actions().contains(asked.action())
        && !asked.contradicted(shown.status());
  }

  private static Function<OzonSeller, Reply<OzonReturn>> reading(
      Planned<ActingOnReturn.Call> call) {
    return ozon -> ozon.rfbsReturn(call.payload().action().returnId());
  }
}
