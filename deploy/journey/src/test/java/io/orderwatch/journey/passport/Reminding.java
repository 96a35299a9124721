package io.orderwatch.journey.passport;

import io.orderwatch.contracts.Event;
import io.orderwatch.contracts.MessageEvent.AwaitingOperator;
import io.orderwatch.contracts.MessageEvent.Sent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Holds what a buyer was written against the ledger of his order. He is one person, whatever number
 * of postings it has or is split into: a step reaches him once, and is told of for each posting.
 * Where chats are refused without a word, a person gets the step instead.
 */
record Reminding(Checking limits, Story story) {

  /**
   * @param order its postings that waited
   */
  List<String> faults(List<Truth> order, Outcome outcome) {
    var faults = new ArrayList<String>();
    var first = order.getFirst();
    var texts =
        order.stream()
            .flatMap(truth -> truth.messages().stream())
            .map(Truth.Message::text)
            .toList();
    if (Set.copyOf(texts).size() != texts.size()) {
      faults.add(
          first.order()
              + ": a step reached the buyer more than once: "
              + texts.size()
              + " messages");
    }
    var ended = Story.ended(order);
    var atLeast =
        first.wordless() ? 0 : limits.demanded(first.createdAt(), Story.found(order), ended).size();
    var atMost = first.wordless() ? 0 : limits.possible(first.createdAt(), ended);
    if (texts.size() < atLeast || texts.size() > atMost) {
      faults.add(
          "%s: %d messages instead of %d to %d; %s, created %s, ended %s"
              .formatted(
                  first.order(),
                  texts.size(),
                  atLeast,
                  atMost,
                  first.buyer(),
                  first.createdAt(),
                  ended));
    }
    var told = new HashSet<Integer>();
    for (var truth : order) {
      told.addAll(told(truth, outcome.events().getOrDefault(truth.key(), List.of()), faults));
    }
    if (told.size() != texts.size()) {
      faults.add(
          first.order()
              + ": "
              + texts.size()
              + " messages reached the buyer, told of were the steps "
              + told);
    }
    return faults;
  }

  /** The steps that are told to have been sent for a posting. */
  private List<Integer> told(Truth truth, List<Event> events, List<String> faults) {
    var sent = steps(events, Sent.class, Sent::step);
    var left = steps(events, AwaitingOperator.class, AwaitingOperator::step);
    if (Set.copyOf(sent).size() != sent.size()) {
      faults.add(truth.key() + ": told of were the steps " + sent);
    }
    var due =
        limits.demanded(truth.createdAt(), truth.foundAt(), Story.ended(truth)).stream()
            .filter(step -> !limits.due(truth.createdAt(), step).isBefore(story.begun(truth)))
            .count();
    if ((truth.wordless() ? left : sent).size() < due) {
      faults.add(
          "%s: %d steps had to be told of, sent were %s, left to a person %s"
              .formatted(truth.key(), due, sent, left));
    }
    return sent;
  }

  private static <E extends Event> List<Integer> steps(
      List<Event> events, Class<E> type, Function<E, Integer> step) {
    return events.stream().filter(type::isInstance).map(type::cast).map(step).toList();
  }
}
