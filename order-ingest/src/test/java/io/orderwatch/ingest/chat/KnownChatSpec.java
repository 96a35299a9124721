package io.orderwatch.ingest.chat;

import static io.orderwatch.mailbox.Decision.stay;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.contracts.ChatEvent;
import io.orderwatch.contracts.ChatEvent.Side;
import io.orderwatch.contracts.ChatRef;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.ingest.chat.KnownChat.Known;
import io.orderwatch.ingest.chat.KnownChat.Said;
import io.orderwatch.ingest.chat.KnownChat.Seen;
import io.orderwatch.ingest.chat.KnownChat.Unknown;
import io.orderwatch.ingest.life.Versions;
import io.orderwatch.mailbox.Decision;
import io.orderwatch.mailbox.Effect;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class KnownChatSpec {

  private static final ChatRef CHAT = new ChatRef(new StoreId("1001"), "c-1");
  private static final String ORDER = "0132112277-0102";
  private static final Instant BEGAN = Instant.parse("2026-11-01T08:00:00Z");
  private static final Instant SEEN = Instant.parse("2026-11-01T10:00:00Z");
  private static final Instant LATER = Instant.parse("2026-11-01T11:00:00Z");
  private static final Instant SINCE = SEEN.minus(Duration.ofDays(3));

  private static Said said(int id, Side from, boolean read) {
    return new Said("3000000000000000" + (100 + id), from, at(id), true, false, read);
  }

  private static Instant at(int minute) {
    return BEGAN.plusSeconds(60L * minute);
  }

  private static Seen seen(@Nullable Boolean open, Said... said) {
    return new Seen(CHAT, ORDER, BEGAN, open, List.of(said), SINCE);
  }

  private static List<String> told(Decision<KnownChat> decision) {
    return decision.effects().stream().map(KnownChatSpec::told).toList();
  }

  private static String told(Effect effect) {
    if (!(effect instanceof Effect.Publish(ChatEvent event, var when, var cause))) {
      throw new AssertionError(effect);
    }
    assertThat(cause).isEqualTo("c-1/v" + event.version());
    var what =
        switch (event) {
          case ChatEvent.Started _ -> "started";
          case ChatEvent.Closed _ -> "closed";
          case ChatEvent.MessageReceived m -> m.from() + " wrote " + m.messageId().substring(17);
          case ChatEvent.MessageRead m -> m.by() + " read " + m.messageId().substring(17);
        };
    return "v" + event.version() + " " + what + " " + when.toString().substring(11, 16);
  }

  private static Decision<KnownChat> on(KnownChat state, Seen seen, Instant at) {
    return KnownChat.on(state, seen, at, Versions.FIRST_LIFE);
  }

  @Test
  void a_chat_first_seen_is_told_from_its_beginning() {
    var decision =
        on(new Unknown(), seen(true, said(2, Side.BUYER, false), said(1, Side.SELLER, true)), SEEN);
    assertThat(told(decision))
        .as("in the order of the numbers; reading has no time but that of being seen")
        .containsExactly(
            "v1 started 08:00",
            "v2 SELLER wrote 01 08:01",
            "v3 BUYER wrote 02 08:02",
            "v4 BUYER read 01 10:00");
  }

  @Test
  void of_a_chat_first_seen_what_is_old_is_known_and_not_told() {
    var old = said(1, Side.BUYER, true);
    var seen = new Seen(CHAT, ORDER, BEGAN, true, List.of(old, said(9, Side.BUYER, false)), at(5));
    var decision = on(new Unknown(), seen, SEEN);
    assertThat(told(decision)).containsExactly("v1 started 08:00", "v2 BUYER wrote 09 08:09");
    var again = on(decision.next(), seen, LATER);
    assertThat(again).isEqualTo(stay(decision.next()));
  }

  @Test
  void nothing_new_writes_nothing() {
    var known = on(new Unknown(), seen(true, said(1, Side.SELLER, false)), SEEN).next();
    assertThat(on(known, seen(true, said(1, Side.SELLER, false)), LATER)).isEqualTo(stay(known));
    assertThat(on(known, seen(null), LATER)).isEqualTo(stay(known));
  }

  @Test
  void what_was_read_earlier_is_no_news() {
    var known = on(new Unknown(), seen(true, said(1, Side.SELLER, false)), SEEN).next();
    var earlier = seen(false, said(2, Side.BUYER, false));
    assertThat(on(known, earlier, SEEN.minusSeconds(1))).isEqualTo(stay(known));
  }

  @Test
  void a_buyer_who_reads_has_read_all_before_and_never_unreads() {
    var known =
        on(
                new Unknown(),
                seen(true, said(1, Side.SELLER, false), said(2, Side.SELLER, false)),
                SEEN)
            .next();
    var read = on(known, seen(true, said(2, Side.SELLER, true)), LATER);
    assertThat(told(read)).containsExactly("v4 BUYER read 02 11:00");
    var unread = seen(true, said(1, Side.SELLER, true), said(2, Side.SELLER, false));
    assertThat(on(read.next(), unread, LATER.plusSeconds(1))).isEqualTo(stay(read.next()));
  }

  @Test
  void what_the_seller_reads_is_told_apart() {
    var known = on(new Unknown(), seen(true, said(1, Side.BUYER, false)), SEEN).next();
    assertThat(told(on(known, seen(true, said(1, Side.BUYER, true)), LATER)))
        .containsExactly("v3 SELLER read 01 11:00");
  }

  @Test
  void only_Ozons_word_closes_a_chat_and_opens_it_again() {
    var known = on(new Unknown(), seen(true), SEEN).next();
    assertThat(on(known, seen(null), LATER)).isEqualTo(stay(known));
    var closed = on(known, seen(false, said(1, Side.SUPPORT, false)), LATER);
    assertThat(told(closed)).containsExactly("v2 SUPPORT wrote 01 08:01", "v3 closed 11:00");
    assertThat(told(on(closed.next(), seen(true), LATER.plusSeconds(60))))
        .containsExactly("v4 started 11:01");
  }

  @Test
  void an_order_that_becomes_known_is_kept_without_a_word() {
    var nameless = new Seen(CHAT, "", BEGAN, true, List.of(), SINCE);
    var known = on(new Unknown(), nameless, SEEN).next();
    var named = on(known, seen(true), LATER);
    assertThat(named.effects()).isEmpty();
    assertThat(((Known) named.next()).chat().orderNumber()).isEqualTo(ORDER);
    assertThat(((Known) on(named.next(), nameless, LATER).next()).chat().orderNumber())
        .isEqualTo(ORDER);
  }

  @Test
  void a_version_told_in_the_forgotten_time_is_never_given_again() {
    var later = new Versions(1_764_000_000);
    var first = KnownChat.on(new Unknown(), seen(false, said(1, Side.SELLER, true)), SEEN, later);
    assertThat(told(first))
        .containsExactly(
            "v1764000000 started 08:00",
            "v1764000001 SELLER wrote 01 08:01",
            "v1764000002 BUYER read 01 10:00",
            "v1764000003 closed 10:00");
    assertThat(told(KnownChat.on(first.next(), seen(true), LATER, later)))
        .containsExactly("v1764000004 started 11:00");
    var known = on(new Unknown(), seen(true, said(1, Side.SELLER, false)), SEEN).next();
    var all = seen(false, said(1, Side.SELLER, true), said(2, Side.BUYER, false));
    assertThat(told(KnownChat.on(known, all, LATER, later)))
        .containsExactly(
            "v1764000000 BUYER wrote 02 08:02",
            "v1764000001 BUYER read 01 11:00",
            "v1764000002 closed 11:00");
    var same = seen(true, said(1, Side.SELLER, false));
    assertThat(KnownChat.on(known, same, LATER, later)).isEqualTo(stay(known));
  }

  /** However often, in whatever order and by how many readers a day is seen. */
  @RepeatedTest(200)
  void the_same_day_gives_each_message_once_and_in_order(RepetitionInfo round) {
    var chance = new Random(round.getCurrentRepetition());
    var looks = new ArrayList<Seen>();
    for (var upTo = 0; upTo <= 8; upTo++) {
      var all = new ArrayList<Said>();
      for (var id = 1; id <= upTo; id++) {
        all.add(said(id, id % 3 == 0 ? Side.BUYER : Side.SELLER, id + 2 <= upTo));
      }
      looks.add(new Seen(CHAT, ORDER, BEGAN, upTo < 8, all, SINCE));
    }
    var replayed = new ArrayList<Integer>();
    for (var at = 0; at < looks.size(); at++) {
      replayed.add(at);
      if (chance.nextBoolean()) {
        replayed.add(at);
      }
    }
    Collections.shuffle(replayed, chance);
    replayed.add(8);
    KnownChat state = new Unknown();
    var events = new ArrayList<ChatEvent>();
    for (var at : replayed) {
      var decision = on(state, looks.get(at), SEEN.plusSeconds(at));
      state = decision.next();
      decision.effects().stream()
          .map(effect -> (ChatEvent) ((Effect.Publish) effect).event())
          .forEach(events::add);
    }
    assertThat(events.stream().map(ChatEvent::version))
        .as("without a gap")
        .isEqualTo(java.util.stream.LongStream.rangeClosed(1, events.size()).boxed().toList());
    var written =
        events.stream()
            .filter(ChatEvent.MessageReceived.class::isInstance)
            .map(each -> ((ChatEvent.MessageReceived) each).messageId())
            .toList();
    assertThat(written).isSorted().hasSize(8);
    assertThat(new HashSet<>(written)).hasSize(8);
    assertThat(events.stream().filter(ChatEvent.Closed.class::isInstance)).hasSize(1);
    assertThat(((Known) state).chat().readByBuyer()).isEqualTo(said(5, Side.SELLER, true).id());
  }
}
