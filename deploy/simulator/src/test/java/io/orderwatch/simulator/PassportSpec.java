package io.orderwatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PassportSpec {

  static final Duration DAY = Duration.ofDays(1);

  @Test
  void a_posting_not_supplied_is_cancelled_by_ozon_exactly_after_24_hours() {
    var watched = new Watched(Watched.of(1, 1, "never", "aggregator"));
    watched.advance(DAY.minusMillis(1));
    assertThat(watched.first().substatus()).isEqualTo("posting_awaiting_passport_data");

    watched.advance(Duration.ofDays(3));

    assertThat(watched.first().status()).isEqualTo("cancelled");
    assertThat(watched.first().substatus()).isEqualTo("posting_canceled");
    assertThat(watched.first().cancellation())
        .isEqualTo(
            new Posting.Cancellation(
                Watched.START.plus(DAY),
                "ozon",
                0,
                "Покупатель не указал паспортные данные",
                false,
                false));
    assertThat(watched.facts(Fact.PostingCancelled.class)).hasSize(1);
  }

  @Test
  void supplied_data_release_the_posting_into_its_ordinary_life() {
    var watched = new Watched(Watched.of(1, 1, "suppliesAfter", "ozon"));
    watched.advance(DAY);

    var supplied = watched.facts(Fact.PassportSupplied.class).getFirst();
    assertThat(supplied.posting().substatus()).isEqualTo("posting_created");
    assertThat(supplied.posting().progress().previousSubstatus())
        .isEqualTo("posting_awaiting_passport_data");
    assertThat(supplied.posting().changedAt()).isEqualTo(supplied.at());

    watched.until("posting_delivered");
    assertThat(
            watched.facts(Fact.StatusChanged.class).stream()
                .map(f -> f.posting().substatus())
                .toList())
        .isEqualTo(Life.of(Integration.OZON).stream().map(Life.Stage::substatus).toList());
    assertThat(watched.facts(Fact.PostingCancelled.class)).isEmpty();
  }

  @Test
  void the_last_change_moves_with_every_status() {
    var watched = new Watched(Watched.of(1, 0, "never", "aggregator"));
    watched.until("posting_delivered");
    var changes = watched.facts(Fact.StatusChanged.class);
    assertThat(changes).hasSize(6).allMatch(f -> f.posting().changedAt().equals(f.at()));
  }

  @Test
  void a_buyer_moved_by_the_second_message_supplies_after_the_second_and_not_the_first() {
    var watched = new Watched(Watched.of(1, 1, "suppliesAfterMessage2", "aggregator"));
    var posting = watched.first();
    var delay = ((Buyer.SuppliesAfterMessage) posting.plan().buyer()).delay();
    var chat = start(watched, posting, Duration.ofMinutes(5));
    send(watched, posting, chat, Duration.ofMinutes(6));
    watched.advance(Duration.ofHours(12));
    assertThat(watched.first().awaitsPassport()).isTrue();

    send(watched, posting, chat, Duration.ofHours(12));
    watched.advance(Duration.ofHours(12).plus(delay).minusMillis(1));
    assertThat(watched.first().awaitsPassport()).isTrue();
    watched.advance(Duration.ofHours(12).plus(delay));
    assertThat(watched.first().suppliedAt())
        .isEqualTo(Watched.START.plus(Duration.ofHours(12)).plus(delay));
  }

  @Test
  void a_message_after_the_deadline_moves_nobody() {
    var watched = new Watched(Watched.of(1, 1, "suppliesAfterMessage1", "aggregator"));
    var posting = watched.first();
    var chat = start(watched, posting, Duration.ofHours(1));
    send(watched, posting, chat, Duration.ofHours(25));
    watched.advance(Duration.ofHours(60));
    assertThat(watched.facts(Fact.PassportSupplied.class)).isEmpty();
    assertThat(watched.facts(Fact.MessageDelivered.class).getFirst().posting().isCancelled())
        .isTrue();
  }

  @Test
  void a_reader_reads_and_an_answerer_answers_once() {
    var watched = new Watched(Watched.of(1, 1, "never", "aggregator"));
    var posting = watched.first();
    var chat = start(watched, posting, Duration.ofMinutes(5));
    send(watched, posting, chat, Duration.ofMinutes(6));
    send(watched, posting, chat, Duration.ofHours(5));
    watched.advance(Duration.ofHours(8));

    assertThat(watched.facts(Fact.MessageRead.class)).hasSize(2);
    assertThat(watched.facts(Fact.BuyerAnswered.class))
        .singleElement()
        .satisfies(f -> assertThat(f.message().text()).contains(Canary.PASSPORT));
    assertThat(watched.world.chat(posting.store(), chat).unread()).hasSize(1);
    watched.apply(new Command.ReadChat(posting.store(), chat, 0), Duration.ofHours(9));
    assertThat(watched.world.chat(posting.store(), chat).unread()).isEmpty();
  }

  @Test
  void the_same_seed_makes_the_same_world_however_often_it_is_looked_at() {
    var scenario = Scenario.living();
    var rarely = new Watched(scenario);
    rarely.advance(Duration.ofDays(4));
    var often = new Watched(scenario);
    for (var minute = 0; minute <= 4 * 24 * 60; minute += 7) {
      often.advance(Duration.ofMinutes(minute));
    }
    often.advance(Duration.ofDays(4));
    assertThat(rarely.facts).hasSizeGreaterThan(300).isEqualTo(often.facts);
    var other = Scenario.living();
    other.seed = 2;
    assertThat(new Watched(other).facts).isNotEqualTo(new Watched(scenario).facts);
  }

  @Test
  void each_integration_type_is_among_the_living_orders_of_the_beginning_so_that_it_can_be_tried() {
    var living = new Watched(Scenario.living());
    living.advance(Duration.ofHours(20));
    for (var integration : Integration.values()) {
      assertThat(
              living.world.postings().stream()
                  .filter(posting -> posting.plan().integration() == integration)
                  .filter(posting -> !posting.status().startsWith("cancelled")))
          .as(integration.wire())
          .hasSizeGreaterThanOrEqualTo(3);
    }
  }

  @Test
  void the_awaiting_share_and_every_kind_of_buyer_appear() {
    var scenario = new Scenario();
    scenario.postings = 600;
    scenario.arrivalWindow = Duration.ZERO;
    var world = new Watched(scenario).world;
    var awaiting = world.postings().stream().filter(Posting::awaitsPassport).toList();
    assertThat(awaiting).hasSizeBetween(160, 240);
    assertThat(awaiting.stream().map(p -> p.plan().buyer().kind()).distinct().sorted().toList())
        .isEqualTo(
            List.of(
                "never",
                "suppliesAfter",
                "suppliesAfterMessage1",
                "suppliesAfterMessage2",
                "suppliesAfterMessage3"));
    assertThat(awaiting.stream().map(Posting::status).distinct().sorted().toList())
        .isEqualTo(List.of("awaiting_deliver", "awaiting_packaging"));
  }

  @Test
  void arrivals_stop_when_told_to() {
    var watched = new Watched(Scenario.living());
    watched.advance(Duration.ofDays(2));
    var before = watched.world.postings().size();
    assertThat(before).isGreaterThan(80);
    watched.apply(new Command.StopArrivals(), Duration.ofDays(2));
    watched.advance(Duration.ofDays(4));
    assertThat(watched.world.postings()).hasSize(before);
  }

  static String start(Watched watched, Posting posting, Duration after) {
    return watched.apply(new Command.StartChat(posting.store(), posting.number()), after);
  }

  static String send(Watched watched, Posting posting, String chat, Duration after) {
    return watched.apply(
        new Command.SendMessage(posting.store(), chat, "Заполните данные получателя"), after);
  }
}
