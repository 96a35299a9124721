package io.orderwatch.notification.people.edge;

import io.orderwatch.mailbox.edge.Deadline;
import io.orderwatch.mailbox.edge.Outlet;
import io.orderwatch.notification.people.Delivery;
import io.orderwatch.notification.people.Letter;
import io.orderwatch.notification.people.People;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Tells a channel. Channels cannot be read back: what nobody answered for is told again, under the
 * same id; so a channel is told at least once, and twice only after such a doubt.
 */
@Singleton
class Delivering implements Outlet<Letter> {

  private final People people;
  private final Channels channels;

  Delivering(People people, Channels channels) {
    this.people = people;
    this.channels = channels;
  }

  @Override
  public String kind() {
    return Delivery.CALL;
  }

  @Override
  public Class<Letter> payload() {
    return Letter.class;
  }

  @Override
  public int concurrency() {
    return 2;
  }

  @Override
  public Answer send(Planned<Letter> call) throws InterruptedException {
    var channel = people.channels().get(call.payload().channel());
    if (channel == null) {
      return new Answer.Superseded("there is no such channel any more");
    }
    return Deadline.over()
        ? new Answer.NotYet(Duration.ofSeconds(1), "too late for this try")
        : channels.tell(channel, call.payload());
  }

  @Override
  public Answer lookBack(Planned<Letter> call) {
    return new Answer.Absent();
  }
}
