package io.whoset.forensics.detect;

import io.whoset.protocol.Key;
import java.util.HashMap;
import java.util.Map;

/**
 * The key families, found by pattern. Beyond the bound keys are told apart by their first word only, and beyond a quarter more not at all:
 * the last family holds what does not belong together, and never accuses.
 *
 * <p>Audit thread only.
 */
final class Families {
    private final Map<String, KeyFamily> families = new HashMap<>();
    private final int maxFamilies;
    private final TallyBudget budget;
    private final KeyFamily other;

    Families(int maxFamilies, TallyBudget budget) {
        this.maxFamilies = maxFamilies;
        this.budget = budget;
        this.other = new KeyFamily("(other keys)", false, budget);
    }

    /** The family of a key. */
    KeyFamily of(Key key) {
        String template = KeyTemplate.of(key);
        KeyFamily family = families.get(template);
        if (family != null) {
            return family;
        }
        if (families.size() < maxFamilies) {
            return create(template, true);
        }
        String word = KeyTemplate.firstWord(template);
        family = families.get(word);
        if (family != null) {
            return family;
        }
        return families.size() < maxFamilies + maxFamilies / 4 ? create(word, true) : other;
    }

    private KeyFamily create(String template, boolean accuses) {
        KeyFamily family = new KeyFamily(template, accuses, budget);
        families.put(template, family);
        return family;
    }

    /** How many there are. */
    int size() {
        return families.size();
    }
}
