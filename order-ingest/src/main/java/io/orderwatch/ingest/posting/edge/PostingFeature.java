package io.orderwatch.ingest.posting.edge;

import io.orderwatch.ingest.life.Versions;
import io.orderwatch.ingest.life.edge.DatabaseLife;
import io.orderwatch.ingest.posting.KnownPosting;
import io.orderwatch.ingest.posting.KnownPosting.Imported;
import io.orderwatch.ingest.posting.KnownPosting.Seen;
import io.orderwatch.mailbox.edge.Feature;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/**
 * Brings what was read from Ozon, or imported, to {@link KnownPosting}; no event of a topic
 * concerns it.
 */
@ApplicationScoped
public class PostingFeature {

  public static final String NAME = "posting";

  @Produces
  @Singleton
  Feature<KnownPosting> posting(ChangesFound found, DatabaseLife life) {
    return of(life::versions).counts(found::count);
  }

  static Feature<KnownPosting> of(Supplier<Versions> versions) {
    return Feature.named(NAME)
        .kept(new PostingVersions(KnownPostingRow.TABLE), new KnownPosting.Unknown())
        .told(
            Seen.class,
            (state, seen, input) -> KnownPosting.on(state, seen, input.at(), versions.get()))
        .told(
            Imported.class,
            (state, told, input) -> KnownPosting.on(state, told, input.at(), versions.get()));
  }
}
