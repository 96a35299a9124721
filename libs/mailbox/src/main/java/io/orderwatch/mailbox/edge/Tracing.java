package io.orderwatch.mailbox.edge;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Follows facts on their way, if somebody wants that. The mailbox itself only carries the W3C
 * {@code traceparent}: in a record's header, an outbox row, a timer, a planned call. Null stands
 * everywhere for "nobody follows this", and then no step is begun at all.
 */
public interface Tracing {

  /** Follows nothing and costs nothing. */
  Tracing OFF =
      new Tracing() {
        @Override
        public boolean on() {
          return false;
        }

        @Override
        public @Nullable String current() {
          return null;
        }

        @Override
        public Step asked(String name, String store) {
          return NOTHING;
        }

        @Override
        public Step received(ConsumerRecord<String, byte[]> record, String key, String cause) {
          return NOTHING;
        }

        @Override
        public Step fired(String timer, String key, String cause, boolean later) {
          return NOTHING;
        }

        @Override
        public Step called(Outlet.Planned<?> call, String cause) {
          return NOTHING;
        }
      };

  Step NOTHING =
      new Step() {
        @Override
        public @Nullable String trace() {
          return null;
        }

        @Override
        public void outcome(String word) {}

        @Override
        public void close() {}
      };

  /** Whether anything is followed: where it is not, headers are not even looked at. */
  boolean on();

  /** The traceparent of what this thread is doing now. */
  @Nullable String current();

  /**
   * Somebody outside is asked for news: where a trace begins, unless this thread is followed
   * already. It is what this thread does until the step is closed.
   */
  Step asked(String name, String store);

  /** A record is worked on, one of a batch. */
  Step received(ConsumerRecord<String, byte[]> record, String key, String cause);

  /**
   * A timer fires, one of a batch.
   *
   * @param later whether it was set for later: a trace of its own begins, linked to its cause
   */
  Step fired(String timer, String key, String cause, boolean later);

  /** A planned call is made. It is what this thread does until the step is closed. */
  Step called(Outlet.Planned<?> call, String cause);

  /** One step of the way. Says nothing of what is in a record. */
  interface Step extends AutoCloseable {

    /** What goes with all that follows from it; null if it is not followed. */
    @Nullable String trace();

    /**
     * How it ended.
     *
     * @param word one of few; holds no data
     */
    void outcome(String word);

    @Override
    void close();
  }
}
