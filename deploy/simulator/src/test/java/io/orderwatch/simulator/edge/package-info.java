@NullMarked
package io.orderwatch.simulator.edge;

import org.jspecify.annotations.NullMarked;
