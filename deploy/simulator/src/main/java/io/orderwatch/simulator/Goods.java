package io.orderwatch.simulator;

/** So many units of one product. */
public record Goods(long sku, String offer, int quantity) {}
