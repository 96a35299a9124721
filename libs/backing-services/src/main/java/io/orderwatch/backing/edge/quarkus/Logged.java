package io.orderwatch.backing.edge.quarkus;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Filter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.jboss.logmanager.handlers.ConsoleHandler;
import org.jspecify.annotations.Nullable;

/** What the process logs while this is open, with the filter of its console. */
public final class Logged extends Handler implements AutoCloseable {

  /** A line. */
  public record Line(String category, Level level, String text) {

    /** A warning or worse. */
    public boolean bad() {
      return level.intValue() >= Level.WARNING.intValue();
    }
  }

  private static final PatternFormatter MESSAGE = new PatternFormatter("%s");

  private final List<Line> lines = new CopyOnWriteArrayList<>();

  public Logged() {
    var root = Logger.getLogger("");
    setFilter(filter(root.getHandlers()));
    root.addHandler(this);
  }

  private static @Nullable Filter filter(Handler... handlers) {
    for (var handler : handlers) {
      var filter =
          handler instanceof ConsoleHandler
              ? handler.getFilter()
              : handler instanceof ExtHandler outer ? filter(outer.getHandlers()) : null;
      if (filter != null) {
        return filter;
      }
    }
    return null;
  }

  public List<Line> lines() {
    return List.copyOf(lines);
  }

  /** Of those the warnings and worse. */
  public List<Line> bad() {
    return lines.stream().filter(Line::bad).toList();
  }

  @Override
  public void publish(LogRecord line) {
    if (isLoggable(line)) {
      lines.add(new Line(line.getLoggerName(), line.getLevel(), MESSAGE.format(line)));
    }
  }

  @Override
  public void flush() {
    // every line is kept at once
  }

  @Override
  public void close() {
    Logger.getLogger("").removeHandler(this);
  }
}
