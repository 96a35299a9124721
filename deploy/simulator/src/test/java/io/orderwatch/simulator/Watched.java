package io.orderwatch.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A world whose facts are kept, in a scenario that differs from the standard by a few values. */
final class Watched {
  static final Instant START = Instant.parse("2026-11-02T09:00:00Z");

  final List<Fact> facts = new ArrayList<>();
  final World world;

  Watched(Scenario scenario) {
    world = new World(scenario, START, facts::add);
    world.advance(START);
  }

  /** All postings at the start, all of them waiting or none. */
  static Scenario of(int postings, double awaiting, String buyer, String integration) {
    var scenario = new Scenario();
    scenario.seed = 7;
    scenario.postings = postings;
    scenario.arrivalWindow = Duration.ZERO;
    scenario.awaitingShare = awaiting;
    scenario.buyers = Map.of(buyer, 1.0);
    scenario.readerShare = 1;
    scenario.answerShare = 1;
    scenario.passportInAnswerShare = 1;
    scenario.integrations = Map.of(integration, 1.0);
    return scenario;
  }

  Posting first() {
    return world.postings().iterator().next();
  }

  /** The first posting with all its goods in one package. */
  Command ship() {
    var items = first().goods().stream().map(g -> new Command.Item(g.sku(), g.quantity())).toList();
    return new Command.Ship("1001", first().number(), List.of(items));
  }

  <F extends Fact> List<F> facts(Class<F> kind) {
    return facts.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  String apply(Command command, Duration after) {
    return world.apply(command, START.plus(after));
  }

  void advance(Duration after) {
    world.advance(START.plus(after));
  }

  /** Runs until the first posting shows this substatus, at most 40 days. */
  Instant until(String substatus) {
    for (var hour = 0; hour < 960; hour++) {
      advance(Duration.ofHours(hour));
      if (first().substatus().equals(substatus)) {
        return START.plus(Duration.ofHours(hour));
      }
    }
    throw new AssertionError("never " + substatus + ", but " + first());
  }
}
