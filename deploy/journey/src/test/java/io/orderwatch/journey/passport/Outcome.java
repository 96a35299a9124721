package io.orderwatch.journey.passport;

import io.orderwatch.contracts.Event;
import java.util.List;
import java.util.Map;

/**
 * What the services made of it.
 *
 * @param cases state of each passport case by key
 * @param events of each key in the order of its topics, each id once
 * @param duplicates records with an id that came before: harmless, and counted
 * @param open what still waited when all should have been done, by table
 */
record Outcome(
    Map<String, String> cases, Map<String, List<Event>> events, long duplicates, Map<String, Long> open) {}
