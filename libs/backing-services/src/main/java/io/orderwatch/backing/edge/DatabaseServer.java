package io.orderwatch.backing.edge;

import io.orderwatch.backing.JdbcUrl;

/** The server behind {@link Database}s. */
interface DatabaseServer {

  JdbcUrl url();

  String user();

  String password();

  void start();

  /** At once, as after a power cut: what was committed is kept. */
  void stop();

  /** Cleanly; nothing if it does not run. */
  void shutDown();

  boolean running();
}
