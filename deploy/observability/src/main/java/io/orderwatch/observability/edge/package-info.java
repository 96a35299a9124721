/** Dashboards, rules and sources read from files. */
@NullMarked
package io.orderwatch.observability.edge;

import org.jspecify.annotations.NullMarked;
