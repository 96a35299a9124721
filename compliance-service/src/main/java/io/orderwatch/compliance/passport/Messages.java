package io.orderwatch.compliance.passport;

import static io.orderwatch.mailbox.Effect.publish;

import io.orderwatch.compliance.passport.PassportCase.Expired;
import io.orderwatch.compliance.passport.PassportCase.File;
import io.orderwatch.compliance.passport.PassportCase.Opened;
import io.orderwatch.compliance.passport.PassportCase.Waiting;
import io.orderwatch.contracts.MessageEvent;
import io.orderwatch.contracts.PassportEvent;
import io.orderwatch.contracts.PassportEvent.Cause;
import io.orderwatch.mailbox.Decision;
import io.orderwatch.mailbox.Effect;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What became of the messages of a case. An open case remembers what reached the buyer and what
 * came back; while he is waited for, the next step follows ({@link Patience}), and a person is
 * called where one is needed ({@link Calling}).
 */
public final class Messages {

  private Messages() {}

  record Became(PassportCase state, MessageEvent event) {}

  /**
   * @param at when it happened
   */
  public static Decision<PassportCase> on(
      PassportCase state, MessageEvent event, Instant at, PassportPolicy policy) {
    return switch (new Became(state, event)) {
      case Became(Opened opened, _) when at.isBefore(opened.file().openedAt()) ->
          Decision.stay(state);
      case Became(Waiting(var file), _) -> waiting(file, event, at, policy);
      case Became(Expired(var file), _) -> Decision.stay(new Expired(heard(file, event, at)));
      case Became(var same, _) -> Decision.stay(same);
    };
  }

  private static Decision<PassportCase> waiting(
      File before, MessageEvent event, Instant at, PassportPolicy policy) {
    var file = heard(before, event, at);
    var effects = new ArrayList<Effect>();
    if (!policy.next(file, at).equals(policy.next(before, at))) {
      effects.add(PassportCase.step(file, at, policy));
    }
    if (event instanceof MessageEvent.Sent && !at.isBefore(policy.calling().near(file))) {
      policy
          .calling()
          .again(file, at)
          .ifPresent(again -> effects.add(new Effect.SetTimer(PassportCase.ALARM, again)));
    }
    return call(file, policy.calling().after(file, event, at), effects);
  }

  /** What the file says once this was heard. */
  private static File heard(File file, MessageEvent event, Instant at) {
    var told = file.told();
    return switch (event) {
      case MessageEvent.Sent sent -> file.told(told.sent(sent.step(), at));
      case MessageEvent.Read read -> file.told(told.read(read.step(), at));
      case MessageEvent.Answered answer -> file.told(told.answered(answer.about(), at));
      case MessageEvent.AwaitingOperator _,
          MessageEvent.Suppressed _,
          MessageEvent.Failed _,
          MessageEvent.NoticeSent _,
          MessageEvent.NoticeAwaitingOperator _,
          MessageEvent.NoticeNotSent _ ->
          file;
    };
  }

  /** The alarm has fired: whether a person is called, or it is looked at again. */
  static Decision<PassportCase> look(File file, Instant now, PassportPolicy policy) {
    var again =
        policy
            .calling()
            .again(file, now)
            .<Effect>map(at -> new Effect.SetTimer(PassportCase.ALARM, at));
    return call(file, policy.calling().now(file, now), again.stream().toList());
  }

  private static Decision<PassportCase> call(File file, List<Cause> causes, List<Effect> others) {
    var told = file.told();
    var effects = new ArrayList<Effect>();
    for (var cause : causes) {
      told = told.escalated(cause.word());
      effects.add(
          publish(
              new PassportEvent.Escalated(
                  file.ref(), file.orderNumber(), cause.word(), file.deadline())));
    }
    effects.addAll(others);
    return new Decision<>(new Waiting(file.told(told)), effects);
  }
}
