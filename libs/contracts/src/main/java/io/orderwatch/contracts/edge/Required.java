package io.orderwatch.contracts.edge;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every component of a record must be there but the {@code @Nullable} ones, all the way down. */
final class Required {

  // Reflection hands out fresh copies of the components on every call; the reading path is hot.
  private static final ClassValue<RecordComponent[]> COMPONENTS =
      new ClassValue<>() {
        @Override
        protected RecordComponent[] computeValue(Class<?> type) {
          var components = type.getRecordComponents();
          for (var component : components) {
            component.getAccessor().setAccessible(true); // a record may be its owner's secret
          }
          return components;
        }
      };

  private Required() {}

  /** The path of the first component that must be there and is not, for example deadline.at. */
  static Optional<String> missing(Object value) {
    return switch (value) {
      case Record r -> missingIn(r);
      case List<?> l -> l.stream().map(Required::missing).flatMap(Optional::stream).findFirst();
      default -> Optional.empty();
    };
  }

  static boolean isOptional(RecordComponent component) {
    return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  private static Optional<String> missingIn(Record owner) {
    for (var component : COMPONENTS.get(owner.getClass())) {
      var name = component.getName();
      var held = held(component, owner);
      if (held == null) {
        if (!isOptional(component)) {
          return Optional.of(name);
        }
      } else {
        var deeper = missing(held);
        if (deeper.isPresent()) {
          return deeper.map(path -> name + "." + path);
        }
      }
    }
    return Optional.empty();
  }

  private static @Nullable Object held(RecordComponent component, Record owner) {
    try {
      return component.getAccessor().invoke(owner);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(component + " cannot be read", e);
    }
  }
}
