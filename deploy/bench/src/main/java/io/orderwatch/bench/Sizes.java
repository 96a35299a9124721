package io.orderwatch.bench;

/**
 * How much is done.
 *
 * @param rounds of every contender
 * @param keys postings that records are about
 * @param versions of each posting in one round of throughput; a round has keys × versions records
 * @param producerRecords that ProducerPerformance sends in one round
 * @param pending timers that are far from due
 * @param due timers that fire in one round
 * @param dueOfPeer executions that fire in one round of db-scheduler
 */
public record Sizes(
    String name,
    int rounds,
    int keys,
    int versions,
    int producerRecords,
    int pending,
    int due,
    int dueOfPeer) {

  public static final Sizes FULL =
      new Sizes("full", 3, 20_000, 2, 150_000, 1_000_000, 100_000, 20_000);
  public static final Sizes SHORT = new Sizes("short", 1, 6_000, 1, 30_000, 60_000, 20_000, 4_000);
  public static final Sizes SMOKE = new Sizes("smoke", 1, 300, 2, 1_000, 2_000, 1_500, 200);

  public int records() {
    return keys * versions;
  }
}
