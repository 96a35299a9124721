package io.orderwatch.ingest.chat.edge;

import io.orderwatch.ingest.chat.KnownChat;
import io.orderwatch.ingest.chat.KnownChat.Seen;
import io.orderwatch.ingest.life.Versions;
import io.orderwatch.ingest.life.edge.DatabaseLife;
import io.orderwatch.mailbox.edge.Feature;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/** Brings what was read from Ozon to {@link KnownChat}; no event of a topic concerns it. */
@ApplicationScoped
public class ChatFeature {

  static final String NAME = "chat";

  @Produces
  @Singleton
  Feature<KnownChat> feature(DatabaseLife life) {
    return of(life::versions);
  }

  public static Feature<KnownChat> of(Supplier<Versions> versions) {
    return Feature.named(NAME)
        .kept(KnownChatRow.TABLE, new KnownChat.Unknown())
        .told(
            Seen.class,
            (state, seen, input) -> KnownChat.on(state, seen, input.at(), versions.get()));
  }
}
