# whoset as an image: built from this checkout, run as nobody on a read-only file system.
# Both images can be replaced: docker build --build-arg RUNTIME_IMAGE=… .
ARG BUILD_IMAGE=maven:3.9-eclipse-temurin-17-noble@sha256:42a3ac393abbc64dae6c96703e5ead2e921fe9103371ac58b5b404b0d6a26502
ARG RUNTIME_IMAGE=eclipse-temurin:17-jre-noble@sha256:76bf6d763e84e4d286d5ee3df61e4adeca214977f83c7d8d2327b93db582dd9d

FROM ${BUILD_IMAGE} AS build
WORKDIR /src
COPY . .
RUN mvn -B -q -Dquick package && mkdir -p /var/empty-audit \
    && find app/target/lib -name 'libduckdb_java.so_*' ! -name "*_linux_$(dpkg --print-architecture)" -delete

FROM ${RUNTIME_IMAGE}
COPY bin/whoset /opt/whoset/bin/whoset
COPY --from=build /src/app/target/whoset.jar /opt/whoset/lib/whoset.jar
COPY --from=build /src/app/target/lib /opt/whoset/lib/lib
COPY --from=build --chown=10001:10001 /var/empty-audit /var/lib/whoset
ENV PATH=/opt/whoset/bin:${PATH}
USER 10001:10001
WORKDIR /var/lib/whoset
VOLUME /var/lib/whoset
ENTRYPOINT ["/opt/whoset/bin/whoset"]
