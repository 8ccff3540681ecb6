package io.whoset.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Who may see whom: the walls that no compiler sees. */
class ArchitectureTest {
    private static final JavaClasses WHOSET = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.whoset");

    @Test
    void protocol_dependsOn_bytesOnly() {
        classes()
                .that()
                .resideInAPackage("io.whoset.protocol..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.whoset.protocol..", "java..", "io.netty.buffer..", "io.netty.util..", "org.jspecify..")
                .check(WHOSET);
    }

    @Test
    void forensics_dependsOn_noNetty() {
        noClasses()
                .that()
                .resideInAPackage("io.whoset.forensics..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.netty..")
                .check(WHOSET);
    }

    @Test
    void modules_see_onlyWhatTheyMay() {
        wall("io.whoset.forensics..", "io.whoset.proxy..", "io.whoset.audit..", "io.whoset.app..");
        wall("io.whoset.audit..", "io.whoset.proxy..", "io.whoset.app..");
        wall("io.whoset.proxy..", "io.whoset.audit..", "io.whoset.app..");
    }

    private static void wall(String from, String... to) {
        noClasses()
                .that()
                .resideInAPackage(from)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(to)
                .check(WHOSET);
    }

    @Test
    void packages_have_noCycles() {
        for (String module : new String[] {"protocol", "forensics", "audit", "proxy", "app"}) {
            slices().matching("io.whoset." + module + ".(*)..")
                    .should()
                    .beFreeOfCycles()
                    .check(WHOSET);
        }
    }

    @Test
    void clocks_and_sleep_areReadInWiringOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.whoset.app.wiring..")
                .should()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .check(WHOSET);
    }

    @Test
    void writesAndCloses_goThroughOneFile() {
        noClasses()
                .that()
                .resideInAPackage("io.whoset.proxy.relay..")
                .and()
                .haveSimpleNameNotContaining("Writes")
                .should()
                .callMethodWhere(com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                                com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner(
                                        com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo(
                                                "io.netty.channel.ChannelOutboundInvoker")))
                        .and(com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                                com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching(
                                        "write|writeAndFlush|close"))))
                .check(WHOSET);
    }
}
