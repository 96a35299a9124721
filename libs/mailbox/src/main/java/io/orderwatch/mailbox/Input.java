package io.orderwatch.mailbox;

import java.time.Instant;

/**
 * Something a rule has to decide on.
 *
 * @param key of the state it concerns; {@code <store>:<posting>} wherever a posting is meant
 * @param cause names the input: ids of outgoing events are derived from it, so the same input twice
 *     makes the same ids
 * @param at when it happened, not when it was read
 * @param content an event, a {@link Due}, a {@link Settled}, or a record of the feature's own
 */
public record Input(String key, String cause, Instant at, Object content) {}
