package io.whoset.ui;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.whoset.testkit.Chromium;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A visit to the page with the sample fleet, 1280 pixels wide, for each test; one browser for all of a class. */
abstract class PageVisit {
    private static Chromium chromium;

    AuditPage visitor;
    Page page;

    @BeforeAll
    static void launch() {
        chromium = new Chromium();
    }

    @AfterAll
    static void quit() {
        chromium.close();
    }

    @BeforeEach
    void begin() throws IOException {
        visitor = new AuditPage(chromium, 1280, ColorScheme.LIGHT);
        page = visitor.page;
    }

    @AfterEach
    void end() {
        visitor.close();
    }
}
