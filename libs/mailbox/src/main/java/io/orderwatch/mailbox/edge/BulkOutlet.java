package io.orderwatch.mailbox.edge;

import java.util.List;

/**
 * An outlet that carries out several calls of one lane at once. Each call keeps a life of its own:
 * it is claimed, answered, looked back at and told to its rule for itself.
 */
public interface BulkOutlet<P extends Record> extends Outlet<P> {

  /** How many calls go together at most; fewer do when no more wait. */
  int most();

  /**
   * Like {@link #send}, for calls of different keys of one lane.
   *
   * @return one answer for each call, in their order; what the other side says nothing of is {@link
   *     Answer.Doubtful}. With any other number of answers all calls stay in doubt.
   */
  List<Answer> sendAll(List<Planned<P>> calls) throws InterruptedException;

  /**
   * Like {@link #lookBack}, for calls of different keys of one lane.
   *
   * @return one answer for each call, in their order
   */
  List<Answer> lookBackAll(List<Planned<P>> calls) throws InterruptedException;

  @Override
  default Answer send(Planned<P> call) throws InterruptedException {
    return sendAll(List.of(call)).getFirst();
  }

  @Override
  default Answer lookBack(Planned<P> call) throws InterruptedException {
    return lookBackAll(List.of(call)).getFirst();
  }
}
