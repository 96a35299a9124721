package io.orderwatch.logistics.shipment.edge;

import static java.util.Objects.requireNonNull;

import io.orderwatch.contracts.PostingNumber;
import io.orderwatch.logistics.shipment.edge.AtOzon.Together;
import io.orderwatch.mailbox.edge.Outlet.Answer;
import io.orderwatch.mailbox.edge.Outlet.Planned;
import io.orderwatch.ozon.Done;
import io.orderwatch.ozon.OzonPosting;
import io.orderwatch.ozon.Refusal;
import io.orderwatch.ozon.Reply;
import io.orderwatch.ozon.edge.OzonSeller;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Changes several postings of one store in one call: see {@link AtOzon#sendAll}. */
record ChangingTogether<P extends Record>(OzonSeller ozon, Instant now, Together<P> together) {

  /** Of the key or the store, or a gateway's: no posting alone would fare better. */
  private static final Set<Refusal> OF_THE_STORE =
      Set.of(
          Refusal.WRONG_KEY,
          Refusal.KEY_DEACTIVATED,
          Refusal.ROLE_MISSING,
          Refusal.IP_RESTRICTED,
          Refusal.COMPANY_BLOCKED,
          Refusal.OFFER_NOT_SIGNED,
          Refusal.SUBSCRIPTION_TOO_LOW,
          Refusal.OBSOLETE_METHOD,
          Refusal.METHOD_NOT_ALLOWED,
          Refusal.IN_SHADOW,
          Refusal.WITHOUT_WORDS);

  List<Answer> send(List<Planned<P>> calls) {
    var answers = new HashMap<String, Answer>();
    var fresh = read(calls);
    var listed = calls.size() > 1;
    for (var call : calls) {
      before(call, requireNonNull(fresh.get(number(call))), listed)
          .ifPresent(answer -> answers.put(call.key(), answer));
    }
    var going = calls.stream().filter(call -> !answers.containsKey(call.key())).toList();
    if (!going.isEmpty()) {
      var changed = change(going);
      var shown = shown(going, changed);
      for (var call : going) {
        var reply = requireNonNull(changed.get(number(call)));
        answers.put(
            call.key(),
            AtOzon.ANSWERS.made(
                call,
                reply,
                _ -> shown.contains(call.key()) ? new Answer.Done(Map.of()) : AtOzon.taken()));
      }
    }
    return calls.stream().map(call -> requireNonNull(answers.get(call.key()))).toList();
  }

  /** What ends the call before it is made; empty if nothing does. */
  private Optional<Answer> before(Planned<P> call, Reply<OzonPosting> reply, boolean listed) {
    if (!(reply instanceof Reply.Ok<OzonPosting>(var posting))) {
      return Optional.of(AtOzon.ANSWERS.read(call, reply, _ -> AtOzon.found()));
    }
    if (AtOzon.perhapsSentBefore(call) && together.shown(call, posting)) {
      return Optional.of(AtOzon.found());
    }
    var against = together.against(call, posting).map(ChangingTogether::gone);
    if (against.isEmpty() || !listed) {
      return against;
    }
    return ozon.posting(posting.number()) instanceof Reply.Ok<OzonPosting>(var alone)
        ? together.against(call, alone).map(ChangingTogether::gone)
        : against;
  }

  private static Answer gone(io.orderwatch.logistics.shipment.Refusal why) {
    return new Answer.Superseded(why.code());
  }

  /** One number that Ozon cannot read makes it refuse them all; then each goes by itself. */
  private Map<PostingNumber, Reply<Done>> change(List<Planned<P>> going) {
    var reply = together.change(ozon, going);
    var each = new HashMap<PostingNumber, Reply<Done>>();
    for (var call : going) {
      var itself =
          going.size() > 1
                  && reply instanceof Reply.Refused<?>(var why, _, _)
                  && !OF_THE_STORE.contains(why)
              ? together.change(ozon, List.of(call))
              : reply;
      each.put(number(call), itself.then(replies -> requireNonNull(replies.get(number(call)))));
    }
    return each;
  }

  /** The keys of those that were taken and are shown now. */
  private Set<String> shown(List<Planned<P>> going, Map<PostingNumber, Reply<Done>> changed) {
    var taken =
        going.stream().filter(call -> changed.get(number(call)) instanceof Reply.Ok<Done>).toList();
    var read = read(taken);
    return Set.copyOf(
        taken.stream()
            .filter(
                call ->
                    read.get(number(call)) instanceof Reply.Ok<OzonPosting>(var posting)
                        && together.shown(call, posting))
            .map(Planned::key)
            .toList());
  }

  List<Answer> lookBack(List<Planned<P>> calls) {
    var read = read(calls);
    return calls.stream()
        .map(call -> lookedBack(call, requireNonNull(read.get(number(call))), calls.size() > 1))
        .toList();
  }

  private Answer lookedBack(Planned<P> call, Reply<OzonPosting> reply, boolean listed) {
    var answer = look(call, reply);
    return listed && answer instanceof Answer.Absent
        ? look(call, ozon.posting(number(call)))
        : answer;
  }

  private Answer look(Planned<P> call, Reply<OzonPosting> reply) {
    return AtOzon.ANSWERS.lookedBack(
        call,
        reply,
        posting -> together.shown(call, posting) ? AtOzon.found() : AtOzon.notShown(call));
  }

  private Map<PostingNumber, Reply<OzonPosting>> read(List<Planned<P>> calls) {
    return new ReadingPostings(ozon, now)
        .read(calls.stream().map(ChangingTogether::number).toList());
  }

  private static PostingNumber number(Planned<?> call) {
    return AtOzon.ref(call).posting();
  }
}
