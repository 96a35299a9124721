package io.orderwatch.compliance.rules;

/**
 * One line of a pack.
 *
 * @param name for example {@code fee.cap}
 * @param value as the pack writes it
 * @param citation where it comes from
 */
public record Rule(String name, String value, Citation citation) {}
