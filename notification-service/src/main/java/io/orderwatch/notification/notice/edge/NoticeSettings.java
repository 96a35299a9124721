package io.orderwatch.notification.notice.edge;

import io.orderwatch.notification.notice.Notices;
import io.orderwatch.notification.texts.Situation;
import io.smallrye.config.ConfigMapping;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What buyers are told without anybody asking for it. */
@ConfigMapping(prefix = "orderwatch.notices")
public interface NoticeSettings {

  /**
   * The situations that buyers are told of by themselves: new-tracking-number, when a number was
   * changed through us and Ozon shows it. None unless it is said.
   */
  Optional<List<String>> byItself();

  /**
   * @throws IllegalArgumentException if a situation is none that can be told by itself
   */
  default Notices.Policy policy() {
    var told = EnumSet.noneOf(Situation.class);
    for (var code : byItself().orElse(List.of())) {
      told.add(
          Situation.of(code)
              .filter(Situation.NEW_TRACKING_NUMBER::equals)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "orderwatch.notices.by-itself: nobody is told of "
                              + code
                              + " by itself, only of new-tracking-number")));
    }
    return Notices.Policy.of(Set.copyOf(told));
  }
}
