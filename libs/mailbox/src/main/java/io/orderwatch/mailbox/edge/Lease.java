package io.orderwatch.mailbox.edge;

/**
 * The right to work on something, until somebody else takes it: every write names the epoch and
 * fails once it is old.
 */
public record Lease(String name, String owner, long epoch) {}
