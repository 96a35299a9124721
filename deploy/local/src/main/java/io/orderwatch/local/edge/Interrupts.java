package io.orderwatch.local.edge;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/** Ctrl-C: the first one ends the JVM in order, the second one at once. */
final class Interrupts {

  private static final int EXIT_CODE = 130;

  private Interrupts() {}

  /**
   * Takes Ctrl-C over from the JVM, which ignores every one but the first.
   *
   * @param atOnce run by the second one, before the JVM is gone
   */
  static void handle(Runnable atOnce) {
    var count = new AtomicInteger();
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          if (!method.getName().equals("handle")) {
            return method.getName().equals("hashCode") ? 0 : null;
          }
          if (count.incrementAndGet() == 1) {
            new Thread(() -> System.exit(EXIT_CODE), "stopping").start();
          } else {
            atOnce.run();
            Runtime.getRuntime().halt(EXIT_CODE);
          }
          return null;
        };
    try {
      // by name: the compiler warns of sun.misc, and there is no other way to see a second Ctrl-C
      var handlerType = Class.forName("sun.misc.SignalHandler");
      var signalType = Class.forName("sun.misc.Signal");
      var proxy =
          Proxy.newProxyInstance(
              Interrupts.class.getClassLoader(), new Class<?>[] {handlerType}, handler);
      var signal = signalType.getConstructor(String.class).newInstance("INT");
      signalType.getMethod("handle", signalType, handlerType).invoke(null, signal, proxy);
    } catch (ReflectiveOperationException e) {
      // the JVM's own way: the first Ctrl-C ends it in order
    }
  }
}
