package io.orderwatch.contracts;

/**
 * Some pieces of one product of a posting.
 *
 * @param sku Ozon's product id
 */
public record Goods(long sku, int quantity) {}
