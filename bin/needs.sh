# Finds or installs what a script of this folder needs. Sourced, not run.

# say TEXT...: a line for the person who waits, on standard error.
say() { printf 'whoset: %s\n' "$*" >&2; }

# can_install: whether this is Debian (or a child of it) and we are root.
can_install() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; }

# need COMMAND PACKAGE [COMMAND PACKAGE]...: installs the packages whose command is missing, or says which and ends with 1.
need() {
    local missing=()
    while [ $# -gt 1 ]; do
        command -v "$1" >/dev/null 2>&1 || missing+=("$2")
        shift 2
    done
    [ ${#missing[@]} -eq 0 ] || need_packages "${missing[@]}"
}

# need_packages PACKAGE...: installs them, or says what to install and ends with 1.
need_packages() {
    if ! can_install; then
        say "missing: $*. Install them with your system's package manager (Debian: apt-get install $*), then run this again."
        exit 1
    fi
    say "installing $* from the system's packages"
    apt-get update -qq >&2 || true
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" </dev/null >&2 || {
        say "could not install $*: see the lines above, install them by hand, then run this again."
        exit 1
    }
}

# java_major JAVA: the major version of a java command, empty where there is none.
java_major() { "$1" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -n 1; }

# need_jdk: JAVA_HOME's or the PATH's JDK of 17 or later.
need_jdk() {
    local java=${JAVA_HOME:+$JAVA_HOME/bin/}java javac=${JAVA_HOME:+$JAVA_HOME/bin/}javac
    if ! command -v "$javac" >/dev/null 2>&1; then
        [ -z "${JAVA_HOME:-}" ] || { say "JAVA_HOME=$JAVA_HOME has no javac, set it to a JDK 17 or later, or unset it."; exit 1; }
        need javac openjdk-17-jdk-headless
    fi
    local major
    major=$(java_major "$java")
    [ "${major:-0}" -ge 17 ] || { say "java is version ${major:-unknown}, whoset needs a JDK 17 or later: install one or set JAVA_HOME."; exit 1; }
}
