package io.orderwatch.logistics.wording.edge;

import io.orderwatch.logistics.wording.Language;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** In which language whoever asks reads: as Accept-Language says, English where it says nothing. */
@Singleton
public class Readers {

  private final Supplier<@Nullable String> header;

  @Inject
  Readers(HttpHeaders headers) {
    this(() -> headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE));
  }

  /**
   * @param header Accept-Language of the request that is worked on; null if it has none
   */
  public Readers(Supplier<@Nullable String> header) {
    this.header = header;
  }

  public Language language() {
    var said = header.get();
    return said == null ? Language.EN : Language.wanted(said);
  }
}
