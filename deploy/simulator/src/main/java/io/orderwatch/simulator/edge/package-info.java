/** The simulator's HTTP, JSON, files and pushes. */
@NullMarked
package io.orderwatch.simulator.edge;

import org.jspecify.annotations.NullMarked;
