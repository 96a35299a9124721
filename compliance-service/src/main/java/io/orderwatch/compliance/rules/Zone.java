package io.orderwatch.compliance.rules;

import java.math.BigDecimal;

/**
 * A band of the error index.
 *
 * @param name for example {@code green}
 * @param upTo the highest index in it, in per cent
 * @param fee of a cancellation at the seller's fault, in per cent of the goods' price
 * @param blockDays how long the account may be blocked; 0 for not
 */
public record Zone(String name, BigDecimal upTo, BigDecimal fee, int blockDays) {}
