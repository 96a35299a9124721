@NullMarked
package io.orderwatch.observability.edge;

import org.jspecify.annotations.NullMarked;
