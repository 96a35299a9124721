package io.orderwatch.mailbox.edge;

import java.util.regex.Pattern;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * What a thread's log lines are marked with, until it is closed: {@code store}, {@code posting},
 * {@code traceId}. For work on one posting or store only; a batch belongs to many.
 */
public final class LogMarks implements AutoCloseable {

  private static final String STORE = "store";
  private static final String POSTING = "posting";
  private static final String TRACE = "traceId";

  private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-.*");

  private final @Nullable Object store = MDC.get(STORE);
  private final @Nullable Object posting = MDC.get(POSTING);
  private final @Nullable Object trace = MDC.get(TRACE);

  private LogMarks() {}

  /**
   * @param key {@code <store>:<posting>}, or a store alone; null where it is not known
   * @param trace a traceparent; anything else is left out
   */
  public static LogMarks of(@Nullable String key, @Nullable String trace) {
    var marks = new LogMarks();
    if (key != null) {
      var colon = key.indexOf(':');
      set(STORE, colon < 0 ? key : key.substring(0, colon));
      set(POSTING, colon < 0 ? null : key.substring(colon + 1));
    }
    if (trace != null) {
      var parts = TRACEPARENT.matcher(trace);
      if (parts.matches()) {
        set(TRACE, parts.group(1));
      }
    }
    return marks;
  }

  private static void set(String name, @Nullable Object value) {
    if (value == null) {
      MDC.remove(name);
    } else {
      MDC.put(name, value);
    }
  }

  @Override
  public void close() {
    set(STORE, store);
    set(POSTING, posting);
    set(TRACE, trace);
  }
}
