package io.whoset.ui;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A visit to the page with the sample fleet, 1280 pixels wide, for each test. */
abstract class PageVisit extends OneBrowser {
    AuditPage visitor;
    Page page;

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
