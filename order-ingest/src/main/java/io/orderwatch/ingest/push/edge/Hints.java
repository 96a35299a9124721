package io.orderwatch.ingest.push.edge;

import io.orderwatch.contracts.PostingNumber;
import java.util.LinkedHashSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Postings of one store that wait to be re-read, each once, oldest first. What finds no room is
 * dropped: the next poll brings it.
 */
final class Hints {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition some = lock.newCondition();
  private final LinkedHashSet<PostingNumber> waiting = new LinkedHashSet<>();
  private final int most;

  Hints(int most) {
    this.most = most;
  }

  /** Returns whether it waits now. A posting that is just being read waits anew. */
  boolean note(PostingNumber posting) {
    lock.lock();
    try {
      if (waiting.contains(posting)) {
        return true;
      }
      if (waiting.size() >= most) {
        return false;
      }
      waiting.add(posting);
      some.signal();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for the next one and takes it. */
  PostingNumber next() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (waiting.isEmpty()) {
        some.await();
      }
      return waiting.removeFirst();
    } finally {
      lock.unlock();
    }
  }

  int size() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }
}
