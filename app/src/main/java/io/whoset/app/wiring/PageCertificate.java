package io.whoset.app.wiring;

import io.whoset.app.config.ConfigException;
import io.whoset.app.config.UiConfig;
import io.whoset.app.config.UiTls;
import io.whoset.proxy.tls.Identity;
import io.whoset.proxy.tls.ReloadingContext;
import io.whoset.proxy.tls.TlsFileException;
import io.whoset.ui.PageIdentity;
import java.util.Optional;
import java.util.function.Supplier;

/** The page's certificate, which follows its files as the listeners' do. Safe for many threads. */
final class PageCertificate implements Supplier<PageIdentity> {
    private final ReloadingContext<Identity> files;

    private PageCertificate(ReloadingContext<Identity> files) {
        this.files = files;
    }

    /**
     * Reads the files, where there are any.
     *
     * @throws ConfigException naming the one that cannot be used
     */
    static Optional<PageCertificate> of(UiConfig ui) {
        UiTls tls = ui.tls();
        if (tls == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new PageCertificate(ReloadingContext.ofIdentity("ui", ui.listen(), tls.certificate(), tls.key())));
        } catch (TlsFileException e) {
            throw new ConfigException("ui.tls." + e.key() + ": " + e.getMessage());
        }
    }

    /** What a new connection gets. */
    @Override
    public PageIdentity get() {
        Identity identity = files.current();
        return new PageIdentity(identity.key(), identity.chain());
    }

    /** What can be read again. */
    ReloadingContext<?> files() {
        return files;
    }
}
