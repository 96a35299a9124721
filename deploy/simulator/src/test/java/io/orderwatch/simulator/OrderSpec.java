package io.orderwatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderSpec {

  @Test
  void one_buyer_orders_two_postings_and_his_data_release_both() {
    var scenario = Watched.of(1, 1, "suppliesAfterMessage1", "aggregator");
    scenario.severalPostingsShare = 1;
    var watched = new Watched(scenario);
    var postings = List.copyOf(watched.world.postings());
    assertThat(postings).hasSize(2).allMatch(Posting::awaitsPassport);
    var order = postings.getFirst().plan().orderNumber();
    assertThat(postings.stream().map(Posting::number).toList())
        .isEqualTo(List.of(order + "-1", order + "-2"));
    assertThat(watched.world.order(order)).isEqualTo(List.of(order + "-1", order + "-2"));

    var chat = PassportSpec.start(watched, postings.getLast(), Duration.ofMinutes(5));
    PassportSpec.send(watched, postings.getLast(), chat, Duration.ofMinutes(5));
    watched.advance(Duration.ofHours(3));

    assertThat(watched.facts(Fact.PassportSupplied.class)).hasSize(2);
    assertThat(watched.world.postings()).noneMatch(Posting::awaitsPassport);
  }

  @Test
  void ozon_splits_a_posting_and_its_children_wait_for_the_same_data() {
    var watched = splitting(1);
    var parent = watched.first();
    watched.advance(Duration.ofHours(2));

    assertThat(watched.first().status()).isEqualTo("cancelled_from_split_pending");
    assertThat(watched.first().isOpen()).isFalse();
    assertThat(Permissions.actions(watched.first())).isEmpty();
    var children = List.copyOf(watched.world.postings()).subList(1, 3);
    assertThat(children).allMatch(child -> child.plan().parent().equals(parent.number()));
    assertThat(children.stream().map(Posting::number).toList())
        .isEqualTo(List.of(parent.plan().orderNumber() + "-2", parent.plan().orderNumber() + "-3"));
    assertThat(children.stream().flatMap(child -> child.goods().stream()).toList())
        .isEqualTo(parent.goods());
    assertThat(children).allMatch(child -> child.substatus().equals(parent.substatus()));
    assertThat(watched.facts(Fact.PostingSplit.class)).hasSize(1);
    assertThat(watched.facts(Fact.PostingCancelled.class)).isEmpty();

    watched.advance(Duration.ofHours(24));
    assertThat(
            watched.facts(Fact.PostingCancelled.class).stream()
                .map(fact -> fact.posting().number())
                .toList())
        .isEqualTo(children.stream().map(Posting::number).toList());
  }

  @Test
  void data_given_before_the_split_were_given_for_its_children() {
    var scenario = Watched.of(1, 1, "suppliesAfter", "aggregator");
    scenario.splitShare = 1;
    scenario.suppliesWithin = Duration.ofMinutes(1); // no split comes before the fifth minute
    var watched = new Watched(scenario);
    watched.advance(Duration.ofHours(2));

    var supplied = watched.first().suppliedAt();
    assertThat(supplied).isNotNull();
    assertThat(watched.world.postings()).hasSize(3);
    assertThat(watched.world.postings()).extracting(Posting::suppliedAt).containsOnly(supplied);
    assertThat(watched.facts(Fact.PassportSupplied.class)).hasSize(1);
  }

  @Test
  void children_of_a_split_live_on_when_nothing_is_missing() {
    var watched = splitting(0);
    watched.advance(Duration.ofDays(30));
    var children = List.copyOf(watched.world.postings()).subList(1, 3);
    assertThat(children).allMatch(child -> child.deliveredAt() != null);
  }

  @Test
  void what_is_packed_in_two_packages_becomes_two_postings() {
    var scenario = Watched.of(1, 0, "never", "ozon");
    scenario.severalGoodsShare = 1;
    var watched = new Watched(scenario);
    var packages =
        watched.first().goods().stream()
            .map(goods -> List.of(new Command.Item(goods.sku(), goods.quantity())))
            .toList();
    watched.world.apply(
        new Command.Ship("1001", watched.first().number(), packages), Watched.START);
    assertThat(watched.world.postings().stream().map(Posting::status).toList())
        .isEqualTo(List.of("cancelled_from_split_pending", "awaiting_deliver", "awaiting_deliver"));
  }

  @Test
  void a_young_posting_is_listed_before_it_is_found() {
    var scenario = Watched.of(1, 1, "never", "aggregator");
    scenario.youngShare = 1;
    var watched = new Watched(scenario);
    var number = watched.first().number();
    assertThat(ListingSpec.list(watched)).hasSize(1);
    watched.advance(Duration.ofMillis(9_999));
    assertThatThrownBy(() -> watched.world.posting("1001", number)).hasMessage("POSTING_NOT_FOUND");
    watched.advance(Duration.ofSeconds(10));
    assertThat(watched.world.posting("1001", number).number()).isEqualTo(number);
  }

  @Test
  void a_chat_can_be_refused_without_a_word() {
    var scenario = Watched.of(1, 1, "never", "aggregator");
    scenario.wordlessShare = 1;
    var watched = new Watched(scenario);
    assertThat(Permissions.actions(watched.first())).contains("can_create_chat");
    assertThatThrownBy(() -> PassportSpec.start(watched, watched.first(), Duration.ofMinutes(1)))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.http()).isEqualTo(403);
              assertThat(refused.reason()).isEmpty();
            });
  }

  static Watched splitting(double awaiting) {
    var scenario = Watched.of(1, awaiting, "never", "aggregator");
    scenario.splitShare = 1;
    return new Watched(scenario);
  }
}
