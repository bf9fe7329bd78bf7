/** What is opened and closed, counted where it happens, and where things were created. */
@NullMarked
package io.broadcasthub.ledger;

import org.jspecify.annotations.NullMarked;
