# syntax=docker/dockerfile:1

# The natives: tree-sitter with the Go grammar, optimised.
FROM node:20-bookworm AS natives
WORKDIR /build
COPY src/native/ src/native/
RUN src/native/build.sh

# The program and its libraries.
FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /build
COPY pom.xml app.yml ./
RUN mvn -B -ntp -q dependency:go-offline -DexcludeGroupIds=dev.headroom || true
COPY src/ src/
COPY rules/ rules/
COPY webhook-fixtures/ webhook-fixtures/
# What --version and the first page say; the repository is not in the image.
ARG COMMIT=unknown
RUN mvn -B -ntp -q -DskipTests -Dspotless.check.skip=true "-Dheadroom.commit=$COMMIT" package

# A Java of just the modules that are used.
FROM eclipse-temurin:25-jdk AS java
RUN jlink \
      --add-modules java.base,java.desktop,java.instrument,java.management,java.naming,java.net.http,java.security.jgss,java.sql,java.compiler,jdk.crypto.ec,jdk.httpserver,jdk.management,jdk.unsupported,jdk.zipfs \
      --strip-debug --no-man-pages --no-header-files --compress zip-6 --output /java

FROM debian:bookworm-slim
LABEL org.opencontainers.image.title="Headroom" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.description="Reviews pull requests of Go services for performance blockers"
RUN useradd --system --uid 10001 --home-dir /var/lib/headroom --create-home headroom
COPY --from=java /java /opt/java
COPY --from=build /build/target/headroom.jar /opt/headroom/headroom.jar
COPY --from=build /build/target/lib/ /opt/headroom/lib/
COPY --from=natives /build/target/natives/ /opt/headroom/natives/
COPY LICENSE /opt/headroom/LICENSE
# The classes as the JVM has them once they are loaded: the demo needs those of the server and of the analysis.
RUN /opt/java/bin/java --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -XX:+UseG1GC \
      -Xss8m -XX:AOTCacheOutput=/opt/headroom/headroom.aot -jar /opt/headroom/headroom.jar demo

USER 10001
WORKDIR /var/lib/headroom
ENV HEADROOM_DATA_DIR=/var/lib/headroom HEADROOM_PORT=8080
VOLUME /var/lib/headroom
EXPOSE 8080
ENTRYPOINT ["/opt/java/bin/java", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-XX:+UseG1GC", "-Xss8m", "-Xms24m", "-XX:G1PeriodicGCInterval=60000", "-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTReplayTraining", "-XX:Tier4InvocationThreshold=20000", "-XX:Tier4MinInvocationThreshold=2400", "-XX:Tier4CompileThreshold=60000", "-XX:Tier4BackEdgeThreshold=160000", "-XX:TrimNativeHeapInterval=5000", "-XX:MaxRAMPercentage=60", "-XX:AOTCache=/opt/headroom/headroom.aot", "-Xlog:aot=off", "-Xlog:cds=off", "-jar", "/opt/headroom/headroom.jar"]
CMD ["serve"]
# No curl in the image: the program asks itself.
HEALTHCHECK --interval=30s --timeout=3s --start-period=10s CMD ["/opt/java/bin/java", "-XX:TieredStopAtLevel=1", "-cp", "/opt/headroom/headroom.jar", "dev.headroom.app.HealthProbe"]
