package io.orderwatch.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What the sellers of a world did about returns; what a return is, {@link Comeback} says. */
final class Returns {

  private final Agenda agenda;
  private final Consumer<Fact> facts;
  private final Supplier<Collection<Posting>> postings;
  private final Map<String, List<Comeback.Act>> acts = new HashMap<>();

  Returns(Agenda agenda, Consumer<Fact> facts, Supplier<Collection<Posting>> postings) {
    this.agenda = agenda;
    this.facts = facts;
    this.postings = postings;
  }

  Optional<Comeback> of(Posting posting, Instant now) {
    return Comeback.of(posting, acts.getOrDefault(posting.number(), List.of()), now);
  }

  void delivered(Posting posting) {
    var asks = Comeback.askedAt(posting);
    if (asks != null) {
      agenda.add(asks, new Agenda.AskToReturn(posting.number()));
    }
  }

  void ask(Posting posting, Instant at) {
    of(posting, at).ifPresent(back -> facts.accept(new Fact.ReturnRequested(at, posting, back)));
  }

  void dispute(Posting posting, Instant at) {
    of(posting, at)
        .filter(back -> back.group().equals("Arbitration"))
        .ifPresent(back -> facts.accept(new Fact.ReturnDisputed(at, posting, back)));
  }

  void act(Command.ActOnReturn command, Instant at) {
    var back =
        postings.get().stream()
            .filter(posting -> posting.store().equals(command.store()))
            .flatMap(posting -> of(posting, at).stream())
            .filter(each -> each.rfbs() && each.id() == command.returnId())
            .findAny()
            .orElseThrow(() -> Refused.notFound("return not found"));
    require(back, command);
    var posting = back.posting();
    acts.computeIfAbsent(posting.number(), _ -> new ArrayList<>())
        .add(new Comeback.Act(at, command.action()));
    facts.accept(
        new Fact.ReturnActed(at, posting, of(posting, at).orElseThrow(), command.action()));
    var disputed = command.action() < 0 ? Comeback.disputedAt(posting, at) : null;
    if (disputed != null) {
      agenda.add(disputed, new Agenda.DisputeReturn(posting.number()));
    }
  }

  /** What each action demands: method action/set, April 2026. */
  private static void require(Comeback back, Command.ActOnReturn command) {
    if (back.actions().stream().noneMatch(each -> each.id() == command.action())) {
      throw Refused.conflict("HAS_INCORRECT_STATUS");
    }
    if (command.action() < 0
        && (command.comment().isBlank()
            || Comeback.REJECTIONS.stream().noneMatch(each -> each.id() == command.reason()))) {
      throw Refused.invalid(
          "Request validation error: comment and rejection_reason_id are required");
    }
    if (command.action() == Comeback.COMPENSATE && command.compensation() <= 0) {
      throw Refused.invalid("Request validation error: compensation_amount is required");
    }
  }
}
