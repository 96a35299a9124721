package io.orderwatch.bench.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.orderwatch.bench.Figure;
import io.orderwatch.bench.Sizes;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class RunTest {

  @Test
  void a_tiny_run_has_every_contender_do_what_it_claims() throws Exception {
    var peer = Main.peer(Main.module());
    assumeTrue(
        Files.exists(peer.resolve("quarkus-run.jar")),
        "the peer is packaged in Maven's phase package, which this build has not reached");

    var report = Run.of(Sizes.SMOKE, peer);

    assertThat(report.figures()).allSatisfy(figure -> assertThat(figure.median()).isPositive());
    assertThat(report.figures())
        .extracting(Figure::id)
        .contains(
            "mailbox",
            "peer",
            "poll",
            "mailbox-over-poll",
            "mailbox-over-peer",
            "limit-producer",
            "limit-insert",
            "inbox",
            "relay",
            "timers-fired",
            "scheduler-executed",
            "statements",
            "commits");
    assertThat(report.targets()).isNotEmpty();
  }

  @Test
  void less_work_than_claimed_breaks_the_run() {
    assertThatThrownBy(() -> Claim.holds("records", 1000, 999))
        .isInstanceOf(Claim.Broken.class)
        .hasMessage("records: 1000 expected, 999 found");
  }
}
