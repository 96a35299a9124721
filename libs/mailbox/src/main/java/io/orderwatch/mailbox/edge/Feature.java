package io.orderwatch.mailbox.edge;

import io.orderwatch.contracts.Event;
import io.orderwatch.mailbox.Decision;
import io.orderwatch.mailbox.Due;
import io.orderwatch.mailbox.Input;
import io.orderwatch.mailbox.Settled;
import io.orderwatch.mailbox.Underway;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * One feature of a service, declared: where its states are kept, and what of all that happens goes
 * to which function of its page.
 *
 * <pre>{@code
 * Feature.named("passport")
 *     .kept(PassportCaseRow.TABLE, new Unknown())
 *     .hears(Snapshot.class, (state, event, input) -> PassportCase.on(state, event, input.at(), policy))
 *     .fires((state, due, input) -> PassportCase.on(state, due, policy))
 *     .counts((input, decision) -> metrics.count(decision));
 * }</pre>
 *
 * <p>Immutable. Rules are called while the state's row is locked and must not do anything but
 * decide.
 */
public final class Feature<S> {

  /** A rule: what becomes of a state when this is told. */
  @FunctionalInterface
  public interface Rule<S, T> {

    /**
     * @param told the input's content
     * @param input its key, cause and time
     */
    Decision<S> on(S state, T told, Input input);
  }

  /** A feature that has no states yet. */
  public record Named(String name) {

    /**
     * @param states where they are kept
     * @param unknown the state of a key that was never heard of; never kept
     */
    public <S> Feature<S> kept(States<S> states, S unknown) {
      return new Feature<>(name, states, unknown, List.of(), (_, _) -> {});
    }
  }

  private record Told<S, T>(Class<T> type, Rule<S, T> rule) {
    Decision<S> on(S state, Input input) {
      return rule.on(state, type.cast(input.content()), input);
    }
  }

  private final String name;
  private final States<S> states;
  private final S unknown;
  private final List<Told<S, ?>> rules;
  private final BiConsumer<Input, Decision<S>> counting;

  private Feature(
      String name,
      States<S> states,
      S unknown,
      List<Told<S, ?>> rules,
      BiConsumer<Input, Decision<S>> counting) {
    this.name = name;
    this.states = states;
    this.unknown = unknown;
    this.rules = rules;
    this.counting = counting;
  }

  /**
   * @param name unique in the service and never changed: timers and calls in the database carry it
   */
  public static Named named(String name) {
    return new Named(name);
  }

  /** Events of this type go to the rule; others pass by. */
  public <E extends Event> Feature<S> hears(Class<E> type, Rule<S, E> rule) {
    return with(type, rule);
  }

  /** The feature's timers go to the rule. */
  public Feature<S> fires(Rule<S, Due> rule) {
    return with(Due.class, rule);
  }

  /** How the feature's outgoing calls ended goes to the rule. */
  public Feature<S> settles(Rule<S, Settled> rule) {
    return with(Settled.class, rule);
  }

  /** How far the feature's outgoing calls are goes to the rule; without one nobody asks. */
  public Feature<S> follows(Rule<S, Underway> rule) {
    return with(Underway.class, rule);
  }

  /** What is said to the feature by {@link Mailbox#tell}, for example by a person. */
  public <T> Feature<S> told(Class<T> type, Rule<S, T> rule) {
    return with(type, rule);
  }

  /**
   * A decision is committed: what is counted is counted here, once, however often its transaction
   * was tried. Never called for a decision whose process died first.
   */
  public Feature<S> counts(BiConsumer<Input, Decision<S>> counting) {
    return new Feature<>(name, states, unknown, rules, counting);
  }

  private <T> Feature<S> with(Class<T> type, Rule<S, T> rule) {
    if (rules.stream().anyMatch(each -> each.type().isAssignableFrom(type))) {
      throw new IllegalArgumentException(name + " has a rule for " + type.getSimpleName());
    }
    var more = new ArrayList<>(rules);
    more.add(new Told<>(type, rule));
    return new Feature<>(name, states, unknown, List.copyOf(more), counting);
  }

  public String name() {
    return name;
  }

  States<S> states() {
    return states;
  }

  S unknown() {
    return unknown;
  }

  boolean follows() {
    return rules.stream().anyMatch(each -> each.type().equals(Underway.class));
  }

  boolean hasTimers() {
    return rules.stream().anyMatch(each -> each.type().equals(Due.class));
  }

  boolean hears(Event event) {
    return rules.stream().anyMatch(each -> each.type().isInstance(event));
  }

  /**
   * @throws IllegalArgumentException if nothing was declared for what is told
   */
  public Decision<S> decide(S state, Input input) {
    for (var each : rules) {
      if (each.type().isInstance(input.content())) {
        return each.on(state, input);
      }
    }
    throw new IllegalArgumentException(
        name + " has no rule for " + input.content().getClass().getSimpleName());
  }

  void committed(Input input, Decision<S> decision) {
    counting.accept(input, decision);
  }
}
