@NullMarked
package io.orderwatch.login.edge;

import org.jspecify.annotations.NullMarked;
