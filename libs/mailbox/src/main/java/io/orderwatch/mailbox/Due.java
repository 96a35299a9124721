package io.orderwatch.mailbox;

import java.time.Instant;

/**
 * A timer fires. It is a hint: the state decides whether anything is to be done.
 *
 * @param due when it was to fire
 * @param firedAt when it did; later than {@code due} after an outage
 */
public record Due(String name, Instant due, Instant firedAt) {}
