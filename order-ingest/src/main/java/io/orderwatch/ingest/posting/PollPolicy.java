package io.orderwatch.ingest.posting;

import java.time.Duration;

/**
 * How a store is read, in the time of the clock that all services share.
 *
 * @param every from the start of one round to the start of the next
 * @param waitingEvery the same for a store with buyers who owe passport data
 * @param lookBack how far back the first round looks for changes
 * @param overlap how much of what was read already is read again
 */
public record PollPolicy(
    Duration every, Duration waitingEvery, Duration lookBack, Duration overlap) {}
