package io.orderwatch.journey.passport;

import io.orderwatch.contracts.Event;
import io.orderwatch.contracts.PassportEvent;
import io.orderwatch.contracts.PostingEvent;
import io.orderwatch.contracts.ShipmentEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Holds what the services made of a story against the ledger. Knows nothing of how they work.
 *
 * @param ladder when each step is due, from the creation of a posting
 * @param outages when a part of the set was away, which excuses what it delays and nothing else
 * @param slack how late a step may be besides: what is due within it of a posting's end may or may
 *     not reach the buyer
 * @param unseen how soon after its creation a posting may end without ever having been seen waiting
 * @param crossing how long a message may take from the last reading of its posting to the buyer:
 *     data that is supplied in between crosses it on the way, which no client of Ozon's can rule
 *     out
 * @param cancelled the postings that people asked to cancel
 */
record Checking(
    List<Duration> ladder,
    Outages outages,
    Duration slack,
    Duration unseen,
    Duration crossing,
    Set<String> cancelled) {

  List<String> faults(List<Truth> ledger, Outcome outcome) {
    var faults = new ArrayList<String>();
    var story = Story.of(ledger);
    for (var truth : ledger) {
      var events = outcome.events().getOrDefault(truth.key(), List.of());
      postings(truth, events, faults);
      if (story.waited(truth) && !endedUnseen(truth, story, outcome)) {
        passport(truth, outcome.cases().get(truth.key()), events, faults);
        messages(truth, faults);
      } else if (!story.waited(truth)) {
        if (outcome.cases().containsKey(truth.key())) {
          faults.add(truth.key() + ": a case for a posting that never waited");
        }
        if (!truth.messages().isEmpty()) {
          faults.add(truth.key() + ": a message about a posting that never waited");
        }
      }
      cancels(truth, events, faults);
    }
    story
        .orders(truth -> !endedUnseen(truth, story, outcome))
        .forEach(order -> faults.addAll(new Reminding(this, story).faults(order, outcome)));
    outcome
        .open()
        .forEach(
            (table, rows) -> {
              if (rows > 0) {
                faults.add(rows + " rows are still open in " + table);
              }
            });
    return faults;
  }

  /** Postings that waited so shortly that nobody could see it. */
  long unseen(List<Truth> ledger, Outcome outcome) {
    var story = Story.of(ledger);
    return ledger.stream()
        .filter(truth -> story.waited(truth) && endedUnseen(truth, story, outcome))
        .count();
  }

  private boolean endedUnseen(Truth truth, Story story, Outcome outcome) {
    var ended = truth.endedAt();
    return !outcome.cases().containsKey(truth.key())
        && truth.messages().isEmpty()
        && ended != null
        && outages.served(story.begun(truth), ended).compareTo(unseen) < 0;
  }

  /** Data that were given so shortly before a split that nobody could see them come. */
  private boolean suppliedUnseen(Truth truth) {
    return truth.suppliedAt() != null
        && truth.splitAt() != null
        && outages.served(truth.suppliedAt(), truth.splitAt()).compareTo(unseen) < 0;
  }

  /** Messages that reached a buyer whose data came between the last reading and the message. */
  long crossings(List<Truth> ledger) {
    return ledger.stream()
        .flatMap(
            truth ->
                truth.messages().stream()
                    .filter(message -> late(truth, message) && crossed(truth, message)))
        .count();
  }

  /** How many buyers had to be reached by the last step, by all that the day excuses. */
  long lastStepsDemanded(List<Truth> ledger) {
    return Story.of(ledger)
        .orders(truth -> !truth.wordless())
        .filter(
            order ->
                demanded(order.getFirst().createdAt(), Story.found(order), Story.ended(order))
                    .contains(ladder.size() - 1))
        .count();
  }

  /**
   * The steps, from 0, that had to reach whoever waits from the creation of a posting to its end:
   * there was time for each before the next, which takes its place.
   *
   * @param found before it Ozon does not say whether the buyer still owes data, and nobody is
   *     written to
   */
  Set<Integer> demanded(Instant created, Instant found, Instant ended) {
    var demanded = new TreeSet<Integer>();
    for (var step = 0; step < ladder.size(); step++) {
      var next = step + 1 < ladder.size() ? created.plus(ladder.get(step + 1)) : Instant.MAX;
      var until = next.isBefore(ended) ? next : ended;
      var due = due(created, step);
      var from = due.isBefore(found) ? found : due;
      if (outages.served(from, until).compareTo(slack) > 0) {
        demanded.add(step);
      }
    }
    return demanded;
  }

  /** How many steps may have reached him. */
  long possible(Instant created, Instant ended) {
    return ladder.stream()
        .filter(
            step -> !created.plus(step).isAfter(ended.minus(Duration.ofNanos(1)).plus(crossing)))
        .count();
  }

  Instant due(Instant created, int step) {
    return created.plus(ladder.get(step));
  }

  private static void postings(Truth truth, List<Event> events, List<String> faults) {
    var versions =
        events.stream()
            .filter(PostingEvent.Snapshot.class::isInstance)
            .map(PostingEvent.Snapshot.class::cast)
            .map(event -> event.posting().version())
            .toList();
    if (versions.isEmpty()) {
      faults.add(truth.key() + ": never received");
    }
    for (var i = 0; i < versions.size(); i++) {
      if (versions.get(i) != i + 1) {
        faults.add(truth.key() + ": versions " + versions);
        return;
      }
    }
  }

  private void passport(
      Truth truth, @Nullable String state, List<Event> events, List<String> faults) {
    var expected = "split".equals(state) && suppliedUnseen(truth) ? "split" : truth.ending();
    if (!expected.equals(state)) {
      faults.add(truth.key() + ": " + expected + " in the ledger, but the case is " + state);
    }
    once(truth, events, PassportEvent.Missing.class, 1, faults);
    once(truth, events, PassportEvent.Supplied.class, expected.equals("supplied") ? 1 : 0, faults);
    once(truth, events, PassportEvent.Split.class, expected.equals("split") ? 1 : 0, faults);
    once(truth, events, PassportEvent.Lost.class, expected.equals("lost") ? 1 : 0, faults);
    if (!truth.cancelledBy().isEmpty()
        && truth.suppliedAt() == null
        && !truth.cancelledBy().equals("ozon")) {
      faults.add(truth.key() + ": a posting that waited was cancelled by " + truth.cancelledBy());
    }
  }

  private static void once(
      Truth truth,
      List<Event> events,
      Class<? extends Event> type,
      long times,
      List<String> faults) {
    var found = events.stream().filter(type::isInstance).count();
    if (found != times) {
      faults.add(
          truth.key() + ": " + found + " × " + type.getSimpleName() + " instead of " + times);
    }
  }

  /** Nothing is written about a posting that waits no more. */
  private void messages(Truth truth, List<String> faults) {
    for (var message : truth.messages()) {
      if (late(truth, message) && !crossed(truth, message)) {
        faults.add(
            truth.key()
                + ": written to at "
                + message.at()
                + " although it ended at "
                + truth.endedAt());
      }
    }
  }

  private static boolean late(Truth truth, Truth.Message message) {
    return truth.endedAt() != null && message.at().isAfter(truth.endedAt());
  }

  private boolean crossed(Truth truth, Truth.Message message) {
    var ended = truth.endedAt();
    return ended != null
        && truth.reads().stream()
            .anyMatch(read -> !read.isAfter(ended) && !read.isBefore(message.at().minus(crossing)));
  }

  /** Only what was asked to be cancelled was, once, and it was told. */
  private void cancels(Truth truth, List<Event> events, List<String> faults) {
    var bySeller = truth.cancelledBy().equals("seller");
    var told = events.stream().filter(ShipmentEvent.Cancelled.class::isInstance).count();
    var refused = events.stream().filter(ShipmentEvent.CancelRefused.class::isInstance).count();
    if (bySeller && !cancelled.contains(truth.key())) {
      faults.add(truth.key() + ": cancelled by us though nobody asked");
    }
    if (told != (bySeller ? 1 : 0)) {
      faults.add(
          truth.key()
              + ": told of "
              + told
              + " cancellations, the ledger says by "
              + truth.cancelledBy());
    }
    if (cancelled.contains(truth.key()) && told + refused != 1) {
      faults.add(truth.key() + ": asked to cancel once, answered " + (told + refused) + " times");
    }
  }
}
