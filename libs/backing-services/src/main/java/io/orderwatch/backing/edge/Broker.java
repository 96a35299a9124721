package io.orderwatch.backing.edge;

/**
 * One Kafka broker. Topics are never created by themselves. Waiting methods throw {@link
 * IllegalStateException} with the broker's last words when it does not come up.
 */
public interface Broker {

  /** For {@code bootstrap.servers}; the same before and after a restart. */
  String bootstrapServers();

  /** Starts it on the same data and port and waits until it serves; nothing if it already does. */
  void start();

  /**
   * Stops it cleanly and waits.
   *
   * @throws UnsupportedOperationException if the broker is external
   */
  void stop();

  /**
   * Ends its process without warning (SIGKILL) and waits until it is gone.
   *
   * @throws UnsupportedOperationException if the broker is external
   */
  void kill();

  /** Whether its process runs; an external one always does. */
  boolean running();

  /**
   * The process's id on this machine.
   *
   * @throws IllegalStateException if it does not run as a process of this machine
   */
  long pid();
}
