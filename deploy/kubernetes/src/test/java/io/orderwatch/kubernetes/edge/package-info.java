@NullMarked
package io.orderwatch.kubernetes.edge;

import org.jspecify.annotations.NullMarked;
