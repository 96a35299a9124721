@NullMarked
package io.orderwatch.observability;

import org.jspecify.annotations.NullMarked;
