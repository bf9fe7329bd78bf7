package io.broadcasthub.engine;

import io.broadcasthub.ledger.Birth;
import io.broadcasthub.protocol.TopicFilter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an engine says that it holds, in words.
 *
 * @param told whether it says anything
 * @param interests filter and listener
 * @param feeds pattern, and whether it is wanted
 * @param births of those that have one
 */
record RecordedHoldings(boolean told, List<String> interests, List<String> feeds, List<Birth> births) {
    static RecordedHoldings of(Engine engine) {
        List<String> interests = new ArrayList<>();
        List<String> feeds = new ArrayList<>();
        List<Birth> births = new ArrayList<>();
        boolean told = engine.holdings(new HoldingVisitor() {
            @Override
            public void interest(TopicFilter filter, EngineListener listener, @Nullable Birth birth) {
                interests.add(filter + " " + listener);
                add(birth);
            }

            @Override
            public void feed(TopicFilter pattern, boolean wanted, long sinceNanos, @Nullable Birth birth) {
                feeds.add(pattern + (wanted ? " wanted" : " for nobody"));
                add(birth);
            }

            private void add(@Nullable Birth birth) {
                if (birth != null) {
                    births.add(birth);
                }
            }
        });
        return new RecordedHoldings(told, interests, feeds, births);
    }
}
