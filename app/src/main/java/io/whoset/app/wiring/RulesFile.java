package io.whoset.app.wiring;

import io.whoset.app.config.ConfigException;
import io.whoset.app.config.ConfigReader;
import io.whoset.forensics.detect.RuleJudge;
import io.whoset.forensics.detect.UserRule;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the user's own rules again from the configuration file; a file with any mistake changes nothing. Safe for many threads. */
final class RulesFile {
    private static final Logger log = LoggerFactory.getLogger(RulesFile.class);

    private final Path file;
    private final RuleJudge judge;

    RulesFile(Path file, RuleJudge judge) {
        this.file = file;
        this.judge = judge;
    }

    void reload() {
        try {
            List<UserRule> rules = ConfigReader.read(file).rules();
            judge.replaceUserRules(rules);
            log.atInfo()
                    .addKeyValue("file", file)
                    .addKeyValue("rules", rules.size())
                    .log(
                            "your rules were read again and hold from here on; what else the file says holds after a restart");
        } catch (ConfigException e) {
            log.atWarn()
                    .addKeyValue("file", file)
                    .addKeyValue("problem", e.getMessage())
                    .log("your rules stay as they were: mend the configuration file and send SIGHUP again");
        }
    }
}
