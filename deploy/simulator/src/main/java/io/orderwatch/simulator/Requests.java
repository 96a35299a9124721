package io.orderwatch.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The requests to cancel of a world. One that nobody answers approves itself after three days (help
 * page H5, seller-api.md 6.3). What becomes of one whose posting ends first Ozon does not say: here
 * a cancelled posting approves it and a delivered one rejects it.
 */
final class Requests {

  private static final Duration APPROVES_ITSELF = Duration.ofDays(3);

  private static final long FIRST = 90_066_344L;

  private final Agenda agenda;
  private final Consumer<Fact> facts;
  private final Function<String, Posting> postings;
  private final Map<Long, CancelRequest> requests = new LinkedHashMap<>();

  Requests(Agenda agenda, Consumer<Fact> facts, Function<String, Posting> postings) {
    this.agenda = agenda;
    this.facts = facts;
    this.postings = postings;
  }

  Collection<CancelRequest> all() {
    return requests.values();
  }

  /** The buyer asks before it is carried, the carrier once it is. */
  void ask(Posting posting, Instant at) {
    if (!posting.isOpen()) {
      return;
    }
    var request =
        new CancelRequest(
            FIRST + requests.size(),
            posting.store(),
            posting.number(),
            posting.status().equals("delivering") ? "DELIVERY" : "CLIENT",
            CancelRequest.State.ON_APPROVAL,
            at,
            at.plus(APPROVES_ITSELF),
            null,
            "");
    requests.put(request.id(), request);
    agenda.add(request.approvesItselfAt(), new Agenda.ApproveItself(request.id()));
    facts.accept(new Fact.CancellationRequested(at, posting, request));
  }

  /** The seller answers; the request as it is then. */
  CancelRequest answer(Command.AnswerRequest answer, Instant at) {
    var request = requests.get(answer.request());
    if (request == null || !request.store().equals(answer.store())) {
      throw Refused.notFound("cancellation not found");
    }
    if (!request.waits()) {
      throw Refused.conflict("HAS_INCORRECT_STATUS");
    }
    if (!answer.approve() && answer.comment().isBlank()) {
      throw Refused.invalid("Request validation error: comment is required");
    }
    return answered(request, answer.approve(), "seller", at);
  }

  /** Whether it did. */
  boolean approveItself(long id, Instant at) {
    var request = requests.get(id);
    if (request == null || !request.waits()) {
      return false;
    }
    answered(request, true, "itself", at);
    return true;
  }

  /** The posting is cancelled or delivered. */
  void ended(Posting posting, Instant at) {
    for (var each : requests.values().toArray(CancelRequest[]::new)) {
      if (each.posting().equals(posting.number()) && each.waits()) {
        answered(each, posting.isCancelled(), "ozon", at);
      }
    }
  }

  String posting(long id) {
    var request = requests.get(id);
    if (request == null) {
      throw new IllegalStateException("no request " + id);
    }
    return request.posting();
  }

  private CancelRequest answered(CancelRequest request, boolean approved, String by, Instant at) {
    var answered = request.answered(approved, by, at);
    requests.put(answered.id(), answered);
    facts.accept(new Fact.CancellationAnswered(at, postings.apply(answered.posting()), answered));
    return answered;
  }
}
