@NullMarked
package io.orderwatch.words.edge;

import org.jspecify.annotations.NullMarked;
