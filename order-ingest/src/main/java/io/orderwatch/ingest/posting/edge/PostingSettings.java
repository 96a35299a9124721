package io.orderwatch.ingest.posting.edge;

import io.orderwatch.ingest.posting.PollPolicy;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How Ozon is read. Durations of the clock that all services share. */
@ConfigMapping(prefix = "orderwatch.ingest")
public interface PostingSettings {

  /** From the start of one round to the start of the next. */
  @WithDefault("PT45S")
  Duration pollEvery();

  /** The same for a store with buyers who owe passport data. */
  @WithDefault("PT20S")
  Duration pollWaitingEvery();

  /** How far back the first round looks for changes; what is not finished is read in any case. */
  @WithDefault("P7D")
  Duration lookBack();

  /** How much of what was read already is read again, for late entries and differing clocks. */
  @WithDefault("PT15M")
  Duration overlap();

  /** From round to round of returns and of requests to cancel. */
  @WithDefault("PT10M")
  Duration returnsEvery();

  /** How far back the first round looks for changes of returns. */
  @WithDefault("P31D")
  Duration returnsLookBack();

  /** Last part of the path of pushes; without it no push is taken, unless all are. */
  Optional<String> pushSecret();

  /** Whether pushes are taken without a secret: only where nobody but Ozon's stand-in can push. */
  @WithDefault("false")
  boolean pushOpen();

  /**
   * How many pushes of its own a process answers before it is ready, so that the first of Ozon's
   * are answered as fast as any other; 0 for none.
   */
  @WithDefault("1000")
  int pushRehearsed();

  /**
   * How many postings per store may wait to be re-read after a push; what finds no room is left to
   * the next poll.
   */
  @WithDefault("10000")
  int hints();

  /**
   * How many pages of Ozon's may be in memory at once, of all stores; one takes a megabyte or two.
   */
  @WithDefault("12")
  int pages();

  default PollPolicy policy() {
    return new PollPolicy(pollEvery(), pollWaitingEvery(), lookBack(), overlap());
  }
}
