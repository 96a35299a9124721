package io.orderwatch.bench.edge;

import io.orderwatch.local.ServiceName;
import io.orderwatch.training.edge.Installed;
import java.util.List;

/** The ways to start a service that are compared. */
enum StartKind {
  /** As in the images. */
  AOT("with AOT cache"),
  /** What the cache alone does: all else is equal. */
  PLAIN("plain fast-jar"),
  /** What who builds no such image has. */
  UNTUNED("plain fast-jar, no flags");

  private final String title;

  StartKind(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  List<String> command(Installed installed, ServiceName service) {
    return switch (this) {
      case AOT -> installed.start(service);
      case PLAIN -> installed.startPlain(service);
      case UNTUNED -> installed.startUntuned(service);
    };
  }
}
