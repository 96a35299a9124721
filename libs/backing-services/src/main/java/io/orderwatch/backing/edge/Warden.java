package io.orderwatch.backing.edge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/**
 * A small shell process that ends the processes and containers entrusted to it as soon as this JVM
 * is gone, however it went: it notices that the pipe from this JVM closes.
 */
public final class Warden {

  private static final String SCRIPT =
      """
      trap '' INT HUP TERM
      pids=' '
      containers=
      while read -r word pid; do
        case $word in
          watch) pids="$pids$pid " ;;
          container) containers="$containers $pid" ;;
          forget) pids=$(printf '%s' "$pids" | sed "s/ $pid / /") ;;
        esac
      done
      [ -z "$containers" ] || docker rm -f -v $containers &
      # PostgreSQL takes INT as "do not wait for your clients"; the others ignore it
      for pid in $pids; do kill -TERM "$pid"; kill -INT "$pid"; done
      for second in 1 2 3 4 5; do
        alive=
        for pid in $pids; do kill -0 "$pid" && alive=yes; done
        [ -n "$alive" ] || break
        sleep 1
      done
      for pid in $pids; do kill -KILL "$pid"; done
      wait
      """;

  private static final Warden OF_THIS_JVM = new Warden();

  private final Writer orders;

  private Warden() {
    try {
      var process =
          new ProcessBuilder("/bin/sh", "-c", SCRIPT)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      orders = process.outputWriter(StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start /bin/sh", e);
    }
  }

  /** The process shall not outlive this JVM. */
  public static void watch(long pid) {
    OF_THIS_JVM.say("watch", pid);
  }

  /** The process has ended; its id may soon be another's. */
  public static void forget(long pid) {
    OF_THIS_JVM.say("forget", pid);
  }

  /**
   * The container shall not outlive this JVM; one that is gone already does no harm. Needs the
   * program {@code docker} on the path.
   *
   * @param name its name or id
   */
  public static void watchContainer(String name) {
    OF_THIS_JVM.say("container", name);
  }

  private void say(String word, long pid) {
    say(word, Long.toString(pid));
  }

  private synchronized void say(String word, String what) {
    try {
      orders.write(word + " " + what + "\n");
      orders.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("the process that cleans up is gone", e);
    }
  }
}
