package io.orderwatch.backing.edge;

import java.nio.file.Files;
import java.nio.file.Path;

/** The broker's own JVM: formats the storage if it is new, then runs Kafka until a signal. */
public final class BrokerMain {

  private BrokerMain() {}

  /**
   * Runs until a signal comes.
   *
   * @param args the properties file, the cluster's id and the folder of the data
   */
  public static void main(String[] args) {
    if (!Files.exists(Path.of(args[2], "meta.properties"))) {
      var code =
          kafka.tools.StorageTool.execute(
              new String[] {"format", "--cluster-id", args[1], "--config", args[0]}, System.out);
      if (code != 0) {
        System.exit(code);
      }
    }
    kafka.Kafka.main(new String[] {args[0]});
  }
}
