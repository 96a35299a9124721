package io.orderwatch.logistics.cancelling.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.contracts.Goods;
import io.orderwatch.contracts.PostingEvent;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.ShipmentCommand.Cancel;
import io.orderwatch.contracts.ShipmentEvent;
import io.orderwatch.logistics.shipment.edge.ShipmentFlow;
import io.orderwatch.logistics.shipment.edge.SimulatedOzon;
import io.orderwatch.mailbox.edge.Mailbox;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoodsFlowTest extends ShipmentFlow {

  private static final String CANCEL = "/v2/posting/fbs/product/cancel";

  @TempDir Path directory;

  @Test
  void some_goods_are_cancelled_once_though_the_answer_was_lost() throws Exception {
    var simulated = packing();
    var ref = simulated.postings().getFirst();
    var mailbox = seen(simulated, ref);
    var some = some(simulated, ref);
    simulated.faults("{\"droppedAfterEffect\": 1, \"only\": [\"%s\"]}".formatted(CANCEL));
    hear(mailbox, cancel(ref, "g1", 352, some));
    hear(mailbox, cancel(ref, "g1", 352, some));
    awaitWord(ref, "g1", "done");
    assertThat(simulated.ledger("goods_cancelled")).hasSize(1);
    assertThat(simulated.calls()).containsEntry(CANCEL, 1L);
    assertThat(simulated.shown(ref, 2).items())
        .filteredOn(item -> item.sku() == some.sku())
        .singleElement()
        .satisfies(item -> assertThat(item.quantity()).isOne());
    assertThat(published())
        .extracting(Published::event)
        .contains(new ShipmentEvent.GoodsCancelled(ref, "g1", 352, List.of(some)));
  }

  @Test
  void what_was_asked_of_goods_that_are_gone_meanwhile_is_refused() throws Exception {
    var simulated = packing();
    var ref = simulated.postings().getFirst();
    var mailbox = seen(simulated, ref);
    var some = some(simulated, ref);
    hear(mailbox, cancel(ref, "g1", 352, some));
    awaitWord(ref, "g1", "done");
    hear(mailbox, cancel(ref, "g2", 352, some)); // Ozon's next snapshot has not come yet
    awaitWord(ref, "g2", "refused");
    assertThat(command(ref, "g2").orElseThrow().code).isEqualTo("goods-changed");
    assertThat(simulated.ledger("goods_cancelled")).hasSize(1);
  }

  @Test
  void only_ozons_own_reasons_will_do() throws Exception {
    var simulated = packing();
    var ref = simulated.postings().getFirst();
    var mailbox = seen(simulated, ref);
    hear(mailbox, cancel(ref, "g1", 665, some(simulated, ref)));
    awaitWord(ref, "g1", "refused");
    assertThat(command(ref, "g1").orElseThrow().code).isEqualTo("reason-not-allowed");
    assertThat(simulated.calls()).doesNotContainKey(CANCEL);
  }

  @Test
  void all_goods_are_not_some_and_nothing_is_called() throws Exception {
    var simulated = packing();
    var ref = simulated.postings().getFirst();
    var mailbox = seen(simulated, ref);
    var all =
        simulated.shown(ref, 1).items().stream()
            .map(item -> new Goods(item.sku(), item.quantity()))
            .toArray(Goods[]::new);
    hear(mailbox, cancel(ref, "g1", 352, all));
    awaitWord(ref, "g1", "refused");
    assertThat(command(ref, "g1").orElseThrow().code).isEqualTo("goods-are-all");
    assertThat(simulated.calls()).doesNotContainKey(CANCEL);
    assertThat(simulated.ledger("posting_cancelled")).isEmpty();
  }

  /** One posting with two pieces of one product and one of another. */
  private SimulatedOzon packing() throws IOException {
    return simulated(
        directory, "\"postings\": 1, \"severalGoodsShare\": 1, \"startedBefore\": \"PT2H\"");
  }

  private Mailbox seen(SimulatedOzon simulated, PostingRef ref) throws SQLException {
    var mailbox = running(new CancellingSomeGoods(at(simulated)));
    hear(mailbox, new PostingEvent.Received(simulated.shown(ref, 1)));
    return mailbox;
  }

  /** One of two pieces. */
  private static Goods some(SimulatedOzon simulated, PostingRef ref) {
    return simulated.shown(ref, 1).items().stream()
        .filter(item -> item.quantity() == 2)
        .map(item -> new Goods(item.sku(), 1))
        .findFirst()
        .orElseThrow();
  }

  private static Cancel cancel(PostingRef ref, String id, long reason, Goods... goods) {
    return new Cancel(ref, id, reason, "broken", "anna", "", List.of(goods));
  }
}
