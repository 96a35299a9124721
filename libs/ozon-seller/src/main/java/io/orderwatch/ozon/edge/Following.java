package io.orderwatch.ozon.edge;

import io.orderwatch.contracts.StoreId;
import java.net.URI;

/** Follows the calls to Ozon, if somebody wants that; is told no header and no body. */
public interface Following {

  /** One call, from when it is sent. */
  interface Call extends AutoCloseable {

    void answered(int status);

    /**
     * No answer came.
     *
     * @param why one of few words
     */
    void failed(String why);

    @Override
    void close();
  }

  Following NOBODY =
      (_, _) ->
          new Call() {
            @Override
            public void answered(int status) {}

            @Override
            public void failed(String why) {}

            @Override
            public void close() {}
          };

  Call begin(StoreId store, URI uri);
}
