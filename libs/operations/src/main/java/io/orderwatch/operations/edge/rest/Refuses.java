package io.orderwatch.operations.edge.rest;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * By which status an endpoint, or each of a class, refuses with a problem for reasons of its own.
 * For the OpenAPI document, which knows of those that come from an endpoint's nature; written down
 * while it is compiled.
 */
@Retention(RetentionPolicy.SOURCE)
@Target({ElementType.METHOD, ElementType.TYPE})
@Repeatable(Refuses.More.class)
public @interface Refuses {

  int status();

  String because();

  /** More than one. */
  @Retention(RetentionPolicy.SOURCE)
  @Target({ElementType.METHOD, ElementType.TYPE})
  @interface More {
    Refuses[] value();
  }
}
