package io.whoset.forensics.plants;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.platform.engine.CancellationToken;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.LauncherExecutionRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherExecutionRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The module's unit tests, run against classes of which some are planted; the planted class's own test first, whole histories last. */
final class TestClasses {
    private static final String WHICH = System.getProperty("plants.tests", "unit");
    private static final List<String> SLOW = List.of("BypassTest", "GuiltyTest", "HonestTest");
    private static final LauncherConfig PLAIN = LauncherConfig.builder()
            .enableTestExecutionListenerAutoRegistration(false)
            .enableLauncherSessionListenerAutoRegistration(false)
            .enableLauncherDiscoveryListenerAutoRegistration(false)
            .enablePostDiscoveryFilterAutoRegistration(false)
            .build();

    private final List<Path> roots;
    private final List<String> names = new ArrayList<>();

    TestClasses(Path tests, Path classes) throws IOException {
        roots = List.of(tests, classes);
        try (Stream<Path> files = Files.walk(tests)) {
            files.map(file -> tests.relativize(file).toString())
                    .filter(file -> file.endsWith("Test.class"))
                    .map(file -> file.replace(".class", "").replace('/', '.'))
                    .forEach(names::add);
        }
        if (names.isEmpty()) {
            throw new IllegalArgumentException(tests + ": saw no test, expected the module's");
        }
    }

    /** The first test that fails, empty where all pass. */
    String firstFailure(String planted, Map<String, byte[]> classes) {
        ClassLoader loader = new Loader(classes, roots);
        Comparator<String> order = Comparator.comparing((String name) -> !name.endsWith("." + planted + "Test"))
                .thenComparing(TestClasses::slowness);
        return names.stream()
                .filter(name -> isChosen(name, planted))
                .sorted(order.thenComparing(Comparator.naturalOrder()))
                .map(name -> failure(name, loader))
                .filter(failed -> !failed.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** {@code near}: the planted class's own test; {@code unit}: all that take no whole histories; {@code all}. */
    private static boolean isChosen(String name, String planted) {
        return name.endsWith("." + planted + "Test")
                || (!WHICH.equals("near") && (WHICH.equals("all") || slowness(name) < 0));
    }

    private static int slowness(String name) {
        return SLOW.indexOf(name.substring(name.lastIndexOf('.') + 1));
    }

    private static String failure(String name, ClassLoader loader) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                    .selectors(selectClass(loader.loadClass(name)))
                    .build();
            FirstFailure first = new FirstFailure();
            LauncherExecutionRequest run = LauncherExecutionRequestBuilder.request(request)
                    .cancellationToken(first.token)
                    .listeners(first)
                    .build();
            LauncherFactory.create(PLAIN).execute(run);
            return first.failed.isEmpty() ? "" : name.substring(name.lastIndexOf('.') + 1) + "." + first.failed;
        } catch (ClassNotFoundException gone) {
            throw new IllegalStateException(name + " is not to be found any more", gone);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Stops at the first failure. */
    private static final class FirstFailure implements TestExecutionListener {
        private final CancellationToken token = CancellationToken.create();
        private String failed = "";

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (result.getStatus() == TestExecutionResult.Status.FAILED && failed.isEmpty()) {
                failed = test.getDisplayName();
                token.cancel();
            }
        }
    }

    /** Loads the module's classes and tests anew, the planted ones instead of the good ones. */
    private static final class Loader extends ClassLoader {
        private final Map<String, byte[]> planted;
        private final List<Path> roots;

        Loader(Map<String, byte[]> planted, List<Path> roots) {
            super(TestClasses.class.getClassLoader());
            this.planted = planted;
            this.roots = roots;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> known = findLoadedClass(name);
                if (known != null || !name.startsWith("io.whoset.forensics.")) {
                    return known == null ? super.loadClass(name, resolve) : known;
                }
                byte[] bytes = planted.containsKey(name) ? planted.get(name) : read(name);
                return defineClass(name, bytes, 0, bytes.length);
            }
        }

        private byte[] read(String name) throws ClassNotFoundException {
            for (Path root : roots) {
                Path file = root.resolve(name.replace('.', '/') + ".class");
                if (Files.exists(file)) {
                    try {
                        return Files.readAllBytes(file);
                    } catch (IOException unreadable) {
                        throw new ClassNotFoundException(name, unreadable);
                    }
                }
            }
            throw new ClassNotFoundException(name);
        }
    }
}
