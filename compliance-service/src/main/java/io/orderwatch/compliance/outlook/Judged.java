package io.orderwatch.compliance.outlook;

import io.orderwatch.contracts.Money;
import org.jspecify.annotations.Nullable;

/**
 * An open case and what is to be expected of it.
 *
 * @param value of the goods; null if it is not known
 */
public record Judged(Open open, @Nullable Money value, Chance chance) {}
