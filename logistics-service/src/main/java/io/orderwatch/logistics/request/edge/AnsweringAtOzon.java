package io.orderwatch.logistics.request.edge;

import io.orderwatch.contracts.PostingRef;
import io.orderwatch.logistics.request.AnsweringRequest;
import io.orderwatch.logistics.shipment.Refusal;
import io.orderwatch.logistics.shipment.edge.AtOzon;
import io.orderwatch.mailbox.edge.Outlet;
import io.orderwatch.ozon.OzonCancellationRequest;
import io.orderwatch.ozon.Reply;
import io.orderwatch.ozon.edge.OzonSeller;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Answers a request to cancel at Ozon: reads it, answers, and reads it again, for the methods say
 * nothing when they have done it.
 */
@Singleton
public class AnsweringAtOzon implements Outlet<AnsweringRequest.Call> {

  private static final String OPEN = "on_approval";

  private final AtOzon ozon;

  public AnsweringAtOzon(AtOzon ozon) {
    this.ozon = ozon;
  }

  @Override
  public String kind() {
    return AnsweringRequest.WORD;
  }

  @Override
  public Class<AnsweringRequest.Call> payload() {
    return AnsweringRequest.Call.class;
  }

  @Override
  public int concurrency() {
    return 4;
  }

  @Override
  public Answer send(Planned<AnsweringRequest.Call> call) {
    return ozon.send(
        call,
        reading(call),
        shown -> answeredSo(call.payload(), shown),
        (seller, shown) -> onFresh(call, seller, shown));
  }

  private static Answer onFresh(
      Planned<AnsweringRequest.Call> call,
      OzonSeller seller,
      Optional<OzonCancellationRequest> shown) {
    if (shown.isEmpty()) {
      return AtOzon.refused(Refusal.REQUEST_UNKNOWN);
    }
    var against = AnsweringRequest.against(shown.get().state().equals(OPEN));
    var asked = call.payload();
    return against.isPresent()
        ? new Answer.Superseded(against.get().code())
        : AtOzon.madeInSilence(
            call,
            seller.answerRequest(asked.cancellationId(), asked.approve(), asked.comment()),
            () -> reading(call).apply(seller),
            now -> answeredSo(asked, now));
  }

  @Override
  public Answer lookBack(Planned<AnsweringRequest.Call> call) {
    return ozon.lookBack(call, reading(call), shown -> verdict(call, shown));
  }

  private static Answer verdict(
      Planned<AnsweringRequest.Call> call, Optional<OzonCancellationRequest> shown) {
    if (answeredSo(call.payload(), shown)) {
      return AtOzon.found();
    }
    var waits = shown.isEmpty() || shown.get().state().equals(OPEN);
    return waits ? AtOzon.notShown(call) : AtOzon.refused(Refusal.REQUEST_ANSWERED);
  }

  private static boolean answeredSo(
      AnsweringRequest.Call asked, Optional<OzonCancellationRequest> shown) {
    return shown.filter(it -> it.state().equals(asked.approve() ? "approved" : "rejected")).isPresent();
  }

  private static Function<OzonSeller, Reply<Optional<OzonCancellationRequest>>> reading(
      Planned<AnsweringRequest.Call> call) {
    var posting = PostingRef.parse(call.key()).posting();
    var id = call.payload().cancellationId();
    return ozon ->
        ozon.cancellationRequests("ALL", List.of(posting), "")
            .map(
                page ->
                    page.items().stream()
                        .filter(each -> each.id() == id && each.posting().equals(posting))
                        .findAny());
  }
}
