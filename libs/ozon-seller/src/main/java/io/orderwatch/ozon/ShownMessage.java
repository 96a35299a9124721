package io.orderwatch.ozon;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message of a chat as it may be shown to somebody: its words are what the caller made of them.
 *
 * <p>Source: {@code /v3/chat/history}, April 2026.
 *
 * @param id Ozon's number of the message: digits, beyond 2^53
 * @param author Ozon's word as {@link Vocabulary#word} writes it: customer, seller, support, …
 * @param read whether the other side has seen it; null if Ozon does not say
 */
public record ShownMessage<C>(
    String id, Instant writtenAt, String author, C words, @Nullable Boolean read) {}
