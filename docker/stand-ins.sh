#!/usr/bin/env bash
# Makes images out of this machine's own files, for tests where no image can be pulled:
#   docker/stand-ins.sh memcached build runtime
# gives whoset-test/memcached, whoset-test/build (holds the jar that is already built) and whoset-test/runtime (a JRE and a shell).
set -euo pipefail
home=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# with_libraries ROOT FILE...: copies files with every library that they are linked to.
with_libraries() {
    local root=$1 file
    shift
    for file in "$@"; do
        { echo "$file"; ldd "$file" 2>/dev/null | grep -o '/[^ )]*' || true; }
    done | sort -u | while read -r file; do
        # -L: a library is often a link, and its name is what the program asks for
        install -D "$(readlink -f "$file")" "$root$file"
    done
}

# shell ROOT: /bin/sh and the small programs that a build and bin/whoset call.
shell() {
    install -D "$(command -v busybox)" "$1/bin/busybox"
    mkdir -p "$1/usr/bin" "$1/tmp" "$1/etc" "$1/root"
    for name in sh mkdir env dirname readlink find cat chown; do
        ln -sf /bin/busybox "$1/bin/$name"
    done
    ln -sf /bin/env "$1/usr/bin/env"
    chmod 1777 "$1/tmp"
    printf 'root:x:0:0::/root:/bin/sh\nmemcache:x:11211:11211::/:/bin/sh\n' >"$1/etc/passwd"
}

# image NAME ROOT LINE...: an image of a folder; the lines end its Dockerfile.
image() {
    local name=$1 root=$2
    shift 2
    { echo 'FROM scratch'; echo 'COPY root/ /'; printf '%s\n' "$@"; } >"$work/Dockerfile"
    rm -rf "$work/context" && mkdir "$work/context"
    mv "$root" "$work/context/root"
    docker build -q -t "$name" -f "$work/Dockerfile" "$work/context" >/dev/null
    echo "$name"
}

memcached() {
    local root=$work/memcached
    with_libraries "$root" "$(type -P memcached)"
    mkdir -p "$root/etc" && printf 'root:x:0:0::/:/\nmemcache:x:11211:11211::/:/\n' >"$root/etc/passwd"
    image whoset-test/memcached "$root" "ENV PATH=$(dirname "$(type -P memcached)")" 'USER memcache' 'ENTRYPOINT ["memcached"]'
}

build() {
    local root=$work/build
    shell "$root"
    mkdir -p "$root/src/app/target"
    cp -r "$home/app/target/whoset.jar" "$home/app/target/lib" "$root/src/app/target/"
    printf '#!/bin/sh\nexit 0\n' >"$root/bin/mvn" && chmod +x "$root/bin/mvn"
    image whoset-test/build "$root" 'ENV PATH=/bin'
}

runtime() {
    local root=$work/runtime
    shell "$root"
    local java_home=${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")}
    mkdir -p "$root/opt"
    "$java_home/bin/jlink" --add-modules java.se,jdk.unsupported,jdk.crypto.ec,jdk.management,jdk.zipfs,jdk.naming.dns \
        --strip-debug --no-header-files --no-man-pages --output "$root/opt/java"
    # what the JRE needs, and what the native libraries inside the jars will ask for
    with_libraries "$root" "$(command -v bash)" $(find "$root/opt/java" -name '*.so') \
        $(/sbin/ldconfig -p | sed -n 's/.*\(libstdc++.so.6\|libgcc_s.so.1\|libdl.so.2\|librt.so.1\|libm.so.6\|libpthread.so.0\) .*x86-64.* => //p')
    image whoset-test/runtime "$root" 'ENV PATH=/opt/java/bin:/bin:/usr/bin LANG=C.UTF-8'
}

for name in "$@"; do
    case $name in
        memcached | build | runtime) "$name" ;;
        *) echo "docker/stand-ins.sh: saw \"$name\", expected memcached, build or runtime" >&2; exit 2 ;;
    esac
done
