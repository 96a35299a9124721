/**
 * The marketplace as rules: postings, buyers and chats. Time is an argument, chance is a number
 * drawn from the seed.
 */
@NullMarked
package io.orderwatch.simulator;

import org.jspecify.annotations.NullMarked;
