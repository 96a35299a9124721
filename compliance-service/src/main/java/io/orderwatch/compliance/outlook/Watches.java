package io.orderwatch.compliance.outlook;

import io.orderwatch.compliance.outlook.Curve.End;
import io.orderwatch.compliance.outlook.Curve.Watch;
import io.orderwatch.compliance.outlook.Outlook.Curves;
import io.orderwatch.compliance.whatif.Past;
import io.orderwatch.compliance.whatif.Past.Silence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The silences of the past after so many messages, while they are gathered. */
final class Watches {

  private final List<Watch> any = new ArrayList<>();
  private final List<Watch> unread = new ArrayList<>();
  private final List<Watch> opened = new ArrayList<>();

  void add(Silence silence, Past of) {
    var end = end(silence, of.endedAt(), of.deadline().at());
    var read = silence.opened();
    any.add(new Watch(silence.lasted(), end));
    if (read == null) {
      unread.add(new Watch(silence.lasted(), end));
    } else {
      unread.add(new Watch(read, End.OPENED));
      opened.add(new Watch(silence.lasted().minus(read), end));
    }
  }

  /** Only what is cancelled before its deadline is lost; later the deadline has ended the watch. */
  private static End end(Silence silence, Instant endedAt, Instant deadline) {
    return switch (silence.ended()) {
      case SUPPLIED -> End.SUPPLIED;
      case LOST -> endedAt.isBefore(deadline) ? End.LOST : End.NOTHING;
      case TOLD_AGAIN -> End.NOTHING;
    };
  }

  Curves curves() {
    return new Curves(Curve.of(any), Curve.of(unread), Curve.of(opened));
  }
}
