package io.orderwatch.contracts;

import java.math.BigDecimal;

/**
 * An amount in a currency.
 *
 * @param amount in the currency's main unit, as Ozon writes it; never rounded
 * @param currency ISO 4217 code
 */
public record Money(BigDecimal amount, String currency) {}
