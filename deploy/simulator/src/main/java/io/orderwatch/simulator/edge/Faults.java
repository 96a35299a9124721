package io.orderwatch.simulator.edge;

import java.util.List;

/**
 * How often each fault is put in, from 0 to 1. The first three kinds strike before a call has had
 * any effect, the next three after it.
 *
 * @param throttled 429 with Retry-After 1
 * @param serverError 500 with Ozon's envelope
 * @param badGateway 502 with nginx's HTML page
 * @param emptyOk 200 with an empty body
 * @param slowAfterEffect the answer is held back for {@code slowMillis}
 * @param droppedAfterEffect the connection is closed without an answer
 * @param itemRefused items of a call for several postings that are refused, though others are not
 * @param wrappedLists v4 lists come inside {@code result}
 * @param unknownEnum part of the ordinary postings that lists show with a substatus and an action
 *     nobody has seen; never one that waits for a passport
 * @param pushLate pushes held back for {@code lateMillis}
 * @param pushDuplicate pushes sent twice
 * @param pushReordered pushes that come after the store's next one
 * @param pushMissing pushes never sent
 * @param latencyMillis how long every call takes before anything else happens to it, of real time
 * @param only the paths to which the call faults are confined; empty for all
 */
record Faults(
    double throttled,
    double serverError,
    double badGateway,
    double emptyOk,
    double slowAfterEffect,
    double droppedAfterEffect,
    double itemRefused,
    double wrappedLists,
    double unknownEnum,
    double pushLate,
    double pushDuplicate,
    double pushReordered,
    double pushMissing,
    long latencyMillis,
    long slowMillis,
    long lateMillis,
    List<String> only) {

  Faults {
    only = List.copyOf(only);
  }

  static final Faults NONE =
      new Faults(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5000, 3000, List.of());
}
