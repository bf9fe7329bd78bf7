/** What the tests of several modules share; travels in hub-server's test-jar. */
@NullMarked
package io.broadcasthub.testkit;

import org.jspecify.annotations.NullMarked;
