package io.orderwatch.simulator;

import java.time.Instant;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** What is going to happen, and when; at one instant in the order in which it was decided. */
final class Agenda {

  sealed interface Task {}

  record Arrive(int index) implements Task {}

  record Supply(String posting) implements Task {}

  record Expire(String posting) implements Task {}

  record Split(String posting) implements Task {}

  record Reach(String posting, int stage, boolean bySeller) implements Task {}

  record AskToCancel(String posting) implements Task {}

  record ApproveItself(long request) implements Task {}

  record TurnBack(String posting) implements Task {}

  record AskToReturn(String posting) implements Task {}

  record DisputeReturn(String posting) implements Task {}

  record PassCutoff(String posting) implements Task {}

  record ReconsiderChat(String posting) implements Task {}

  record ReadMessage(String chat, Chat.Message message) implements Task {}

  record Answer(String chat) implements Task {}

  record Due(Instant at, long order, Task task) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      var byTime = at.compareTo(other.at);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  private final PriorityQueue<Due> queue = new PriorityQueue<>();
  private long order;

  void add(Instant at, Task task) {
    queue.add(new Due(at, order++, task));
  }

  /** Takes the next thing that is due by now; null if nothing is. */
  @Nullable Due next(Instant now) {
    var due = queue.peek();
    return due == null || due.at().isAfter(now) ? null : queue.poll();
  }
}
