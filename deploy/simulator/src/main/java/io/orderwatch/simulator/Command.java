package io.orderwatch.simulator;

/**
 * What the seller or a test does to the world; the same commands at the same instants make the same
 * world.
 */
public sealed interface Command {

  record StartChat(String store, String posting) implements Command {}

  record SendMessage(String store, String chat, String text) implements Command {}

  record ReadChat(String store, String chat, long upTo) implements Command {}

  record Cancel(String store, String posting, long reasonId, String message) implements Command {}

  record SetTracking(String store, String posting, String tracking) implements Command {}

  record Ship(String store, String posting) implements Command {}

  record StopArrivals() implements Command {}
}
