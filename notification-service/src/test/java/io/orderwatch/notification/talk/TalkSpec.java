package io.orderwatch.notification.talk;

import static io.orderwatch.mailbox.Decision.move;
import static io.orderwatch.mailbox.Decision.stay;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.contracts.ChatEvent;
import io.orderwatch.contracts.ChatEvent.Side;
import io.orderwatch.contracts.ChatRef;
import io.orderwatch.contracts.MessageEvent;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.mailbox.Effect;
import io.orderwatch.mailbox.Settled;
import io.orderwatch.notification.talk.Marks.At;
import io.orderwatch.notification.talk.Marks.Mark;
import io.orderwatch.notification.talk.Talk.Heard;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TalkSpec {

  private static final ChatRef CHAT = new ChatRef(new StoreId("1001"), "c-1");
  private static final PostingRef REF = PostingRef.of("1001", "1-1");
  private static final Instant WROTE = Instant.parse("2026-11-23T12:30:00Z");
  private static final Instant SEEN = Instant.parse("2026-11-23T12:35:00Z");
  private static final String ORDER = "0132112277-0102";

  private static ChatEvent wrote(long version, Side by) {
    return new ChatEvent.MessageReceived(
        CHAT, ORDER, version, "31" + version, by, WROTE, true, false);
  }

  private static ChatEvent read(long version, Side by) {
    return new ChatEvent.MessageRead(CHAT, ORDER, version, "30", by, WROTE);
  }

  private static Talk talk(long version) {
    return new Talk(version, ORDER, true, null, null, "", null);
  }

  @Test
  void what_a_buyer_writes_is_looked_up_once() {
    var heard = new Heard(true, "312", WROTE, WROTE, ORDER);
    var expected = new Talk(2, ORDER, true, null, WROTE, "312", null);
    var decision = Talk.on(Talk.UNKNOWN, wrote(2, Side.BUYER), WROTE);
    assertThat(decision)
        .isEqualTo(move(expected, new Effect.CallOut("chat-heard", "answer/312", heard)));
    assertThat(Talk.on(expected, wrote(2, Side.BUYER), SEEN)).isEqualTo(stay(expected));
    assertThat(Talk.on(expected, wrote(1, Side.BUYER), SEEN)).isEqualTo(stay(expected));
  }

  @Test
  void what_a_buyer_reads_is_looked_up_and_what_others_do_is_not() {
    assertThat(Talk.on(talk(1), read(2, Side.BUYER), SEEN))
        .isEqualTo(
            move(
                talk(2),
                new Effect.CallOut(
                    "chat-heard", "read/30", new Heard(false, "30", WROTE, SEEN, ORDER))));
    assertThat(Talk.on(talk(1), read(2, Side.SELLER), SEEN)).isEqualTo(move(talk(2)));
    assertThat(Talk.on(talk(1), wrote(2, Side.SUPPORT), SEEN)).isEqualTo(move(talk(2)));
  }

  @Test
  void it_is_known_when_the_seller_wrote_and_whether_anybody_may() {
    assertThat(Talk.on(talk(1), wrote(2, Side.SELLER), SEEN))
        .isEqualTo(move(new Talk(2, ORDER, true, WROTE, null, "", null)));
    var closed = Talk.on(talk(1), new ChatEvent.Closed(CHAT, "", 2), SEEN).next();
    assertThat(closed).isEqualTo(new Talk(2, ORDER, false, null, null, "", null));
    assertThat(Talk.on(closed, new ChatEvent.Started(CHAT, ORDER, 3, SEEN), SEEN).next())
        .isEqualTo(talk(3));
  }

  @Test
  void only_what_the_last_answer_is_about_is_kept() {
    var done = new Settled.Outcome.Done(Map.of("about", "refuses"));
    var talk = Talk.on(talk(1), wrote(2, Side.BUYER), WROTE).next();
    assertThat(Talk.on(talk, new Settled("chat-heard", "answer/312", done)).next().about())
        .isEqualTo("refuses");
    assertThat(Talk.on(talk, new Settled("chat-heard", "answer/311", done))).isEqualTo(stay(talk));
    var refused = new Settled.Outcome.Refused("outcome-unknown");
    assertThat(Talk.on(talk, new Settled("chat-heard", "answer/312", refused)).next().about())
        .isEqualTo("unread");
    assertThat(Talk.on(talk, new Settled("chat-heard", "read/30", refused))).isEqualTo(stay(talk));
  }

  @Test
  void a_step_is_read_once() {
    var read = new Marks.Read(REF, List.of(new At(1, 1), new At(1, 2)), "c-1");
    var decision = Marks.on(Marks.NONE, read, SEEN);
    assertThat(decision.effects())
        .containsExactly(
            new Effect.Publish(new MessageEvent.Read(REF, 1, "c-1"), null, "read/1/1"),
            new Effect.Publish(new MessageEvent.Read(REF, 2, "c-1"), null, "read/1/2"));
    assertThat(Marks.on(decision.next(), read, SEEN.plusSeconds(9)))
        .isEqualTo(stay(decision.next()));
  }

  @Test
  void an_answer_is_told_once_and_marks_the_step_that_it_follows() {
    var read = Marks.on(Marks.NONE, new Marks.Read(REF, List.of(new At(1, 1)), "c-1"), WROTE);
    var answer = new Marks.Answered(REF, new At(1, 1), 1, "c-1", "312", "asks-why");
    var decision = Marks.on(read.next(), answer, SEEN);
    assertThat(decision)
        .isEqualTo(
            move(
                new Marks("312", List.of(new Mark(new At(1, 1), WROTE, SEEN, "asks-why"))),
                new Effect.Publish(
                    new MessageEvent.Answered(REF, 1, "c-1", "asks-why"), null, "answer/312")));
    assertThat(Marks.on(decision.next(), answer, SEEN)).isEqualTo(stay(decision.next()));
    var older = new Marks.Answered(REF, new At(1, 1), 1, "c-1", "99", "other");
    assertThat(Marks.on(decision.next(), older, SEEN)).isEqualTo(stay(decision.next()));
  }

  @Test
  void a_notice_is_read_once_beside_the_steps() {
    var why = At.notice("why.1");
    var read = new Marks.Read(REF, List.of(new At(1, 1), why), "c-1");
    var decision = Marks.on(Marks.NONE, read, SEEN);
    assertThat(decision.effects())
        .containsExactly(
            new Effect.Publish(new MessageEvent.Read(REF, 1, "c-1"), null, "read/1/1"),
            new Effect.Publish(new MessageEvent.Read(REF, 0, "c-1", "why.1"), null, "read/why.1"));
    assertThat(Marks.on(decision.next(), read, SEEN.plusSeconds(9)))
        .isEqualTo(stay(decision.next()));
    var another = new Marks.Read(REF, List.of(why, At.notice("why.2")), "c-1");
    assertThat(Marks.on(decision.next(), another, SEEN).effects())
        .containsExactly(
            new Effect.Publish(new MessageEvent.Read(REF, 0, "c-1", "why.2"), null, "read/why.2"));
  }

  @Test
  void an_answer_to_a_notice_is_told_once_with_the_step_before_it() {
    var why = At.notice("why.1");
    var answer = new Marks.Answered(REF, why, 2, "c-1", "312", "other");
    var decision = Marks.on(Marks.NONE, answer, SEEN);
    assertThat(decision)
        .isEqualTo(
            move(
                new Marks("312", List.of(new Mark(why, null, SEEN, "other"))),
                new Effect.Publish(
                    new MessageEvent.Answered(REF, 2, "c-1", "other", "why.1"),
                    null,
                    "answer/312")));
    assertThat(Marks.on(decision.next(), answer, SEEN)).isEqualTo(stay(decision.next()));
    var heardAsOfStep = new Marks.Answered(REF, new At(1, 2), 2, "c-1", "312", "other");
    assertThat(Marks.on(decision.next(), heardAsOfStep, SEEN)).isEqualTo(stay(decision.next()));
  }
}
