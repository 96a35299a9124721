package io.orderwatch.compliance.passport.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderwatch.compliance.edge.Backing;
import io.orderwatch.compliance.edge.Service;
import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.PostingEvent;
import io.orderwatch.contracts.PostingRef;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backing.class)
class CasesApiTest {

  private static final String CASES = "/api/cases?store=8001";

  private final Service service = new Service();

  @AfterEach
  void close() {
    service.close();
  }

  /** Two at a time end at the same moment. */
  private static Posting posting(int n) {
    return new Posting(
        PostingRef.of("8001", "c-" + n),
        "=order-" + n,
        1,
        "awaiting_packaging",
        Posting.AWAITING_PASSPORT,
        "aggregator",
        List.of("cancel"),
        "",
        Service.NOON.plusSeconds(n / 2),
        null,
        null,
        List.of(),
        null);
  }

  @Test
  void cases_are_leafed_through_and_given_to_a_spreadsheet() {
    for (var n = 0; n < 5; n++) {
      service.tell(new PostingEvent.Received(posting(n)), Service.NOON);
    }
    await().untilAsserted(() -> assertThat(service.json(service.get(CASES))).hasSize(5));

    var seen = new ArrayList<String>();
    var cursor = "";
    var pages = 0;
    while (pages < 5) {
      var page = service.get(CASES + "&limit=2" + cursor);
      seen.addAll(service.json(page).findValuesAsText("key"));
      pages++;
      var next = page.headers().firstValue("Next-Cursor");
      if (next.isEmpty()) {
        break;
      }
      cursor = "&cursor=" + next.get();
    }
    assertThat(pages).isEqualTo(3);
    assertThat(seen).containsExactly("8001:c-0", "8001:c-1", "8001:c-2", "8001:c-3", "8001:c-4");

    var table = service.get(CASES + "&limit=2", "text/csv");
    assertThat(table.headers().firstValue("Content-Type").orElseThrow())
        .startsWithIgnoringCase("text/csv");
    assertThat(table.headers().firstValue("Next-Cursor")).isPresent();
    assertThat(table.body().lines().toList())
        .hasSize(3)
        .first()
        .asString()
        .startsWith("store,posting,order,state");
    assertThat(table.body()).contains("8001,c-0,'=order-0,waiting,");
  }
}
