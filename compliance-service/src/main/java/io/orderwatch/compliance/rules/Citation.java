package io.orderwatch.compliance.rules;

import java.time.LocalDate;

/**
 * Where a rule comes from.
 *
 * @param source the page, schema or text that states it
 * @param read when it was read there
 * @param confidence how sure it is
 */
public record Citation(String source, LocalDate read, Confidence confidence) {}
