package io.orderwatch.mailbox.edge;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/**
 * How long records have been waiting to be worked through. The times that records carry are not
 * asked, for they may be those of a scaled clock: what counts is when this process first saw the
 * log end beyond them. After a start the age begins anew, so it is never more than the truth.
 */
public final class Unread {

  /** Beyond it, newer ends take the place of the newest one that is remembered. */
  private static final int MOST = 500;

  /**
   * What is not worked through of a topic.
   *
   * @param oldest how long the oldest of the records has been there, at least; zero without any
   */
  public record Waiting(long records, Duration oldest) {}

  /**
   * Where the log of a partition begins and ends.
   *
   * @param end one after the newest record
   */
  public record Log(long start, long end) {}

  private record Seen(long end, Duration at) {}

  private final Map<TopicPartition, Deque<Seen>> seen = new HashMap<>();

  /**
   * Takes another look.
   *
   * @param next the first record of each partition that is not worked through; a partition that is
   *     not there begins with its log
   * @param logs of all partitions
   * @param now on a clock that only goes forward (real time)
   * @return what waits, by topic
   */
  public Map<String, Waiting> look(
      Map<TopicPartition, Long> next, Map<TopicPartition, Log> logs, Duration now) {
    seen.keySet().retainAll(logs.keySet());
    var waiting = new TreeMap<String, Waiting>();
    logs.forEach(
        (partition, log) -> {
          var from = Math.max(log.start(), next.getOrDefault(partition, 0L));
          var ends = seen.computeIfAbsent(partition, _ -> new ArrayDeque<>());
          remember(ends, log.end(), now);
          while (!ends.isEmpty() && ends.getFirst().end() <= from) {
            ends.removeFirst();
          }
          var oldest = ends.isEmpty() ? Duration.ZERO : now.minus(ends.getFirst().at());
          waiting.merge(
              partition.topic(),
              new Waiting(Math.max(0, log.end() - from), oldest),
              (one, other) ->
                  new Waiting(
                      one.records() + other.records(),
                      one.oldest().compareTo(other.oldest()) > 0 ? one.oldest() : other.oldest()));
        });
    return waiting;
  }

  private static void remember(Deque<Seen> ends, long end, Duration now) {
    if (!ends.isEmpty() && ends.getLast().end() > end) {
      ends.clear(); // another log under the same name
    }
    if (ends.isEmpty() || ends.getLast().end() < end) {
      if (ends.size() == MOST) {
        ends.removeLast();
      }
      ends.addLast(new Seen(end, now));
    }
  }
}
