package io.orderwatch.ozon;

/** The value of a reply that carries nothing but "it is done". */
public record Done() {}
