package io.orderwatch.operations.edge;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.lang.reflect.Proxy;
import org.jboss.logging.Logger;

/**
 * A service as a process. Asked to stop by SIGTERM and stopped, it has done what it should and ends
 * with 0, where the JVM by itself says 143.
 */
@QuarkusMain
public final class Main {

  private Main() {}

  /** Runs until a signal comes; what was under way ends within quarkus.shutdown.timeout. */
  public static void main(String... args) {
    endWellWhenTerminated();
    Quarkus.run(args);
  }

  /** From now on SIGTERM runs the shutdown hooks, Quarkus' own among them, and ends with 0. */
  static void endWellWhenTerminated() {
    try {
      // by name: the compiler warns of sun.misc, and there is no other way to choose the code
      var handlerType = Class.forName("sun.misc.SignalHandler");
      var signalType = Class.forName("sun.misc.Signal");
      var handler =
          Proxy.newProxyInstance(
              Main.class.getClassLoader(),
              new Class<?>[] {handlerType},
              (proxy, method, arguments) -> {
                if (method.getName().equals("handle")) {
                  System.exit(0);
                }
                return null;
              });
      signalType
          .getMethod("handle", signalType, handlerType)
          .invoke(null, signalType.getConstructor(String.class).newInstance("TERM"), handler);
    } catch (ReflectiveOperationException e) {
      Logger.getLogger(Main.class).infof("a stop will end with 143: %s", e.toString());
    }
  }
}
