package io.orderwatch.ingest.entitlement.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderwatch.backing.edge.quarkus.Backed;
import io.orderwatch.backing.edge.quarkus.Door;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where roles count, who may read of which stores what is known of them. */
@QuarkusTest
@QuarkusTestResource(
    value = Backed.class,
    restrictToAnnotatedClass = true,
    initArgs = {
      @ResourceArg(name = "schema", value = "ingest"),
      @ResourceArg(
          name = "topics",
          value =
              "ozon.postings.v1,ozon.posting-state.v1,ozon.chats.v1,ozon.stores.v1,ozon.store-ratings.v1,order-ingest.dlq"),
      @ResourceArg(name = "orderwatch.ozon.keys", value = "1001=key;1002=key"),
      @ResourceArg(name = "orderwatch.ozon.url", value = "http://127.0.0.1:9"),
      @ResourceArg(name = "orderwatch.roles.header", value = "X-Groups"),
      @ResourceArg(name = "orderwatch.roles.groups", value = "look=viewer;night=viewer@1002"),
    })
class StoresOfWhomTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @SuppressWarnings("NullAway.Init") // set by the framework
  @TestHTTPResource("/")
  URI service;

  private List<String> stores(String path, String groups) {
    var answer = new Door(service).ask("GET " + path, "", "X-Groups", groups);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    try {
      return JSON.readTree(answer.body()).path("stores").findValuesAsText("store");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private int status(String path, String... headers) {
    return new Door(service).ask("GET " + path, "", headers).statusCode();
  }

  @Test
  void who_sees_all_stores_reads_of_all_and_who_sees_some_must_name_one_and_reads_of_his() {
    assertThat(stores("/api/stores", "look")).containsExactlyInAnyOrder("1001", "1002");
    assertThat(stores("/api/stores?store=1002", "night")).containsExactly("1002");
    assertThat(status("/api/stores", "X-Groups", "night")).isEqualTo(403);
    assertThat(status("/api/stores?store=1001", "X-Groups", "night")).isEqualTo(403);
    assertThat(status("/api/stores", "X-Groups", "others")).isEqualTo(403);
    assertThat(status("/api/stores")).isEqualTo(403);
    assertThat(stores("/api/stores?store=1002", "look")).containsExactly("1002");
  }

  @Test
  void a_store_in_the_query_opens_nothing_where_it_limits_nothing() {
    assertThat(status("/api/summary?store=1002", "X-Groups", "look")).isEqualTo(200);
    assertThat(status("/api/summary?store=1002", "X-Groups", "night")).isEqualTo(403);
    assertThat(status("/api/drift?store=1002", "X-Groups", "night")).isEqualTo(403);
    assertThat(status("/api/postings?store=1002", "X-Groups", "night")).isEqualTo(200);
  }
}
