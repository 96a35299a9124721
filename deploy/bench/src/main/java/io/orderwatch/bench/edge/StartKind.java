package io.orderwatch.bench.edge;

import io.orderwatch.local.ServiceName;
import io.orderwatch.training.edge.Installed;
import java.util.List;
import java.util.function.BiFunction;

/** The ways to start a service that are compared. */
enum StartKind {
  /** As in the images. */
  AOT("with AOT cache", Installed::start),
  /** What the cache alone does: all else is equal. */
  PLAIN("plain fast-jar", Installed::startPlain),
  /** What who builds no such image has. */
  UNTUNED("plain fast-jar, no flags", Installed::startUntuned);

  private final String title;
  private final BiFunction<Installed, ServiceName, List<String>> command;

  StartKind(String title, BiFunction<Installed, ServiceName, List<String>> command) {
    this.title = title;
    this.command = command;
  }

  String title() {
    return title;
  }

  List<String> command(Installed installed, ServiceName service) {
    return command.apply(installed, service);
  }
}
