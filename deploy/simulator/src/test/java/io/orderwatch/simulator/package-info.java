@NullMarked
package io.orderwatch.simulator;

import org.jspecify.annotations.NullMarked;
