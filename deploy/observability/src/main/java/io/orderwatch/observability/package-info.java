/** What dashboards and alerts ask for, what services expose, and how services are configured. */
@NullMarked
package io.orderwatch.observability;

import org.jspecify.annotations.NullMarked;
