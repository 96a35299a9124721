package io.orderwatch.mailbox.edge;

import io.orderwatch.contracts.Event;
import io.orderwatch.mailbox.Input;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import javax.sql.DataSource;

/**
 * Runs rules over a batch of inputs in the caller's transaction: rows are locked in sorted order,
 * rules run in memory, and states, timers, events and calls are written as sets.
 */
public final class Engine {

  /** What one transaction does besides writing what its decisions let happen. */
  interface Work<T> {
    T in(Connection tx, Effects effects) throws SQLException;
  }

  private final String service;
  private final List<Feature<?>> features;
  private final Clock clock;
  private final Tracing tracing;

  public Engine(String service, List<? extends Feature<?>> features, Clock clock) {
    this(service, features, clock, Tracing.OFF);
  }

  public Engine(String service, List<? extends Feature<?>> features, Clock clock, Tracing tracing) {
    this.service = service;
    this.features = List.copyOf(features);
    this.clock = Micros.of(clock);
    this.tracing = tracing;
    if (features.stream().map(Feature::name).distinct().count() != features.size()) {
      throw new IllegalArgumentException("two features of " + service + " have the same name");
    }
  }

  /**
   * One transaction: the work, then the effects of all that was decided in it, as sets. Features
   * hear of their decisions when it is committed.
   */
  <T> T run(DataSource database, Work<T> work) throws SQLException {
    var effects = new Effects(service);
    var result =
        Tx.run(
            database,
            tx -> {
              var done = work.in(tx, effects);
              effects.write(tx, clock.instant());
              return done;
            });
    effects.committed();
    return result;
  }

  String service() {
    return service;
  }

  Clock clock() {
    return clock;
  }

  Tracing tracing() {
    return tracing;
  }

  /** Whether the feature wants to know how far its calls are. */
  boolean follows(String feature) {
    return named(feature).follows();
  }

  /** Whether any feature has timers. */
  boolean fires() {
    return features.stream().anyMatch(Feature::hasTimers);
  }

  boolean hears(Event event) {
    return features.stream().anyMatch(feature -> feature.hears(event));
  }

  /** Events go to every feature that hears them. */
  void tell(Connection tx, List<Input> events, Effects effects) throws SQLException {
    for (var feature : features) {
      var heard =
          events.stream()
              .filter(input -> input.content() instanceof Event event && feature.hears(event))
              .toList();
      work(tx, feature, heard, effects);
    }
  }

  /**
   * Timers, outcomes and a feature's own inputs go to the feature they name.
   *
   * @return how many states changed
   */
  int tell(Connection tx, String feature, List<Input> inputs, Effects effects) throws SQLException {
    return work(tx, named(feature), inputs, effects);
  }

  /** The same for inputs that are only known once their states are locked. */
  void tell(
      Connection tx,
      String feature,
      List<String> keys,
      Tx.Work<List<Input>> inputs,
      Effects effects)
      throws SQLException {
    work(tx, named(feature), keys, inputs, effects);
  }

  /** The order in which features that share a key lock their rows. */
  Comparator<String> order() {
    var names = features.stream().map(Feature::name).toList();
    return Comparator.<String>comparingInt(names::indexOf).thenComparing(Comparator.naturalOrder());
  }

  private Feature<?> named(String feature) {
    return features.stream()
        .filter(each -> each.name().equals(feature))
        .findAny()
        .orElseThrow(() -> new IllegalStateException(service + " has no feature " + feature));
  }

  private <S> int work(Connection tx, Feature<S> feature, List<Input> inputs, Effects effects)
      throws SQLException {
    return inputs.isEmpty()
        ? 0
        : work(tx, feature, inputs.stream().map(Input::key).toList(), _ -> inputs, effects);
  }

  private <S> int work(
      Connection tx,
      Feature<S> feature,
      List<String> unsorted,
      Tx.Work<List<Input>> lockedInputs,
      Effects effects)
      throws SQLException {
    var keys = unsorted.stream().distinct().sorted().toList();
    var before = feature.states().lock(tx, keys);
    var inputs = lockedInputs.in(tx);
    var after = new HashMap<String, S>(before);
    for (var input : inputs) {
      var state = after.getOrDefault(input.key(), feature.unknown());
      var decision = feature.decide(state, input);
      after.put(input.key(), decision.next());
      effects.add(feature, input, decision);
    }
    var fresh = new LinkedHashMap<String, S>();
    var changed = new LinkedHashMap<String, S>();
    for (var key : keys) {
      var next = after.getOrDefault(key, feature.unknown());
      if (!before.containsKey(key)) {
        if (!feature.unknown().equals(next)) {
          fresh.put(key, next);
        }
      } else if (!next.equals(before.get(key))) {
        changed.put(key, next);
      }
    }
    if (!fresh.isEmpty() && feature.states().insert(tx, fresh) < fresh.size()) {
      throw new Raced(feature.name());
    }
    if (!changed.isEmpty()) {
      feature.states().update(tx, changed);
    }
    return fresh.size() + changed.size();
  }

  /**
   * Another transaction met the same new key first: everything is rolled back and done again on
   * what it left.
   */
  static final class Raced extends SQLException {
    Raced(String feature) {
      super("two transactions met a new key of " + feature, "40001");
    }
  }
}
