package io.whoset.app.wiring;

import io.whoset.app.config.Config;
import io.whoset.app.config.ConfigException;
import io.whoset.forensics.attribution.WriterNames;
import io.whoset.forensics.detect.JudgeSettings;
import io.whoset.forensics.detect.RuleJudge;

/** What a configuration says of judgement and of names: the same for live traffic and for recorded evidence. Immutable. */
public final class Engine {
    private Engine() {}

    /** A judge that knows nothing yet. */
    public static RuleJudge judge(Config config) {
        long historyBytes = (long) config.audit().historyMib() << 20;
        return new RuleJudge(
                JudgeSettings.DEFAULT.withHistoryBytes(historyBytes).withUserRules(config.rules()));
    }

    /**
     * Writers by address.
     *
     * @throws ConfigException where an address cannot be used
     */
    public static WriterNames names(Config config) {
        try {
            return new WriterNames(config.names());
        } catch (IllegalArgumentException e) {
            throw new ConfigException("names: " + e.getMessage());
        }
    }
}
